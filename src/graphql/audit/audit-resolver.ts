import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import { requireScope } from "../../auth/access.ts";
import { Account } from "../account/account-type.ts";
import { findAccount } from "../account/find-account.ts";
import type { GatewayContext } from "../context.ts";
import { AuditArguments } from "./audit-filter.ts";
import { auditPage } from "./audit-page.ts";
import { AuditConnection, AuditEntry } from "./audit-type.ts";

@Resolver(() => AuditEntry)
export class AuditResolver {
  @Query(() => AuditConnection, {
    description:
      "Everything that was done, seen and refused, the newest first. Needs the scope audit:read, which shows all of it: never give it to a customer.",
  })
  async auditLog(
    @Args(() => AuditArguments) args: AuditArguments,
    @Ctx() context: GatewayContext,
  ): Promise<AuditConnection> {
    requireScope(context.principal, "audit:read");
    return auditPage(context, args);
  }

  @FieldResolver(() => Account, {
    nullable: true,
    description: "The account as it is known now; null when you may not see it. Needs the scope accounts:read.",
  })
  async account(@Root() { ref }: AuditEntry, @Ctx() context: GatewayContext): Promise<Account | null> {
    requireScope(context.principal, "accounts:read");
    return ref && findAccount(context, ref, null);
  }
}
