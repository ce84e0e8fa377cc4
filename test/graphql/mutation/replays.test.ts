import { createClient } from "@keyv/redis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Gateway, startGateway } from "../../support/gateway.ts";

const redisUrl = process.env.TEST_REDIS_URL ? new URL("/5", process.env.TEST_REDIS_URL).href : null;

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({ env: redisUrl === null ? {} : { REDIS_URL: redisUrl } });
});
afterAll(() => gateway?.close());

interface Payload {
  readonly operation: { readonly id: string; readonly replayed: boolean } | null;
  readonly account: { readonly id: string } | null;
  readonly errors: readonly { readonly code: string }[];
}
const selection = "operation { id replayed } account { id } errors { code }";
const ask = (document: string, variables: object = {}) =>
  gateway.client().request<Record<string, Payload>>(document, variables);
const opened = async () => (await gateway.simulator("inventi").ledger()).accounts.length;
const requests = async () => (await gateway.simulator("inventi").ledger()).requests.length;

const wish = (key: string, id = key) =>
  `{ idempotencyKey: "${key}", clientAccountId: "${id}", target: { inventi: {
    holder: { type: INDIVIDUAL, name: "Jane" }, generate: { countryCode: "LT", bankCode: "70440", accountCode: "91001" } } } }`;

test("the same wish is the same, however it is written down: in the text, in variables, in any order, with nulls", async () => {
  const { createAccount: first } = await ask(`mutation { createAccount(input: ${wish("k1")}) { ${selection} } }`);
  expect(first).toMatchObject({ operation: { replayed: false }, errors: [] });
  const before = await requests();
  const generate = { accountCode: "91001", bankCode: "70440", countryCode: "LT" };
  const target = {
    inventi: { iban: null, generate, holder: { aliases: null, name: "Jane", type: "INDIVIDUAL" }, provider: null },
  };
  const again = [
    await ask(`mutation ($input: CreateAccountInput!) { createAccount(input: $input) { ${selection} } }`, {
      input: { target, label: null, holderName: null, clientAccountId: "k1", customerId: null, idempotencyKey: "k1" },
    }),
    await ask(
      `mutation ($id: String = "k1", $label: String, $target: CreateAccountTarget!) {
        createAccount(input: { label: $label, target: $target, idempotencyKey: "k1", clientAccountId: $id }) { ${selection} }
      }`,
      { target },
    ),
  ];
  const told = { ...first, operation: { id: first?.operation?.id, replayed: true } };
  expect(again).toEqual([{ createAccount: told }, { createAccount: told }]);
  expect(await requests()).toBe(before);
});

test("a document may hold one key twice: the second is a replay, and another input under it is refused alone", async () => {
  const before = await opened();
  const one = (name: string, input: string) => `${name}: createAccount(input: ${input}) { ${selection} }`;
  const document = `mutation { ${one("first", wish("k2"))} ${one("second", wish("k2"))} ${one("third", wish("k2", "k3"))} }`;
  const { first, second, third } = await ask(document);
  expect(first).toMatchObject({ operation: { replayed: false }, errors: [] });
  expect(second).toEqual({ ...first, operation: { id: first?.operation?.id, replayed: true } });
  expect(third).toEqual({ operation: null, account: null, errors: [{ code: "IDEMPOTENCY_KEY_REUSED" }] });
  expect(await opened()).toBe(before + 1);
});

async function foundInCache(): Promise<number> {
  const metrics = await (await fetch(new URL("/metrics", gateway.origin))).text();
  return Number(/^gateway_cache_values_total\{found="yes"\} (\d+)/m.exec(metrics)?.[1] ?? 0);
}

/** Asks until it is told from the cache: things are put there in the background. */
async function askUntilCached(document: string): Promise<Payload | undefined> {
  const { createAccount: first } = await ask(document);
  const before = await foundInCache();
  const told = { ...first, operation: { id: first?.operation?.id, replayed: true } };
  await expect
    .poll(async () => {
      expect(await ask(document)).toEqual({ createAccount: told });
      return foundInCache();
    })
    .toBe(before + 1);
  return first;
}

test("what has ended lately is told from the cache", async () => {
  const first = await askUntilCached(`mutation { createAccount(input: ${wish("k4")}) { ${selection} } }`);
  expect(first).toMatchObject({ operation: { replayed: false }, errors: [] });
});

describe.skipIf(redisUrl === null)("the same is told when the Redis", () => {
  test.each(["lost everything", "has nonsense for everything"])("%s", async (what) => {
    const document = `mutation { createAccount(input: ${wish(what)}) { ${selection} } }`;
    const first = await askUntilCached(document);
    const redis = createClient({ url: redisUrl ?? "" });
    await redis.connect();
    const names = await redis.keys("*");
    for (const name of names) {
      if (what === "lost everything") await redis.del(name);
      else await redis.set(name, "bm9uc2Vuc2U=");
    }
    await redis.close();
    const before = await foundInCache();
    expect(await ask(document)).toEqual({
      createAccount: { ...first, operation: { id: first?.operation?.id, replayed: true } },
    });
    expect(await foundInCache()).toBe(before);
  });
});
