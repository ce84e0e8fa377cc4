import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { StatementsDocument, type StatementsQuery, type StatementsQueryVariables } from "../../src/client/index.ts";
import { DepositsDocument, FindDocument, OwnersDocument, ProductsOfProvidersDocument } from "../generated/documents.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

// biome-ignore lint/suspicious/noExplicitAny: a ledger row is whatever its provider's documents say.
type Row = any;

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

async function accountsOf(provider: string) {
  const { accounts } = await gateway.client().request(FindDocument, { first: 100, filter: { providers: [provider] } });
  return accounts.edges.map(({ node }) => node);
}

type Statement = NonNullable<NonNullable<StatementsQuery["account"]>["statements"]>;

async function statement(asked: StatementsQueryVariables): Promise<Statement> {
  const { account } = await gateway.client().request(StatementsDocument, asked);
  if (!account?.statements) throw new Error("no statement");
  return account.statements;
}

describe.each(["if", "paynetics"])("statements at %s", (provider) => {
  let id: string;
  let whole: Statement;
  beforeAll(async () => {
    const open = (await accountsOf(provider)).find(({ status, kind }) => status === "ACTIVE" && kind === "MAIN");
    if (open === undefined) throw new Error("no account");
    id = open.id;
    // Eight bookings in this month, behind the API's back.
    const currency = provider === "paynetics" ? { currency: open.currencies[0] } : {};
    for (const available of ["1001.00", "999.00", "1002.00", "998.00", "1003.00", "997.00", "1004.00", "996.00"]) {
      const booking = { action: "setBalance", id: open.providerAccountId, available, ...currency };
      await gateway.simulator(provider).admin(booking);
    }
    whole = await statement({ id, first: 100 });
  });
  const cursors = ({ edges }: Statement) => edges.map(({ node }) => JSON.stringify(node));

  test("are walked forward and backward, three at a time", async () => {
    expect(whole.totalCount).toBeGreaterThanOrEqual(8);
    const forward: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const page: Statement = await statement({ id, first: 3, after });
      forward.push(...cursors(page));
      [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    expect(forward).toEqual(cursors(whole));
    const backward: string[] = [];
    for (let before: string | null = null, more = true; more; ) {
      const page: Statement = await statement({ id, last: 3, before });
      backward.unshift(...cursors(page));
      [before, more] = [page.pageInfo.startCursor, page.pageInfo.hasPreviousPage];
    }
    expect(backward).toEqual(cursors(whole));
  });

  test("a cursor stays in its range", async () => {
    const after = whole.edges[0]?.cursor ?? "";
    const other = statement({ id, first: 1, after, from: "2020-01-01T00:00:00.000Z" });
    await expect(other).rejects.toThrow("CURSOR_MISMATCH");
  });
});

test("Integrated Finance's statements are its ledger's entries", async () => {
  const [account] = await accountsOf("if");
  if (account === undefined) throw new Error("no account");
  const { data, errors } = await gateway.ask(StatementsDocument, {
    id: account.id,
    first: 1,
    from: "2026-02-10T00:00:00Z",
  });
  expect(errors).toEqual([]);
  expect(data.account?.statements?.totalCount).toBeGreaterThanOrEqual(0);
  const asked = (await gateway.simulator("if").ledger()).requests.map(({ path }) => decodeURIComponent(path));
  expect(asked.some((path) => path.includes("entryDateTimeTo=2026-02-28T23:59:59.999"))).toBe(true);
});

test.each<[string, Partial<StatementsQueryVariables>, string]>([
  ["backwards", { first: 1, from: "2026-02-02T00:00:00Z", to: "2026-02-01T00:00:00Z" }, "`from` must not be later"],
  ["longer than a year", { first: 1, from: "2024-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" }, "at most 366 days"],
  ["without a size", {}, "Give either `first` or `last`"],
])("a statement %s is refused", async (_, asked, message) => {
  const [account] = await accountsOf("if");
  await expect(statement({ id: account?.id ?? "", ...asked })).rejects.toThrow(message);
});

test("what a provider lacks is said with the capability's name, and takes nothing else away", async () => {
  const [account] = await accountsOf("inventi");
  const { data, errors } = await gateway.ask(StatementsDocument, { id: account?.id ?? "", first: 1 });
  expect(data.account).toEqual({ id: account?.id, providerAccountId: account?.providerAccountId, statements: null });
  expect(errors).toMatchObject([
    {
      path: ["account", "statements"],
      extensions: { code: "UNSUPPORTED_OPERATION", provider: "inventi", capability: "STATEMENTS" },
    },
  ]);
});

test("deposit information: every scheme where the provider tells it, derived elsewhere", async () => {
  const { data, errors } = await gateway.ask(DepositsDocument, { first: 100, filter: { statuses: ["ACTIVE"] } });
  expect(errors).toEqual([]);
  const all = data.accounts.edges.flatMap(({ node }) => node.depositInformation ?? []);
  expect(new Set(all.map(({ scheme }) => scheme))).toEqual(
    new Set(["iban", "account-number", "internal", "sepa", "chaps", "faster-payments", "swift", "ach", "fedwire"]),
  );
  for (const { derived, scheme, iban, accountNumber } of all.filter(({ derived }) => derived)) {
    expect([derived, scheme === "iban" ? iban : accountNumber]).toEqual([true, expect.any(String)]);
  }
  expect(all.find(({ scheme }) => scheme === "swift")?.intermediaryAccount).toMatchObject({ bankName: "Example Bank" });
});

test("products: page by page, or the capability that is missing", async () => {
  const { data, errors } = await gateway.ask(ProductsOfProvidersDocument, { first: 2 });
  const of = (name: string) => data.providers.find((provider) => provider.name === name)?.products;
  expect(of("revsto")).toMatchObject({ totalCount: 7, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
  expect(of("paynetics")?.edges[0]?.node).toMatchObject({ kind: "PROGRAM", profiles: [] });
  expect([of("inventi"), of("if")]).toEqual([null, null]);
  expect(errors.map(({ extensions }) => extensions)).toMatchObject([
    { code: "UNSUPPORTED_OPERATION", capability: "PRODUCTS" },
    { code: "UNSUPPORTED_OPERATION", capability: "PRODUCTS" },
  ]);
  const asked = (await gateway.simulator("revsto").ledger()).requests.filter(({ path }) => path.includes("/products"));
  await gateway.ask(ProductsOfProvidersDocument, { last: 3 });
  const again = (await gateway.simulator("revsto").ledger()).requests.filter(({ path }) => path.includes("/products"));
  expect(again.length).toBe(asked.length);
});

test("owners: their record, asked once however many accounts they have", async () => {
  const before = (await gateway.simulator("if").ledger()).requests.length;
  const { data, errors } = await gateway.ask(OwnersDocument, { first: 100, filter: { providers: ["if"] } });
  expect(errors).toEqual([]);
  const nodes = data.accounts.edges.map(({ node }) => node);
  for (const { owner, holder } of nodes) {
    expect(owner?.details).toMatchObject({ name: holder.name, holderType: holder.type });
  }
  const { requests } = await gateway.simulator("if").ledger();
  const asked = requests.slice(before).filter(({ path }: Row) => path.includes("/clients/"));
  expect(asked.length).toBe(new Set(nodes.map(({ owner }) => owner?.id)).size);
});

test("while the provider is down only what it alone can tell is missing", async () => {
  const [account] = await accountsOf("if");
  await gateway.simulator("if").fault({ kind: "500" });
  const { data, errors } = await gateway.ask(StatementsDocument, { id: account?.id ?? "", first: 1 });
  await gateway.simulator("if").clearFaults();
  expect(data.account).toEqual({ id: account?.id, providerAccountId: account?.providerAccountId, statements: null });
  expect(errors).toMatchObject([{ extensions: { code: "PROVIDER_ERROR", provider: "if" } }]);
});
