import { Field, InputType } from "type-graphql";
import { z } from "zod";
import {
  accountId,
  clientAccountId,
  keyed,
  label,
  listOf,
  orNull,
  personName,
  routingCodes,
  text,
} from "./input-rules.ts";
import { AccountChangeInput, RoutingCodeInput } from "./keyed-input.ts";
import type { CommandOf, Reading } from "./perform.ts";

@InputType({ description: "An identification under a scheme of its own, such as a D-U-N-S number." })
export class OrganisationOtherInput {
  @Field(() => String, { nullable: true, description: "The number or text itself." })
  identification?: string | null;

  @Field(() => String, { nullable: true, description: "The scheme as a code, such as `DUNS`." })
  schemeNameCode?: string | null;

  @Field(() => String, { nullable: true, description: "The scheme in words, where it has no code." })
  schemeNameProprietary?: string | null;

  @Field(() => String, { nullable: true, description: "Who issued the identification." })
  issuer?: string | null;
}

@InputType({ description: "How an organisation is identified: all of it, as it shall be." })
export class OrganisationInput {
  @Field(() => String, { nullable: true, description: "Legal entity identifier." })
  lei?: string | null;

  @Field(() => String, { nullable: true, description: "The organisation's own BIC." })
  bic?: string | null;

  @Field(() => OrganisationOtherInput, { nullable: true, description: "Any other identification." })
  other?: OrganisationOtherInput | null;
}

@InputType({ description: "What shall change about an account's holder; absent: stays as it is." })
export class HolderUpdateInput {
  @Field(() => String, { nullable: true, description: "The holder's name." })
  name?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "All other names of the holder; an empty list takes them away.",
  })
  aliases?: string[] | null;

  @Field(() => OrganisationInput, { nullable: true, description: "Identification of an organisation." })
  organisation?: OrganisationInput | null;
}

@InputType({
  description:
    "What shall change about an account; absent: stays as it is. What a provider can change is in its capabilities (`UPDATE_LABEL`).",
})
export class UpdateAccountInput extends AccountChangeInput {
  @Field(() => String, { nullable: true, description: "A name for the account." })
  label?: string | null;

  @Field(() => HolderUpdateInput, { nullable: true, description: "Who holds it." })
  holder?: HolderUpdateInput | null;

  @Field(() => String, { nullable: true, description: "Your own id of the account; unique across all providers." })
  clientAccountId?: string | null;

  @Field(() => String, { nullable: true, description: "IBAN, with or without blanks." })
  iban?: string | null;

  @Field(() => String, { nullable: true, description: "Local account number." })
  accountNumber?: string | null;

  @Field(() => [RoutingCodeInput], { nullable: true, description: "All routing codes, as they shall be." })
  routingCodes?: RoutingCodeInput[] | null;
}

const word = orNull(text(256));
const organisation = z.object({
  lei: word,
  bic: word,
  other: orNull(z.object({ identification: word, schemeNameCode: word, schemeNameProprietary: word, issuer: word })),
});
const holder = z.object({
  name: personName.nullish(),
  aliases: listOf(personName, 50).nullish(),
  organisation: organisation.nullish(),
});
const schema = z.object({
  ...keyed,
  accountId,
  label: label.nullish(),
  holder: holder.nullish(),
  clientAccountId: clientAccountId.nullish(),
  iban: text(50).nullish(),
  accountNumber: text(64).nullish(),
  routingCodes: routingCodes.nullish(),
});

/** What the command calls otherwise than the input does. */
const places: Readonly<Record<string, readonly string[]>> = {
  holderName: ["holder", "name"],
  holderAliases: ["holder", "aliases"],
  organisation: ["holder", "organisation"],
};

export const updating: Reading<"updateAccount"> = {
  mutation: "updateAccount",
  schema: schema
    .transform(({ idempotencyKey, accountId: account, holder: who, ...rest }) => {
      const holderFields = { holderName: who?.name, holderAliases: who?.aliases, organisation: who?.organisation };
      const asked = Object.entries({ ...rest, ...holderFields }).filter(([, value]) => value != null);
      return { idempotencyKey, account, update: Object.fromEntries(asked) as CommandOf["updateAccount"]["update"] };
    })
    .refine(({ update }) => Object.keys(update).length > 0, "Name at least one thing to change."),
  locate: ([field = "", ...below]) => [...(places[field] ?? [field]), ...below],
};
