import { ArgsType, Field, ID, InputType } from "type-graphql";
import type * as domain from "../../domain/audit.ts";
import { GatewayError } from "../../domain/errors.ts";
import { isUuid, parseAccountId, parseOperationId } from "../relay/node.ts";
import { PageArguments } from "../relay/page-arguments.ts";
import { DateTime } from "../scalars.ts";
import { AuditKind } from "./audit-enums.ts";

@InputType({ description: "Which audit entries a list shows. Fields are combined with AND." })
export class AuditFilter {
  @Field(() => ID, { nullable: true, description: "Global id: only what is about this account." })
  account?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The `sub` of whoever did it. What was erased is found no more.",
  })
  subject?: string | null;

  @Field(() => [AuditKind], { nullable: true, description: "Only these kinds; an empty list matches nothing." })
  kinds?: domain.AuditKind[] | null;

  @Field(() => String, {
    nullable: true,
    description: "A provider's name, also of one that is no longer configured.",
  })
  provider?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Only what this operation brought about: its global id, or its UUID as entries have it.",
  })
  operationId?: string | null;

  @Field(() => DateTime, { nullable: true, description: "Written down at this moment or later." })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: "Written down before this moment." })
  to?: Date | null;
}

@ArgsType()
export class AuditArguments extends PageArguments {
  @Field(() => AuditFilter, { nullable: true, description: "Absent: the whole log." })
  filter?: AuditFilter | null;
}

const longest = 256;

/** A client's filter in the log's words; throws BAD_USER_INPUT and INVALID_ID. */
export function auditFilter(filter: AuditFilter): domain.AuditFilter {
  const { account, subject, kinds, provider, operationId, from, to } = filter;
  if ([subject, provider, operationId].some((text) => text != null && text.length > longest)) {
    throw new GatewayError("BAD_USER_INPUT", `\`filter\` takes texts of at most ${longest} characters.`);
  }
  if (from && to && from >= to) {
    throw new GatewayError("BAD_USER_INPUT", "`from` must be earlier than `to`.");
  }
  const ref = account == null ? null : parseAccountId(account);
  if (ref !== null && provider != null && provider !== ref.provider) {
    throw new GatewayError("BAD_USER_INPUT", "`account` is not one of `provider`.");
  }
  return {
    ...(provider != null && { provider }),
    ...(ref !== null && { provider: ref.provider, accountId: ref.id }),
    ...(subject != null && { subject }),
    ...(kinds != null && { kinds: [...new Set(kinds)] }),
    ...(operationId != null && { operationId: isUuid(operationId) ? operationId : parseOperationId(operationId) }),
    ...(from && { from: from.toISOString() }),
    ...(to && { to: to.toISOString() }),
  };
}
