import { Field, ID, InputType, registerEnumType } from "type-graphql";
import { z } from "zod";
import { words } from "../enum-words.ts";
import { accountId, keyed, operationId, orNull, reason } from "./input-rules.ts";
import { KeyedInput } from "./keyed-input.ts";
import type { CommandOf, Reading } from "./perform.ts";

const decisions = ["ADOPT", "RETRY", "ABANDON"] as const;
const OperationDecision = words(decisions);
registerEnumType(OperationDecision, {
  name: "OperationDecision",
  description: "What becomes of an operation that is in doubt.",
  valuesConfig: {
    ADOPT: { description: "The account `accountId` came of it: the operation succeeded." },
    RETRY: { description: "The provider did nothing: it is sent again." },
    ABANDON: {
      description:
        "Nothing more is done for this key; its `clientAccountId` is free again. Not before the gateway could find out by itself, and on sight of what shows by then.",
    },
  },
});

@InputType({ description: "A decision about an operation that is in doubt." })
export class ResolveOperationInput extends KeyedInput {
  @Field(() => ID, { description: "The operation's global id." })
  operationId!: string;

  @Field(() => OperationDecision, { description: "What becomes of it." })
  decision!: (typeof decisions)[number];

  @Field(() => ID, { nullable: true, description: "The account that came of it; goes with ADOPT, and only with that." })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: "Why, for your own records: at most 500 characters." })
  reason?: string | null;
}

export const resolution: Reading<"resolveOperation"> = {
  mutation: "resolveOperation",
  schema: z
    .object({ ...keyed, operationId, decision: z.enum(decisions), accountId: orNull(accountId), reason })
    .transform(({ decision: kind, accountId: account, ...command }, context): CommandOf["resolveOperation"] => {
      if (kind === "ADOPT" && account !== null) return { ...command, decision: { kind, account } };
      if (kind !== "ADOPT" && account === null) return { ...command, decision: { kind } };
      const message = kind === "ADOPT" ? "Name the account that is adopted." : "Only ADOPT takes an account.";
      context.addIssue({ code: "custom", path: ["accountId"], message });
      return z.NEVER;
    }),
};
