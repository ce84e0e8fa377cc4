import type { DocumentNode } from "graphql";
import { readError } from "./read-errors.ts";
import type { GatewayError } from "./result.ts";

/**
 * Why changes were not made, as their payloads say it, in the words of all other errors: whoever looks at a result's
 * `errors` overlooks nothing. The payload itself stays as it is.
 */
export function refusalsIn({ definitions }: DocumentNode, data: unknown): GatewayError[] {
  const isMutation = definitions.some((one) => one.kind === "OperationDefinition" && one.operation === "mutation");
  if (!isMutation) return [];
  return Object.entries(data ?? {}).flatMap(([change, payload]: [string, Payload]) =>
    Array.isArray(payload?.errors) ? payload.errors.map((error) => refusal(change, error)) : [],
  );
}

type Payload = { readonly errors?: readonly Readonly<Record<string, unknown>>[] } | null;

function refusal(change: string, error: Readonly<Record<string, unknown>>): GatewayError {
  const inputPath = Array.isArray(error.path) ? { inputPath: error.path } : {};
  return { ...readError({ message: error.message, path: [change], extensions: error }, 200), ...inputPath };
}
