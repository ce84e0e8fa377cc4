import { Field, InputType } from "type-graphql";
import { z } from "zod";
import { accountStatuses, type AccountStatus as Status } from "../../domain/account.ts";
import { AccountStatus } from "../account/account-enums.ts";
import { accountId, keyed, reason } from "./input-rules.ts";
import { AccountChangeInput } from "./keyed-input.ts";
import type { Reading } from "./perform.ts";

const why = { nullable: true, description: "Why, for your own records: at most 500 characters." } as const;

@InputType({ description: "Another status for an account." })
export class ChangeAccountStatusInput extends AccountChangeInput {
  @Field(() => AccountStatus, {
    description:
      "The new status: one of the account's `availableTransitions`, except a CLOSED that is for good: for that, use `closeAccount`.",
  })
  status!: Status;

  @Field(() => String, why)
  reason?: string | null;
}

@InputType({ description: "An account to be closed." })
export class CloseAccountInput extends AccountChangeInput {
  @Field(() => String, why)
  reason?: string | null;
}

export const statusChange: Reading<"changeAccountStatus"> = {
  mutation: "changeAccountStatus",
  schema: z
    .object({ ...keyed, accountId, status: z.enum(accountStatuses), reason })
    .transform(({ accountId: account, ...command }) => ({ ...command, account })),
  // It is for good, as a closing is that needs `closeAccount`.
  scopes: ({ status }) => (status === "DECLINED" ? ["accounts:close"] : []),
};

export const closing: Reading<"closeAccount"> = {
  mutation: "closeAccount",
  schema: z
    .object({ ...keyed, accountId, reason })
    .transform(({ accountId: account, ...command }) => ({ ...command, account })),
};
