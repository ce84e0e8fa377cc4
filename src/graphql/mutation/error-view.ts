import type { AccountRef } from "../../domain/account-ref.ts";
import type { GatewayError } from "../../domain/errors.ts";
import type { CommandError } from "../../operations/commands.ts";
import type { GatewayContext } from "../context.ts";
import type { Operation } from "../operation/operation-type.ts";
import { shownAccount } from "../operation/shown-account.ts";
import { errorTypeOf } from "./error-types.ts";
import type { MutationError } from "./mutation-error.ts";

/** What an error can be about. */
export interface ErrorSubject {
  readonly account: AccountRef | null;
  readonly operation: Operation | null;
}

/** Everything that any type of error shows, of which each shows its own; accounts only as far as the caller may see them. */
export function errorView(
  context: GatewayContext,
  { error, existing }: CommandError,
  { account: ref, operation }: ErrorSubject,
): MutationError {
  const { provider = null, providerCode = null, capability = null, retryAfterMs = null } = error.details;
  const account = () => shownAccount(context, ref);
  const shown = {
    ...plainError(error),
    ...{ operation, provider, providerCode, capability },
    retryAfterMs: retryAfterMs === null ? null : Math.min(Math.ceil(retryAfterMs), largestInt),
    account,
    status: async () => (await account())?.status ?? null,
    availableTransitions: async () => (await account())?.availableTransitions ?? null,
    existingAccount: () => shownAccount(context, existing),
  };
  return shown;
}

/** What GraphQL's Int can hold. */
const largestInt = 2_147_483_647;

function plainError({ code, message, retryable, details: { inputPath } }: GatewayError): MutationError {
  const path = inputPath === undefined ? null : ["input", ...inputPath];
  return { errorType: errorTypeOf(code), code, message, retryable, path };
}
