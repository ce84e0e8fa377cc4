import { GatewayError } from "../domain/errors.ts";
import type { Operation } from "../domain/operation.ts";
import type { CommandError, Outcome } from "./commands.ts";
import { givenUp } from "./failure.ts";

/** What the client is told of an operation as it stands. */
export function outcomeOf(operation: Operation, replayed: boolean): Outcome {
  const error = errorOf(operation);
  return { operation, replayed, account: operation.account, error: error && { error, existing: null } };
}

/** The client is told why; nothing was written down. */
export function refused(
  error: GatewayError,
  operation: Operation | null = null,
  existing: CommandError["existing"] = null,
): Outcome {
  return { operation, replayed: false, account: null, error: { error, existing } };
}

function errorOf({ state, error, provider }: Operation): GatewayError | null {
  const details = provider === null ? {} : { provider };
  switch (state) {
    case "SUCCEEDED":
      return null;
    case "RECEIVED":
    case "DISPATCHING":
      return new GatewayError(
        "OPERATION_IN_PROGRESS",
        "This key is being worked on. Ask again with the same key.",
        details,
      );
    case "IN_DOUBT":
      return new GatewayError(
        "OPERATION_IN_DOUBT",
        "Whether the provider made this change is being found out. Ask again with the same key; never with another, which could make it twice.",
        details,
      );
    case "ABANDONED":
      return new GatewayError("OPERATION_ABANDONED", givenUp, details);
    case "REJECTED":
    case "NOT_SENT":
      return new GatewayError(error?.code ?? "INTERNAL_ERROR", error?.message ?? "", {
        ...details,
        ...(error?.code === "DUPLICATE_CLIENT_ACCOUNT_ID" && { inputPath: ["clientAccountId"] }),
        ...(error?.providerCode != null && { providerCode: error.providerCode }),
      });
  }
}
