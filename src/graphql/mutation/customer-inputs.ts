import { Field, ID, InputType } from "type-graphql";
import { z } from "zod";
import type { OwnerKind as Kind } from "../../domain/account.ts";
import { OwnerKind } from "../account/account-enums.ts";
import { accountId, customerId, keyed, orNull, owner, personName, reason, text } from "./input-rules.ts";
import { KeyedInput } from "./keyed-input.ts";
import type { Reading } from "./perform.ts";

@InputType({ description: "An owner in a provider's books." })
export class OwnerInput {
  @Field(() => OwnerKind, { description: "What the provider calls it." })
  kind!: Kind;

  @Field(() => String, { description: "The provider's id of the owner." })
  id!: string;
}

/** What a link is between. */
@InputType()
abstract class LinkInput extends KeyedInput {
  @Field(() => String, { description: "Your customer: the subject (`sub`) of its tokens." })
  customerId!: string;

  @Field(() => ID, { nullable: true, description: "A single account; either this, or `provider` and `owner`." })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: "The name of the provider that has the owner." })
  provider?: string | null;

  @Field(() => OwnerInput, { nullable: true, description: "An owner there: all its accounts, also those to come." })
  owner?: OwnerInput | null;
}

@InputType({ description: "A customer, and the account or owner that it may see." })
export class LinkCustomerInput extends LinkInput {
  @Field(() => String, { nullable: true, description: "The customer's name; absent: stays as it is." })
  customerName?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The holder's name, where the provider does not tell it (Paynetics, Revsto); elsewhere it is refused. With an owner also for accounts to come, until the customer is unlinked; of several names the last one counts.",
  })
  holderName?: string | null;
}

@InputType({ description: "A customer, and the account or owner that it may see no longer." })
export class UnlinkCustomerInput extends LinkInput {}

@InputType({ description: "An owner to be closed, with all its accounts." })
export class CloseAccountHolderInput extends KeyedInput {
  @Field(() => String, { description: "The name of the provider that has the owner." })
  provider!: string;

  @Field(() => OwnerInput, { description: "The owner there." })
  owner!: OwnerInput;

  @Field(() => String, { nullable: true, description: "Why, for your own records: at most 500 characters." })
  reason?: string | null;
}

const providerName = text(32);
const link = {
  ...keyed,
  customerId,
  accountId: orNull(accountId),
  provider: orNull(providerName),
  owner: orNull(owner),
};
const isOneTarget = (input: { accountId: unknown; provider: unknown; owner: unknown }) =>
  input.accountId === null ? input.provider !== null && input.owner !== null : !input.provider && !input.owner;
const oneTarget = { path: ["accountId"], message: "Give either `accountId`, or `provider` and `owner`." };

export const linking: Reading<"linkCustomer"> = {
  mutation: "linkCustomer",
  schema: z
    .object({ ...link, customerName: orNull(personName), holderName: orNull(personName) })
    .refine(isOneTarget, oneTarget)
    .transform(({ accountId: account, ...command }) => ({ ...command, account })),
};

export const unlinking: Reading<"unlinkCustomer"> = {
  mutation: "unlinkCustomer",
  schema: z
    .object(link)
    .refine(isOneTarget, oneTarget)
    .transform(({ accountId: account, ...command }) => ({ ...command, account })),
};

export const holderClosing: Reading<"closeAccountHolder"> = {
  mutation: "closeAccountHolder",
  schema: z.object({ ...keyed, provider: providerName, owner, reason }),
};
