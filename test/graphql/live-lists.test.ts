import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { AccountDocument } from "../../src/client/index.ts";
import { AccountsWithBalancesDocument } from "../generated/documents.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.simulator("if").clearFaults());
afterAll(() => gateway?.close());

/** A page with live balances, and the paths of the calls that it cost. */
async function livePage(name: string, first = 20) {
  const before = (await gateway.simulator(name).ledger()).requests.length;
  const answer = await gateway.ask(AccountsWithBalancesDocument, { first, filter: { providers: [name] }, maxAge: 0 });
  const { requests } = await gateway.simulator(name).ledger();
  const paths = requests.slice(before).map(({ path }) => path);
  return { nodes: answer.data.accounts.edges.map(({ node }) => node), errors: answer.errors, paths };
}

test.each([
  ["if", /[?&]data\.account\.clientId=/],
  ["paynetics", /\?(merchant|user)=/],
])("%s shows the accounts of one owner by one page of that owner's list", async (name, ofOwner) => {
  const { nodes, errors, paths } = await livePage(name);
  expect(errors).toEqual([]);
  expect(paths.filter((path) => ofOwner.test(path)).length).toBeGreaterThan(0);
  expect(paths.length).toBeLessThan(nodes.length);
  // As complete as when the account itself is asked for.
  for (const { id, balances } of nodes) {
    const { account } = await gateway.client().request(AccountDocument, { id, maxAge: 0 });
    const withoutTime = (all: typeof balances | undefined) => all?.map(({ asOf, ...balance }) => balance);
    const singly = withoutTime(account?.balances);
    expect(withoutTime(balances)).toMatchObject(singly?.map((one) => toldOnly(one)) ?? []);
  }
});

/** Single reads of Integrated Finance leave out an amount that its lists tell. */
function toldOnly(balance: object): object {
  return Object.fromEntries(Object.entries(balance).filter(([, value]) => value !== null));
}

test("a list that nobody can believe costs no call in addition", async () => {
  const { nodes } = await livePage("paynetics");
  const simulator = gateway.simulator("paynetics");
  for (const { providerAccountId: id, status } of nodes) {
    await simulator.admin({ action: "setStatus", id, status: status === "ACTIVE" ? "blocked" : "active" });
  }
  const changed = await livePage("paynetics");
  expect(changed.errors).toEqual([]);
  expect(changed.nodes.filter(({ balances }) => balances === null)).toEqual([]);
  expect(changed.paths.length).toBeLessThanOrEqual(nodes.length);
});

test("a provider whose list fails is asked for the accounts one by one", async () => {
  await gateway.simulator("if").fault({ kind: "malformed", match: { path: "clientId=" } });
  const { nodes, errors, paths } = await livePage("if", 5);
  expect(errors).toEqual([]);
  for (const { providerAccountId, balances } of nodes) {
    expect(balances).not.toBeNull();
    expect(paths.filter((path) => path.includes(`/accounts/${providerAccountId}`)).length).toBeLessThanOrEqual(1);
  }
});

test("a provider that is away is not asked again for each account", async () => {
  await gateway.simulator("if").fault({ kind: "reset" });
  const { nodes, errors, paths } = await livePage("if", 2);
  expect(nodes).toHaveLength(2);
  expect(errors).toMatchObject(nodes.map(() => ({ extensions: { code: "PROVIDER_CONNECTION_LOST", provider: "if" } })));
  expect(paths.every((path) => path.includes("clientId="))).toBe(true);
});
