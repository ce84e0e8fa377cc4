import { afterAll, beforeAll, expect, test } from "vitest";
import { type Gateway, startGateway } from "../support/gateway.ts";

// What must be so before an account is closed is asked of its provider: what the directory knows may be old.

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

interface Account {
  readonly id: string;
  readonly providerAccountId: string;
  readonly kind: string;
  readonly status: string;
  readonly owner: { readonly id: string } | null;
  readonly currencies: readonly string[];
  readonly mainAccount: { readonly id: string } | null;
}

async function accountsAt(provider: string): Promise<readonly Account[]> {
  const { accounts } = await gateway.client().request<{ accounts: { edges: { node: Account }[] } }>(
    `query ($filter: AccountFilter!) { accounts(first: 100, filter: $filter) { edges { node {
      id providerAccountId kind status owner { id } currencies mainAccount { id } } } } }`,
    { filter: { providers: [provider] } },
  );
  return accounts.edges.map(({ node }) => node);
}

/** Active main accounts; those below them that are open are `below`. */
async function mainsAt(provider: string) {
  const all = await accountsAt(provider);
  return all
    .filter(({ kind, status }) => kind === "MAIN" && status === "ACTIVE")
    .map((main) => ({ ...main, below: all.filter(({ mainAccount }) => mainAccount?.id === main.id) }));
}
const first = <T>(list: readonly T[], is: (one: T) => boolean): T => {
  const found = list.find(is);
  if (found === undefined) throw new Error("The sandbox has no such account.");
  return found;
};

let keys = 0;
async function change(mutation: "closeAccount" | "updateAccount", input: object): Promise<unknown> {
  const type = mutation === "closeAccount" ? "CloseAccountInput" : "UpdateAccountInput";
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { operation { state } errors { code } } }`;
  const answer = await gateway
    .client()
    .request<Record<string, unknown>>(document, { input: { idempotencyKey: `k${++keys}`, ...input } });
  return answer[mutation];
}
const refusedAs = (code: string) => ({ operation: null, errors: [{ code }] });
const closed = { operation: { state: "SUCCEEDED" }, errors: [] };

/** What is asked of a provider meanwhile, but for tokens. */
async function requestsDuring(provider: string, work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = (await gateway.simulator(provider).ledger()).requests.length;
  await work();
  const { requests } = await gateway.simulator(provider).ledger();
  return requests.slice(before).map(({ method, path }) => `${method} ${path}`);
}
const changesIn = (requests: readonly string[]) => requests.filter((request) => !/^GET|^POST .*token/.test(request));

test.each([
  ["if", { available: "0.00", receivable: "0.00" }, { available: "0.01" }],
  ["paynetics", { currency: "EUR", available: "0.00" }, { currency: "EUR", available: "0.01" }],
  ["revsto", { balance: "0" }, { balance: "1" }],
])(
  "at %s, money that has come since it was asked last keeps an account open, and money that has gone does not",
  async (name, nothing, something) => {
    const account = first(
      await mainsAt(name),
      ({ below, currencies }) => below.length === 0 && currencies[0] === "EUR",
    );
    const { admin } = gateway.simulator(name);
    const { id: accountId, providerAccountId: id } = account;
    await admin({ action: "setBalance", id, ...nothing });
    await gateway.client().request(`{ account(id: "${accountId}", maxAge: 0) { balances(maxAge: 0) { currency } } }`);
    await admin({ action: "setBalance", id, ...something });
    const requests = await requestsDuring(name, async () =>
      expect(await change("closeAccount", { accountId })).toEqual(refusedAs("ACCOUNT_NOT_EMPTY")),
    );
    expect(changesIn(requests)).toEqual([]);
    await admin({ action: "setBalance", id, ...nothing });
    expect(await change("closeAccount", { accountId })).toEqual(closed);
  },
);

test("an account opened below at Integrated Finance since keeps its main account open, too", async () => {
  const { simulator } = gateway;
  const main = first(await mainsAt("if"), ({ below, currencies }) => below.length === 0 && currencies[0] === "GBP");
  await simulator("if").admin({
    action: "setBalance",
    id: main.providerAccountId,
    available: "0.00",
    receivable: "0.00",
  });
  const below = { clientId: main.owner?.id, currency: "GBP", mainAccountId: main.providerAccountId };
  await simulator("if").admin({
    action: "create",
    ...{ workflow: { code: "client.sub-account" }, data: { account: below }, connect: {}, metadata: {} },
  });
  const requests = await requestsDuring("if", async () =>
    expect(await change("closeAccount", { accountId: main.id })).toEqual(refusedAs("ACCOUNT_HAS_SUB_ACCOUNTS")),
  );
  expect(changesIn(requests)).toEqual([]);
});

test("what is below an account is asked only where it is to be closed", async () => {
  const main = first(await mainsAt("if"), ({ below }) => below.some(({ status }) => status === "ACTIVE"));
  const requests = await requestsDuring("if", () => change("updateAccount", { accountId: main.id, label: "Renamed" }));
  expect(requests.filter((request) => !request.includes("token"))).toHaveLength(2);
});
