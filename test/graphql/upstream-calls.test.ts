import { afterAll, beforeAll, expect, test } from "vitest";
import { AccountIdsDocument, AccountsWithBalancesDocument } from "../generated/documents.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

/** The paths of the calls that `work` costs at a simulator, tokens and pings apart. */
async function callsDuring(name: string, work: () => Promise<unknown>): Promise<string[]> {
  const before = (await gateway.simulator(name).ledger()).requests.length;
  await work();
  const { requests } = await gateway.simulator(name).ledger();
  // On a slow machine two silent seconds pass between the steps of a test, and lists then ping.
  const isPing = (path: string) => /[?&][^&]*(limit|size)=1$|\/accounts\/1\/1$/.test(path);
  return requests
    .slice(before)
    .filter(({ path }) => !isPing(path))
    .map(({ method, path }) => `${method} ${path}`);
}

async function idsOf(name: string, first: number): Promise<string[]> {
  const { accounts } = await gateway.client().request(AccountIdsDocument, { first, filter: { providers: [name] } });
  return accounts.edges.map(({ node }) => node.id);
}

test("a page from the directory calls nobody", async () => {
  for (const name of ["inventi", "if", "paynetics", "revsto"]) {
    expect(await callsDuring(name, () => idsOf(name, 100))).toEqual([]);
  }
});

test("an account asked for many times, live, in one request is read once", async () => {
  const [id] = await idsOf("revsto", 1);
  const fields = "{ id status balances(maxAge: 0) { currency } again: balances(maxAge: 0) { currency } }";
  const query = `{ a: account(id: "${id}", maxAge: 0) ${fields} b: account(id: "${id}", maxAge: 0) ${fields} node(id: "${id}") { ... on Account ${fields} } }`;
  expect(await callsDuring("revsto", () => gateway.client().request(query))).toHaveLength(1);
});

test("twenty accounts with live balances cost at most twenty calls, and none while they are young enough", async () => {
  const page = (maxAge: number) =>
    gateway.client().request(AccountsWithBalancesDocument, { first: 20, filter: { providers: ["if"] }, maxAge });
  const calls = await callsDuring("if", () => page(0));
  expect(calls.length).toBeGreaterThan(0);
  expect(calls.length).toBeLessThanOrEqual(20);
  expect(new Set(calls).size).toBe(calls.length);
  expect(await callsDuring("if", () => page(60))).toEqual([]);
});

test("a provider without balances is not asked for them", async () => {
  const page = () =>
    gateway
      .client()
      .request(AccountsWithBalancesDocument, { first: 20, filter: { providers: ["inventi"] }, maxAge: 0 });
  expect(await callsDuring("inventi", page)).toEqual([]);
});

test("an account that the directory never saw is read at its provider, once, and found in lists from then on", async () => {
  const made = (await gateway.simulator("inventi").admin({
    action: "create",
    accountType: "PRIVATE",
    accountHolderName: "Just Opened",
    clientAccountId: "opened-elsewhere",
    countryCode: "LT",
    bankCode: "70440",
    accountCode: "4711",
  })) as { result?: { id: string | number }; id?: string | number };
  const { accounts } = await gateway.simulator("inventi").ledger();
  const newest = accounts.find(({ clientAccountId }) => clientAccountId === "opened-elsewhere");
  expect(newest, JSON.stringify(made)).toBeDefined();
  const id = Buffer.from(`Account:inventi:${newest?.id}`).toString("base64");
  expect(await idsOf("inventi", 100)).not.toContain(id);
  const ask = () => gateway.client().request(`{ account(id: "${id}") { holder { name } } }`);
  expect(await callsDuring("inventi", ask)).toHaveLength(1);
  expect(await idsOf("inventi", 100)).toContain(id);
});
