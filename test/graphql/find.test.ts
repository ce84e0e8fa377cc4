import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxCustomer } from "../../src/auth/sandbox-tokens.ts";
import {
  AccountByClientAccountIdDocument,
  AccountsByIbanDocument,
  SubAccountsDocument,
} from "../../src/client/index.ts";
import { FindDocument, type FindQuery, type FindQueryVariables } from "../generated/documents.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { type Account, filtersOf, plain, sample, samplesOf } from "./find-filters.ts";

let gateway: Gateway;
/** What there is, and what each account shows is proved against the ledgers elsewhere. */
let all: Account[];
beforeAll(async () => {
  gateway = await startGateway();
  all = await walk({});
});
afterAll(() => gateway?.close());

/** Every account of a list, page by page. */
async function walk(asked: FindQueryVariables, token?: string): Promise<Account[]> {
  const nodes: Account[] = [];
  let after: string | null = null;
  for (;;) {
    const { accounts }: FindQuery = await gateway.client(token).request(FindDocument, { first: 7, ...asked, after });
    nodes.push(...accounts.edges.map(({ node }) => node));
    if (!accounts.pageInfo.hasNextPage) {
      expect(accounts).toMatchObject({ totalCount: nodes.length, totalCountIsExact: true });
      return nodes;
    }
    after = accounts.pageInfo.endCursor;
  }
}

const ids = (accounts: readonly { id: string }[]) => accounts.map(({ id }) => id).sort();
const samples = samplesOf(() => all);
const { anIban, aMain } = samples;

describe("every filter shows exactly the accounts that it names", () => {
  const filters = filtersOf(samples);

  test.each(filters)("%s", async (_, filter, passes) => {
    expect(ids(await walk({ filter: filter() }))).toEqual(ids(all.filter(passes)));
  });

  test("the sandbox has accounts for nearly each of them, and none has all", () => {
    const found = filters.map(([name, , passes]) => [name, all.filter(passes).length] as const);
    const empty = found.filter(([, count]) => count === 0).map(([name]) => name);
    expect(empty).toEqual([
      "customers",
      "routing codes of another scheme",
      "statusChangedAt",
      "missing",
      "an empty list",
    ]);
  });

  test("customers: those linked to them", async () => {
    const own = await walk({}, gateway.tokens.customer);
    expect(own.length).toBeGreaterThan(0);
    expect(ids(await walk({ filter: { customers: [sandboxCustomer] } }))).toEqual(ids(own));
  });
});

describe("search", () => {
  const folded = (text: string) =>
    text
      .normalize("NFD")
      .replaceAll(/\p{M}/gu, "")
      .toLowerCase()
      .replaceAll("ß", "ss")
      .replaceAll("ø", "o")
      .replaceAll("ł", "l");
  const names = ({ holder, label }: Account) =>
    [holder.name, ...holder.aliases, label].flatMap((name) => (name === null ? [] : [folded(name)]));
  const words = (account: Account) => names(account).flatMap((name) => name.split(/\s+/));

  test.each(["müller", "MULLER", "ller", "sohne", "doe", "acc", "o&h%_'\"*"])(
    "%s, anywhere in a name",
    async (search) => {
      const found = all.filter((account) => words(account).some((word) => word.includes(folded(search))));
      expect(ids(await walk({ search }))).toEqual(ids(found));
    },
  );

  test.each(["j", "Mü", "re"])("%s, at the beginning of a word", async (search) => {
    const found = all.filter((account) => words(account).some((word) => word.startsWith(folded(search))));
    expect(found.length).toBeGreaterThan(0);
    expect(ids(await walk({ search }))).toEqual(ids(found));
  });

  test("all words must occur, in any order", async () => {
    const found = all.filter(
      (account) => words(account).some((w) => w.startsWith("j")) && words(account).some((w) => w.includes("doe")),
    );
    expect(found.length).toBeGreaterThan(0);
    expect(ids(await walk({ search: "doe J" }))).toEqual(ids(found));
  });
});

describe("orderings", () => {
  const fields = ["CREATED_AT", "HOLDER_NAME", "STATUS_CHANGED_AT"] as const;

  test.each(fields)("%s: both directions mirror each other, and backward pages forward ones", async (field) => {
    const up = (await walk({ orderBy: { field, direction: "ASC" } })).map(({ id }) => id);
    const down = (await walk({ orderBy: { field, direction: "DESC" } })).map(({ id }) => id);
    expect(new Set(up).size).toBe(all.length);
    expect(down).toEqual(up.toReversed());
    const back: string[] = [];
    let before: string | null = null;
    do {
      const asked: FindQueryVariables = { last: 9, before, orderBy: { field, direction: "ASC" } };
      const { accounts }: FindQuery = await gateway.client().request(FindDocument, asked);
      back.unshift(...accounts.edges.map(({ node }) => node.id));
      before = accounts.pageInfo.hasPreviousPage ? accounts.pageInfo.startCursor : null;
    } while (before !== null);
    expect(back).toEqual(up);
  });

  test("HOLDER_NAME: unknown names first, then by letter", async () => {
    const shown = (await walk({ orderBy: { field: "HOLDER_NAME", direction: "ASC" } })).map(
      ({ holder }) => holder.name,
    );
    const known = shown.filter((name) => name !== null);
    expect(shown.slice(0, shown.length - known.length).every((name) => name === null)).toBe(true);
    expect([known[0], known.at(-1)].map((name) => name?.slice(0, 1).toLowerCase())).toEqual(
      [known[0], known.at(-1)].map((name) => name?.slice(0, 1).toLowerCase()).sort(),
    );
  });
});

describe("lookups", () => {
  test("by IBAN, with blanks and in small letters", async () => {
    const iban = anIban()
      .toLowerCase()
      .replaceAll(/(.{4})/g, "$1 ");
    const { accountsByIban } = await gateway.client().request(AccountsByIbanDocument, { iban, maxAge: null });
    const having = all.filter((account) =>
      [account.iban, ...account.identifiers.map((one) => one.iban)].some((one) => plain(one) === plain(anIban())),
    );
    expect(ids(accountsByIban)).toEqual(ids(having));
  });

  test("by your own id", async () => {
    const { accountByClientAccountId } = await gateway
      .client()
      .request(AccountByClientAccountIdDocument, { clientAccountId: "acc_001", maxAge: null });
    expect(accountByClientAccountId).toMatchObject({ id: expect.any(String), clientAccountId: "acc_001" });
    const none = await gateway
      .client()
      .request(AccountByClientAccountIdDocument, { clientAccountId: "acc_001", provider: "revsto", maxAge: null });
    expect(none.accountByClientAccountId).toBeNull();
  });

  test("the accounts below a main account", async () => {
    const { account } = await gateway.client().request(SubAccountsDocument, { id: aMain(), first: 100, count: true });
    const below = all.filter(({ mainAccount }) => mainAccount?.id === aMain());
    expect(ids(account?.subAccounts.edges.map(({ node }) => node) ?? [])).toEqual(ids(below));
    expect(account?.subAccounts.totalCount).toBe(below.length);
  });
});

test("a customer finds only what is linked to it, whatever is asked", async () => {
  const own = new Set((await walk({}, gateway.tokens.customer)).map(({ id }) => id));
  const others = all.filter(({ id }) => !own.has(id));
  const asked: FindQueryVariables[] = [
    { search: "e" },
    { filter: { customers: [sandboxCustomer, "somebody"] } },
    { filter: { currencies: ["EUR"] } },
    { filter: { ibans: others.flatMap(({ iban }) => iban ?? []).slice(0, 90) } },
    { filter: { owners: others.flatMap(({ owner }) => (owner ? [{ id: owner.id }] : [])).slice(0, 90) } },
    { orderBy: { field: "HOLDER_NAME", direction: "ASC" } },
  ];
  for (const variables of asked) {
    const found = await walk(variables, gateway.tokens.customer);
    expect(found.filter(({ id }) => !own.has(id))).toEqual([]);
  }
  const stranger = sample(others.map(({ iban }) => iban));
  const asCustomer = gateway.client(gateway.tokens.customer);
  expect(await asCustomer.request(AccountsByIbanDocument, { iban: stranger })).toEqual({ accountsByIban: [] });
  const clientAccountId = sample(others.map((account) => account.clientAccountId));
  expect(await asCustomer.request(AccountByClientAccountIdDocument, { clientAccountId })).toEqual({
    accountByClientAccountId: null,
  });
});

test.each<[string, FindQueryVariables, string]>([
  ["a blank search", { search: " ^ " }, "1 to 5 words"],
  ["a search of six words", { search: "a b c d e f" }, "1 to 5 words"],
  ["too many values", { filter: { ibans: Array.from({ length: 101 }, () => "DE12") } }, "at most 100 values"],
  ["no IBAN", { filter: { ibans: ["hello"] } }, "An IBAN begins"],
  ["a long text", { filter: { labels: ["x".repeat(257)] } }, "at most 256 characters"],
  [
    "a range backwards",
    { filter: { createdAt: { from: "2025-01-02T00:00:00Z", to: "2025-01-01T00:00:00Z" } } },
    "`from` must be earlier",
  ],
  ["no number", { filter: { availableBalance: { currency: "EUR", from: "1e5" } } }, "Decimal"],
  ["another account's place", { filter: { mainAccounts: ["nonsense"] } }, "not an id of this gateway"],
])("%s is refused", async (_, variables, message) => {
  const request = gateway.client().request(FindDocument, { first: 1, ...variables });
  await expect(request).rejects.toThrow(message);
});
