import { setImmediate } from "node:timers/promises";
import { Registry } from "prom-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Cache, createCache } from "../../src/cache/cache.ts";
import { createCacheMetrics } from "../../src/cache/metrics.ts";
import { createSettledOperations } from "../../src/cache/settled-operations.ts";
import { createMemoryStore } from "../../src/cache/store.ts";
import type { Operation } from "../../src/domain/operation.ts";

const key = {
  caller: { issuer: "tests", clientId: null, subject: "desk" },
  mutation: "createAccount",
  idempotencyKey: "k1",
} as const;
const operation: Operation = {
  ...key,
  ...{ id: "6f2b6a3e-8d0c-4a6e-9a53-0d7c1d3f5b11", number: 1, state: "SUCCEEDED", provider: "p" },
  account: { provider: "p", id: "1" },
  ...{ clientAccountId: "c1", customerId: null, attempts: 1 },
  request: { method: "POST", path: "/accounts", body: "{}", key: null },
  error: null,
  createdAt: "2025-03-01T12:00:00.000Z",
  dispatchedAt: "2025-03-01T12:00:00.000Z",
  settledAt: "2025-03-01T12:00:01.000Z",
  ...{ nextAttemptAt: null, needsDecision: false, candidates: [] },
};
const settled = { operation, fingerprint: "f" };

let cache: Cache;
beforeEach(() => {
  const log = { warn() {}, info() {} };
  cache = createCache({ open: () => createMemoryStore(10), metrics: createCacheMetrics(new Registry()), log });
});
afterEach(() => cache.close());

const operations = () => createSettledOperations(cache, () => "name");

/** What is found of the key once this has been stored, in the background. */
async function foundAfter(store: () => void) {
  store();
  await setImmediate();
  expect(await cache.get(["name"])).not.toEqual([undefined]);
  return operations().recall(key);
}
const foundOf = (value: unknown) => foundAfter(() => cache.set(new Map([["name", value]]), 60_000));

test("what has ended is found again as it was", async () => {
  const error = { code: "PROVIDER_REJECTED", message: "no", providerCode: null, httpStatus: 422 } as const;
  const rejected = { ...operation, state: "REJECTED", account: null, request: null, error } as const;
  for (const ended of [settled, { fingerprint: "g", operation: rejected }]) {
    expect(await foundAfter(() => operations().keep(ended))).toEqual(ended);
  }
});

test.each([
  ["issuer", { caller: { ...key.caller, issuer: null } }],
  ["client", { caller: { ...key.caller, clientId: "another" } }],
  ["subject", { caller: { ...key.caller, subject: "another" } }],
  ["mutation", { mutation: "migrateAccount" }],
] as const)("the same key of another %s finds nothing of it", async (_, other) => {
  const plain = createSettledOperations(cache, (name) => name);
  plain.keep(settled);
  await setImmediate();
  expect(await plain.recall(key)).toEqual(settled);
  expect(await plain.recall({ ...key, ...other })).toBeNull();
});

test("what may still change is not kept", async () => {
  operations().keep({ ...settled, operation: { ...operation, state: "IN_DOUBT" } });
  await setImmediate();
  expect(await cache.get(["name"])).toEqual([undefined]);
});

test.each(Object.keys(operation))("an entry of a version that knew nothing of `%s` is no entry", async (field) => {
  const older = Object.fromEntries(Object.entries(operation).filter(([name]) => name !== field));
  expect(await foundOf({ fingerprint: "f", operation: older })).toBeNull();
});

test.each([null, "text", 7, {}, [], { operation }, { ...settled, operation: { ...operation, state: "ABANDONED" } }])(
  "nor is %j",
  async (value) => expect(await foundOf(value)).toBeNull(),
);

test("nor is another key's, should it have got the same name", async () => {
  expect(await foundOf({ ...settled, operation: { ...operation, idempotencyKey: "k2" } })).toBeNull();
});
