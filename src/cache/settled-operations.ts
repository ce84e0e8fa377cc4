import { z } from "zod";
import type { Operation, OperationState } from "../domain/operation.ts";
import type { SettledOperation, SettledOperations } from "../operations/settled-operations.ts";
import type { Cache } from "./cache.ts";

/** Whoever repeats a change does so within minutes; later the journal tells the same. */
const ttlMs = 10 * 60_000;

const ended: readonly OperationState[] = ["SUCCEEDED", "REJECTED"];

/** What of an entry is looked at; all else is as sure as in the database, since nobody else can write there. */
const entrySchema = z.looseObject({
  fingerprint: z.string(),
  operation: z.looseObject({ id: z.string(), state: z.enum(["SUCCEEDED", "REJECTED"]), idempotencyKey: z.string() }),
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
      return isThis ? (entry.data as unknown as SettledOperation) : null;
    },
    keep({ operation, fingerprint }) {
      if (ended.includes(operation.state))
        cache.set(new Map([[nameFor(operation), { operation, fingerprint }]]), ttlMs);
    },
  };
}
