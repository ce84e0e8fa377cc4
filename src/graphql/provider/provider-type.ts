import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { words } from "../enum-words.ts";
import { Node } from "../relay/node.ts";
import { DateTime } from "../scalars.ts";

export const ProviderHealthState = words(["UP", "DEGRADED", "DOWN", "UNKNOWN"]);
registerEnumType(ProviderHealthState, {
  name: "ProviderHealthState",
  description: "How a provider is doing, judged by the gateway's calls to it.",
  valuesConfig: {
    UP: { description: "It answers." },
    DEGRADED: { description: "Its last call failed, but not enough of them yet to leave it alone." },
    DOWN: {
      description: "It does not answer; the gateway tries again from time to time and serves what it knows meanwhile.",
    },
    UNKNOWN: { description: "It has not been called yet." },
  },
});

@ObjectType({ simpleResolvers: true, description: "A failure of a provider." })
export class ProviderFailure {
  @Field(() => String, { description: "The error code, such as `PROVIDER_TIMEOUT`." })
  code!: string;

  @Field(() => String, { description: "The same in words." })
  message!: string;

  @Field(() => DateTime, { description: "When it happened." })
  at!: string;
}

@ObjectType({ simpleResolvers: true, description: "How a provider is doing." })
export class ProviderHealth {
  @Field(() => ProviderHealthState, { description: "Whether it answers." })
  state!: keyof typeof ProviderHealthState;

  @Field(() => DateTime, { description: "Since when it is in this state." })
  since!: string;

  @Field(() => ProviderFailure, { nullable: true, description: "What last went wrong." })
  lastError!: ProviderFailure | null;

  @Field(() => DateTime, { nullable: true, description: "When it last answered properly." })
  lastContactAt!: string | null;
}

@ObjectType({ implements: Node, simpleResolvers: true, description: "A configured provider of accounts." })
export class Provider extends Node {
  @Field(() => String, { description: "Its name in this gateway, such as `inventi`." })
  name!: string;

  @Field(() => String, {
    description: "Which API it speaks: `inventi`, `integrated-finance`, `paynetics` or `revsto`.",
  })
  kind!: string;

  @Field(() => [String], {
    description:
      "What its API can do, such as `BALANCES` or `FILTER_IBAN`. Where one is missing, the gateway says so or does it itself.",
  })
  capabilities!: readonly string[];

  @Field(() => ProviderHealth, {
    description: "How it is doing now. If nothing was heard of it for two seconds, it is asked first.",
  })
  health!: () => Promise<ProviderHealth>;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many seconds after the provider changed an account's status the gateway has seen it, at the latest, as things are: a few where webhooks tell every change and come, else the time between two sweeps: also where they leave out a single kind of change, as Revsto's do closings, although the others show within seconds. Webhooks count as coming from the first on; no longer once a sweep or another read has found a change of a status and none came within ten minutes before or after, until one comes again. Null before the first sweep.",
  })
  changeDelay!: () => Promise<number | null>;
}
