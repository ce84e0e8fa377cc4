import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { GatewayContext } from "../context.ts";
import { AdjustBalanceInput, adjustment } from "./adjustment-input.ts";
import { connectionReport, ReportConnectionInput } from "./connection-input.ts";
import { MigrateAccountInput, migration } from "./creation-inputs.ts";
import { CloseAccountHolderInput, holderClosing } from "./customer-inputs.ts";
import {
  AdjustBalancePayload,
  ChangeAccountStatusPayload,
  CloseAccountHolderPayload,
  CloseAccountPayload,
  MigrateAccountPayload,
  type MutationPayload,
  ReportConnectionPayload,
  UpdateAccountPayload,
} from "./payloads.ts";
import { perform } from "./perform.ts";
import { ChangeAccountStatusInput, CloseAccountInput, closing, statusChange } from "./status-inputs.ts";
import { UpdateAccountInput, updating } from "./update-input.ts";

// Every payload may be null: a mutation that fails altogether takes nothing away from the others of its document.

/** Changes of accounts at their providers. */
@Resolver()
export class AccountMutations {
  @Mutation(() => MigrateAccountPayload, {
    nullable: true,
    description:
      "Makes an account that exists at a service provider known to Integrated Finance. Needs the scopes accounts:write and accounts:all.",
  })
  migrateAccount(
    @Arg("input", () => MigrateAccountInput, { description: "Which account, and for whom." }) input: object,
    @Ctx() context: GatewayContext,
  ): Promise<MutationPayload> {
    return perform(context, migration, input);
  }

  @Mutation(() => UpdateAccountPayload, {
    nullable: true,
    description: "Changes an account's details. Needs the scope accounts:write.",
  })
  updateAccount(
    @Arg("input", () => UpdateAccountInput, { description: "Which account, and what shall change." }) input: object,
    @Ctx() context: GatewayContext,
  ): Promise<MutationPayload> {
    return perform(context, updating, input);
  }

  @Mutation(() => ChangeAccountStatusPayload, {
    nullable: true,
    description:
      "Asks an account into another status. Needs the scope accounts:write; for DECLINED, which is for good, also accounts:close, and of an account that is PENDING accounts:all.",
  })
  changeAccountStatus(
    @Arg("input", () => ChangeAccountStatusInput, { description: "Which account, and which status." }) input: object,
    @Ctx() context: GatewayContext,
  ): Promise<MutationPayload> {
    return perform(context, statusChange, input);
  }

  @Mutation(() => CloseAccountPayload, {
    nullable: true,
    description:
      "Closes an account; for good, unless its provider can open it again. It must be empty and have no open sub-accounts, where its provider demands that. Needs the scope accounts:close.",
  })
  closeAccount(
    @Arg("input", () => CloseAccountInput, { description: "Which account." }) input: object,
    @Ctx() context: GatewayContext,
  ): Promise<MutationPayload> {
    return perform(context, closing, input);
  }

  @Mutation(() => CloseAccountHolderPayload, {
    nullable: true,
    description:
      "Closes an owner at its provider, and with it all its accounts, for good. They must be empty, where its provider demands that. Needs the scopes accounts:write, accounts:close and accounts:all.",
  })
  closeAccountHolder(
    @Arg("input", () => CloseAccountHolderInput, { description: "Which owner." }) input: object,
    @Ctx() context: GatewayContext,
  ): Promise<MutationPayload> {
    return perform(context, holderClosing, input);
  }

  @Mutation(() => ReportConnectionPayload, {
    nullable: true,
    description:
      "Tells Integrated Finance how connecting a plug-in account ended. Needs the scopes accounts:write and accounts:all.",
  })
  reportConnection(
    @Arg("input", () => ReportConnectionInput, { description: "Which account, and how it ended." }) input: object,
    @Ctx() context: GatewayContext,
  ): Promise<MutationPayload> {
    return perform(context, connectionReport, input);
  }

  @Mutation(() => AdjustBalancePayload, {
    nullable: true,
    description: "Books an amount by hand. Needs the scopes accounts:write and accounts:all.",
    deprecationReason: "Integrated Finance, the only provider that can do it, replaces it by generic transactions.",
  })
  adjustBalance(
    @Arg("input", () => AdjustBalanceInput, { description: "Which account, how much, and why." }) input: object,
    @Ctx() context: GatewayContext,
  ): Promise<MutationPayload> {
    return perform(context, adjustment, input);
  }
}
