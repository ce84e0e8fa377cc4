import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import type { AccountStatus as Status } from "../../domain/account.ts";
import * as domain from "../../domain/account-event.ts";
import type { AccountRef } from "../../domain/account-ref.ts";
import { AccountStatus } from "../account/account-enums.ts";
import { words } from "../enum-words.ts";
import { PageInfo } from "../relay/page-info.ts";
import { DateTime, JSONValue } from "../scalars.ts";

export const AccountEventType = words(domain.accountEventTypes);
registerEnumType(AccountEventType, {
  name: "AccountEventType",
  description: "What happened to an account.",
  valuesConfig: {
    ACCOUNT_APPEARED: { description: "The gateway saw it for the first time." },
    STATUS_CHANGED: { description: "It has another status." },
    DETAILS_CHANGED: { description: "Something else about it changed, such as its holder's name or IBAN." },
    PROVISIONING_CHANGED: { description: "The provider came further, or failed, with setting it up." },
    ACCOUNT_MISSING: { description: "Its provider, asked for it, did not know it any more." },
    ACCOUNT_RETURNED: { description: "Its provider knows it again." },
    BALANCE_CHANGED: {
      description:
        "Its provider told by webhook that money moved, and its balance is another one. Balances that only a read finds changed are no event.",
    },
  },
});

const AccountEventCause = words(domain.eventCauses);
registerEnumType(AccountEventCause, {
  name: "AccountEventCause",
  description: "How the gateway came to know.",
  valuesConfig: {
    SWEEP: { description: "It walked through all accounts of the provider." },
    READ: { description: "It asked the provider for this account." },
    MUTATION: { description: "It made the change itself, for a client." },
    WEBHOOK: { description: "The provider told of it by webhook, and the gateway asked for the account." },
  },
});

@ObjectType({ simpleResolvers: true, description: "One field of an account that changed." })
export class AccountChange {
  @Field(() => String, { description: "The field, such as `status`, `holderName` or `iban`." })
  field!: string;

  @Field(() => JSONValue, {
    nullable: true,
    description: "Its value before; null: unknown, or a former owner's, which customers do not see.",
  })
  before!: unknown;

  @Field(() => JSONValue, { nullable: true, description: "Its value after; null: unknown." })
  after!: unknown;
}

@ObjectType({ simpleResolvers: true, description: "One real change of one account." })
export class AccountEvent {
  @Field(() => String, { description: "Its place among all events: what comes later has a later place." })
  cursor!: string;

  @Field(() => AccountEventType, { description: "What happened." })
  type!: domain.AccountEventType;

  @Field(() => AccountStatus, { nullable: true, description: "The status before; null: none was known." })
  previousStatus!: Status | null;

  @Field(() => AccountStatus, { description: "The status after." })
  newStatus!: Status;

  @Field(() => [AccountChange], { description: "Which fields changed, and how." })
  changes!: readonly AccountChange[];

  @Field(() => AccountEventCause, { description: "How the gateway came to know." })
  cause!: domain.EventCause;

  @Field(() => DateTime, {
    description: "When the provider was asked for the answer that told it: it happened before.",
  })
  occurredAt!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: "When it happened, by the provider's own clock; null where the provider did not say.",
  })
  providerTime!: string | null;

  @Field(() => DateTime, { description: "When it was written down." })
  recordedAt!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The webhook delivery that told of it, for `node`. Only for the back office: else null.",
  })
  delivery!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The operation that brought it about, for `node`. Only for the back office: else null.",
  })
  operation!: string | null;

  /** What the field resolver of `account` works on: not part of the schema. */
  ref!: AccountRef;
}

@ObjectType({ simpleResolvers: true, description: "An event in a list." })
export class AccountEventEdge {
  @Field(() => String, { description: "The event's cursor, for `after` and `before`." })
  cursor!: string;

  @Field(() => AccountEvent, { description: "The event." })
  node!: AccountEvent;
}

@ObjectType({ simpleResolvers: true, description: "A page of events." })
export class AccountEventConnection {
  @Field(() => [AccountEventEdge], { description: "The events with their cursors." })
  edges!: readonly AccountEventEdge[];

  @Field(() => PageInfo, { description: "Where this page stands in the list." })
  pageInfo!: PageInfo;
}
