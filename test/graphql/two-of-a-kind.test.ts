import { afterAll, beforeAll, expect, test } from "vitest";
import { type Gateway, importDone, startGateway } from "../support/gateway.ts";
import { controls } from "../support/simulator-controls.ts";
import { type Simulators, startOneSimulator } from "../support/simulators.ts";
import { documentOf } from "./mutation/sample-inputs.ts";

// Two contracts with Revsto beside one with Inventi.

type Running = Simulators["revsto"];
let revstos: readonly [Running, Running];
let inventi: Running;
let gateway: Gateway;
beforeAll(async () => {
  revstos = [await startOneSimulator("revsto"), await startOneSimulator("revsto")];
  inventi = await startOneSimulator("inventi");
  const [first, second] = revstos.map(({ providerConfig }, index) => ({
    ...providerConfig,
    name: `revsto-${index + 1}`,
  }));
  gateway = await startGateway({ providers: [first ?? {}, second ?? {}, inventi.providerConfig] });
  await importDone(gateway.client());
});
afterAll(async () => {
  await gateway?.close();
  for (const simulator of [...(revstos ?? []), inventi]) await simulator?.stop();
});

interface Payload {
  readonly account: { readonly clientAccountId: string; readonly provider: { readonly name: string } } | null;
  readonly operation: { readonly state: string } | null;
  readonly errors: readonly {
    readonly __typename: string;
    readonly code: string;
    readonly message: string;
    readonly path: readonly string[] | null;
    readonly existingAccount?: { readonly provider: { readonly name: string } } | null;
  }[];
}

const shown = `account { clientAccountId provider { name } } operation { state }
  errors { __typename code message path ... on DuplicateClientAccountIdError { existingAccount { provider { name } } } }`;

async function opened(clientAccountId: string, provider: string | null | undefined): Promise<Payload> {
  const target = { revsto: { userId: "3633", productId: "242", provider } };
  const input = { idempotencyKey: crypto.randomUUID(), clientAccountId, target };
  const { createAccount } = await gateway
    .client()
    .request<{ createAccount: Payload }>(documentOf("createAccount", shown), { input });
  return createAccount;
}

async function accountsInBooks(): Promise<readonly number[]> {
  const books = revstos.map(({ url }) => controls({ name: "revsto", url }).ledger());
  return (await Promise.all(books)).map(({ accounts }) => accounts.length);
}

test.each([
  ["no name", undefined],
  ["null", null],
  ["an empty name", ""],
  ["the name of the kind", "revsto"],
  ["the name of another kind's provider", "inventi"],
])("with %s it is asked which of the two is meant, and nothing is opened", async (_, provider) => {
  const before = await accountsInBooks();
  expect(await opened("which", provider)).toEqual({
    account: null,
    operation: null,
    errors: [
      {
        __typename: "InvalidInputError",
        code: "BAD_USER_INPUT",
        message: "Name the `provider`: one of revsto-1, revsto-2.",
        path: ["input", "target", "revsto", "provider"],
      },
    ],
  });
  expect(await accountsInBooks()).toEqual(before);
});

test("each opens its own, and an id of the client's is taken at both", async () => {
  const [before = 0, beforeAtOther = 0] = await accountsInBooks();
  expect(await opened("first", "revsto-1")).toMatchObject({
    account: { clientAccountId: "first", provider: { name: "revsto-1" } },
    operation: { state: "SUCCEEDED" },
    errors: [],
  });
  expect(await opened("second", "revsto-2")).toMatchObject({
    account: { clientAccountId: "second", provider: { name: "revsto-2" } },
  });
  expect(await accountsInBooks()).toEqual([before + 1, beforeAtOther + 1]);

  expect(await opened("first", "revsto-2")).toMatchObject({
    account: null,
    errors: [
      {
        code: "DUPLICATE_CLIENT_ACCOUNT_ID",
        path: ["input", "clientAccountId"],
        existingAccount: { provider: { name: "revsto-1" } },
      },
    ],
  });
  expect(await accountsInBooks()).toEqual([before + 1, beforeAtOther + 1]);
});

test("where one alone is of its kind, it need not be named, and no other name is taken for it", async () => {
  const inputOf = (provider?: string) => ({
    ...{ idempotencyKey: crypto.randomUUID(), clientAccountId: "only one" },
    target: {
      inventi: {
        ...(provider !== undefined && { provider }),
        holder: { type: "INDIVIDUAL", name: "Jane" },
        generate: { countryCode: "LT", bankCode: "70440", accountCode: "99001" },
      },
    },
  });
  const ask = (provider?: string) =>
    gateway
      .client()
      .request<{ createAccount: Payload }>(documentOf("createAccount", shown), { input: inputOf(provider) });
  const { createAccount: refused } = await ask("revsto-1");
  expect(refused.errors).toMatchObject([{ message: "Name the `provider`: one of inventi." }]);
  const { createAccount } = await ask();
  expect(createAccount).toMatchObject({ account: { provider: { name: "inventi" } }, errors: [] });
});
