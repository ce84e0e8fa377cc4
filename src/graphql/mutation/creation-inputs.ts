import { type ClassType, Field, InputType } from "type-graphql";
import { z } from "zod";
import {
  clientAccountId,
  currency,
  customerId,
  keyed,
  label,
  orNull,
  personName,
  providersWord,
  text,
} from "./input-rules.ts";
import { KeyedInput } from "./keyed-input.ts";
import type { Reading } from "./perform.ts";
import type { ProviderTarget } from "./provider-target.ts";
import { targetOf } from "./read-target.ts";

const ownId = {
  description:
    "Your own id of the account, unique across all providers: at most 128 printable characters in Unicode's form NFC, without blanks at either end.",
};
const aName = { nullable: true, description: "A name for the account, such as `Salary Account`." } as const;

/** The input of `createAccount`, whose `target` is what the providers make it. */
export function creationInputClass(target: ClassType<object>): ClassType<object> {
  @InputType({ description: "An account to be opened or registered." })
  class CreateAccountInput extends KeyedInput {
    @Field(() => String, ownId)
    clientAccountId!: string;

    @Field(() => String, {
      nullable: true,
      description: "For which of your customers. A customer's own token opens accounts for itself only.",
    })
    customerId?: string | null;

    @Field(() => String, aName)
    label?: string | null;

    @Field(() => String, {
      nullable: true,
      description:
        "The holder's name, where the provider does not tell it (Paynetics, Revsto); elsewhere it is refused. Only for the back office.",
    })
    holderName?: string | null;

    @Field(() => target, { description: "Where, and with what that provider needs." })
    target!: object;
  }
  return CreateAccountInput;
}

export function creating(targets: readonly ProviderTarget[]): Reading<"createAccount"> {
  return {
    mutation: "createAccount",
    schema: z.object({
      ...keyed,
      clientAccountId,
      customerId: orNull(customerId),
      label: orNull(label),
      holderName: orNull(personName),
      target: targetOf(targets),
    }),
  };
}

@InputType({ description: "An account that exists at a service provider and shall be known to Integrated Finance." })
export class MigrateAccountInput extends KeyedInput {
  @Field(() => String, {
    nullable: true,
    description: "The provider's name; needed only where several can migrate accounts.",
  })
  provider?: string | null;

  @Field(() => String, ownId)
  clientAccountId!: string;

  @Field(() => String, { description: "The client whose account it is." })
  clientId!: string;

  @Field(() => String, { description: "The account's currency, ISO 4217." })
  currency!: string;

  @Field(() => String, aName)
  label?: string | null;

  @Field(() => String, { description: "Where it exists, such as `railsbank`." })
  serviceProvider!: string;

  @Field(() => String, { description: "The account's id there." })
  sourceId!: string;
}

export const migration: Reading<"migrateAccount"> = {
  mutation: "migrateAccount",
  schema: z.object({
    ...keyed,
    provider: orNull(text(32)),
    clientAccountId,
    clientId: providersWord(128),
    currency,
    label: orNull(label),
    serviceProvider: providersWord(64),
    sourceId: providersWord(256),
  }),
};
