import { z } from "zod";
import { type ErrorCode, errorTable } from "../domain/errors.ts";
import { mutationNames, type Operation, type OperationState } from "../domain/operation.ts";
import type { SettledOperation, SettledOperations } from "../operations/settled-operations.ts";
import type { Cache } from "./cache.ts";

/** Whoever repeats a change does so within minutes; later the journal tells the same. */
const ttlMs = 10 * 60_000;

const ended = ["SUCCEEDED", "REJECTED"] as const satisfies readonly OperationState[];
const hasEnded = ({ state }: Operation) => (ended as readonly OperationState[]).includes(state);

const errorCodes = Object.keys(errorTable) as ErrorCode[];

const accountRef = z.object({ provider: z.string(), id: z.string() });
const text = z.string();

/** Whole, as the type is: another version of the program, which knew less of operations, may have put the entry there. */
const entrySchema: z.ZodType<SettledOperation> = z.object({
  fingerprint: text,
  operation: z.object({
    id: text,
    number: z.number(),
    caller: z.object({ issuer: text.nullable(), clientId: text.nullable(), subject: text }),
    mutation: z.enum(mutationNames),
    idempotencyKey: text,
    state: z.enum(ended),
    provider: text.nullable(),
    account: accountRef.nullable(),
    clientAccountId: text.nullable(),
    customerId: text.nullable(),
    attempts: z.number(),
    request: z.object({ method: text, path: text, body: text.nullable(), key: text.nullable() }).nullable(),
    error: z
      .object({
        code: z.enum(errorCodes),
        message: text,
        providerCode: text.nullable(),
        httpStatus: z.number().nullable(),
      })
      .nullable(),
    createdAt: text,
    dispatchedAt: text.nullable(),
    settledAt: text.nullable(),
    nextAttemptAt: text.nullable(),
    needsDecision: z.boolean(),
    candidates: z.array(accountRef),
  }),
});

/** The operations that ended lately, of all processes at a Redis, or of this one. */
export function createSettledOperations(cache: Cache, nameOf: (key: string) => string): SettledOperations {
  const nameFor = ({ caller, mutation, idempotencyKey }: Pick<Operation, "caller" | "mutation" | "idempotencyKey">) =>
    nameOf(JSON.stringify(["operation", caller.issuer, caller.clientId, caller.subject, mutation, idempotencyKey]));
  return {
    async recall(key) {
      const [value] = await cache.get([nameFor(key)]);
      const entry = entrySchema.safeParse(value);
      const isThis = entry.success && entry.data.operation.idempotencyKey === key.idempotencyKey;
      return isThis ? entry.data : null;
    },
    keep({ operation, fingerprint }) {
      if (hasEnded(operation)) cache.set(new Map([[nameFor(operation), { operation, fingerprint }]]), ttlMs);
    },
  };
}
