import { Field, Int, ObjectType } from "type-graphql";
import type * as domain from "../../domain/account.ts";
import { AccountStatus } from "../account/account-enums.ts";
import { Account } from "../account/account-type.ts";
import { Operation } from "../operation/operation-type.ts";
import { MutationError } from "./mutation-error.ts";

// What each adds to MutationError is what its reader needs next. Fields that cost something are functions.

@ObjectType({ implements: MutationError, simpleResolvers: true, description: "The input is wrong at `path`." })
class InvalidInputError extends MutationError {}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "Your token may not do this to this owner, account or customer.",
})
class ForbiddenError extends MutationError {}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "There is no such account that you may see, or its provider does not know it any more.",
})
class AccountNotFoundError extends MutationError {}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "Another account, or another request for one, has this `clientAccountId`.",
})
class DuplicateClientAccountIdError extends MutationError {
  @Field(() => Account, { nullable: true, description: "The account that has it; null when you may not see it." })
  existingAccount!: () => Promise<Account | null>;
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "The key was sent before with another input. A new wish takes a new key.",
})
class IdempotencyKeyReusedError extends MutationError {}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "The key is being worked on. Ask again with the same key.",
})
class OperationInProgressError extends MutationError {
  @Field(() => Operation, { nullable: true, description: "What is being worked on." })
  operation!: Operation | null;
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description:
    "It was sent, and whether it had its effect is being found out. Ask again with the same key; never with another, which could make the change twice.",
})
class OperationInDoubtError extends MutationError {
  @Field(() => Operation, { nullable: true, description: "What is in doubt, and when it is looked after next." })
  operation!: Operation | null;
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description:
    "Another change of the same account or owner is under way or in doubt (ACCOUNT_BUSY, OWNER_BUSY). Nothing was sent; ask again with the same key.",
})
class BusyError extends MutationError {
  @Field(() => String, { nullable: true, description: "The provider's name." })
  provider!: string | null;
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "The provider cannot do this at all.",
})
class UnsupportedOperationError extends MutationError {
  @Field(() => String, { nullable: true, description: "The provider's name." })
  provider!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What it lacks, as in `Provider.capabilities`: `UPDATE_HOLDER_NAME`.",
  })
  capability!: string | null;
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "The account's status does not allow it.",
})
class InvalidTransitionError extends MutationError {
  @Field(() => AccountStatus, { nullable: true, description: "The account's status; null when you may not see it." })
  status!: () => Promise<domain.AccountStatus | null>;

  @Field(() => [AccountStatus], {
    nullable: true,
    description: "The statuses that it can be asked into from there; null when you may not see the account.",
  })
  availableTransitions!: () => Promise<readonly domain.AccountStatus[] | null>;
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description:
    "Something must leave the account first: its money (ACCOUNT_NOT_EMPTY; of a holder's closing, that of all its accounts) or its open sub-accounts (ACCOUNT_HAS_SUB_ACCOUNTS).",
})
class AccountNotEmptyError extends MutationError {
  @Field(() => Account, {
    nullable: true,
    description:
      "The account, with its balances and sub-accounts; null when you may not see it, and of a holder's closing, where `message` names those that are not empty.",
  })
  account!: () => Promise<Account | null>;
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description: "The provider refused it, for good. The same key answers the same; a new attempt takes a new key.",
})
class ProviderRejectedError extends MutationError {
  @Field(() => String, { nullable: true, description: "The provider's name." })
  provider!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's own code, where it gave one." })
  providerCode!: string | null;
}

@ObjectType({
  implements: MutationError,
  simpleResolvers: true,
  description:
    "The provider could not be asked, and the change was not sent. The same key sends it: where `retryable`, ask again in a while; else (PROVIDER_AUTH_FAILED) when the gateway's access to the provider has been put right.",
})
class ProviderUnavailableError extends MutationError {
  @Field(() => String, { nullable: true, description: "The provider's name." })
  provider!: string | null;

  @Field(() => Int, { nullable: true, description: "How long to wait before asking again, in milliseconds." })
  retryAfterMs!: number | null;
}

@ObjectType({ implements: MutationError, simpleResolvers: true, description: "Anything else: `code` says what." })
class OtherMutationError extends MutationError {}

/** Every type that a MutationError can have. */
export const mutationErrorTypes = [
  InvalidInputError,
  ForbiddenError,
  AccountNotFoundError,
  DuplicateClientAccountIdError,
  IdempotencyKeyReusedError,
  OperationInProgressError,
  OperationInDoubtError,
  BusyError,
  UnsupportedOperationError,
  InvalidTransitionError,
  AccountNotEmptyError,
  ProviderRejectedError,
  ProviderUnavailableError,
  OtherMutationError,
];
