import { Field, Int, ObjectType } from "type-graphql";
import type { AccountStatus as Status } from "../../domain/account.ts";
import type { FactChange } from "../../domain/account-event.ts";
import type { AccountRef } from "../../domain/account-ref.ts";
import type * as domain from "../../domain/audit.ts";
import { AccountStatus } from "../account/account-enums.ts";
import { AccountChange } from "../event/event-type.ts";
import { PageInfo } from "../relay/page-info.ts";
import { DateTime } from "../scalars.ts";
import { AuditDecision, AuditKind, AuditSystemPart } from "./audit-enums.ts";

@ObjectType({ simpleResolvers: true, description: "Who did, or saw, something: the gateway itself, or a caller." })
export class AuditActor {
  @Field(() => AuditSystemPart, { nullable: true, description: "What of the gateway; null for callers." })
  system!: domain.SystemPart | null;

  @Field(() => String, { nullable: true, description: "The caller: the `sub` of its token." })
  subject!: string | null;

  @Field(() => String, { nullable: true, description: "The client that called for it, where the token names one." })
  clientId!: string | null;

  @Field(() => String, { nullable: true, description: "Who issued its token, where the token says so." })
  issuer!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "Why a change failed." })
export class AuditError {
  @Field(() => String, { description: "The error's code, such as `PROVIDER_REJECTED`." })
  code!: string;

  @Field(() => String, { description: "What the caller was told." })
  message!: string;

  @Field(() => String, { nullable: true, description: "The provider's own code." })
  providerCode!: string | null;

  @Field(() => Int, { nullable: true, description: "The HTTP status of the provider's answer; null: there was none." })
  httpStatus!: number | null;
}

@ObjectType({ simpleResolvers: true, description: "How many reads of a provider failed with one code in one minute." })
export class AuditFailedReads {
  @Field(() => String, { description: "The errors' code, such as `PROVIDER_TIMEOUT`." })
  code!: string;

  @Field(() => DateTime, { description: "The beginning of the minute." })
  minute!: string;

  @Field(() => Int, { description: "How many." })
  count!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "One entry of the audit log. Each kind has its own details; all of them, and the actor, are null once they were erased.",
})
export class AuditEntry {
  @Field(() => String, { description: "Its place in the log: what comes later has a later place." })
  cursor!: string;

  @Field(() => Int, { description: "Its number: no gaps, and in the order in which things were stored." })
  position!: number;

  @Field(() => String, { description: "What chains it to the entry before: `npm run audit:verify` computes it anew." })
  hash!: string;

  @Field(() => AuditKind, { description: "What it tells of." })
  kind!: domain.AuditKind;

  @Field(() => DateTime, { description: "When it was written down." })
  at!: string;

  @Field(() => String, { nullable: true, description: "The provider's name." })
  provider!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's id of the account." })
  providerAccountId!: string | null;

  @Field(() => String, { nullable: true, description: "The operation that brought it about." })
  operationId!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When its details were erased; null: they were not." })
  erasedAt!: string | null;

  @Field(() => AuditActor, { nullable: true, description: "Who did it, or saw it." })
  actor!: AuditActor | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "Of changes: when the provider was asked for the answer that told it.",
  })
  occurredAt!: string | null;

  @Field(() => [AccountChange], { nullable: true, description: "Of changes: which fields, and how." })
  changes!: readonly FactChange[] | null;

  @Field(() => String, { nullable: true, description: "Of registrations: your own id of the account, if known then." })
  clientAccountId!: string | null;

  @Field(() => String, { nullable: true, description: "Of registrations: the IBAN, if known then." })
  iban!: string | null;

  @Field(() => AccountStatus, { nullable: true, description: "Of registrations: the status." })
  status!: Status | null;

  @Field(() => String, {
    nullable: true,
    description: "Of changes made or failed, reasons and decisions: the mutation's name.",
  })
  mutation!: string | null;

  @Field(() => String, { nullable: true, description: "Of failed changes: the operation's state after it." })
  state!: string | null;

  @Field(() => AuditError, { nullable: true, description: "Of failed changes: why." })
  error!: AuditError | null;

  @Field(() => AuditDecision, { nullable: true, description: "Of decisions: which." })
  decision!: "ADOPT" | "RETRY" | "ABANDON" | null;

  @Field(() => String, {
    nullable: true,
    description: "Of decisions, erasures, changes of status and closings: the reason given.",
  })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: "Of replayed webhooks: the delivery's UUID." })
  deliveryId!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Of links: the customer. Of registrations, failed changes and decisions: for whom the account was, or was to be, opened.",
  })
  customerId!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Of links, closed holders, failed changes and decisions: the owner in the provider's books, as `KIND:id`.",
  })
  owner!: string | null;

  @Field(() => AuditFailedReads, { nullable: true, description: "Of failed reads: how many." })
  failedReads!: AuditFailedReads | null;

  @Field(() => Int, { nullable: true, description: "Of erasures: how many entries lost their details." })
  erasedEntries!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Of erasures: of how many operations what had been sent was erased.",
  })
  erasedRequests!: number | null;

  /** What the field resolver of `account` works on: not part of the schema. */
  ref!: AccountRef | null;
}

@ObjectType({ simpleResolvers: true, description: "An entry in the audit log." })
export class AuditEdge {
  @Field(() => String, { description: "The entry's cursor, for `after` and `before`." })
  cursor!: string;

  @Field(() => AuditEntry, { description: "The entry." })
  node!: AuditEntry;
}

@ObjectType({ simpleResolvers: true, description: "A page of the audit log." })
export class AuditConnection {
  @Field(() => [AuditEdge], { description: "The entries with their cursors." })
  edges!: readonly AuditEdge[];

  @Field(() => PageInfo, { description: "Where this page stands in the log." })
  pageInfo!: PageInfo;
}
