import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxCustomer } from "../../src/auth/sandbox-tokens.ts";
import {
  AccountByClientAccountIdDocument,
  type AccountFilter,
  AccountsByIbanDocument,
  SubAccountsDocument,
} from "../../src/client/index.ts";
import { FindDocument, type FindQuery, type FindQueryVariables } from "../generated/documents.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

type Account = FindQuery["accounts"]["edges"][number]["node"];

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
const sample = <T>(values: readonly (T | null | undefined)[]): T => {
  const found = values.find((value) => value !== null && value !== undefined);
  if (found === undefined || found === null) throw new Error("The sandbox has no account to try this with.");
  return found;
};
const anIban = () => sample(all.map(({ iban }) => iban));
const aNumber = () => sample(all.map(({ accountNumber }) => accountNumber));
const aLedgerNumber = () => sample(all.map(({ ledgerNumber }) => ledgerNumber));
const aCode = () => sample(all.flatMap(({ routingCodes }) => routingCodes));
const anOwner = () => sample(all.map(({ owner }) => owner));
const aUserBelow = () => sample(all.map(({ owner }) => owner?.secondaryId));
const aMain = () => sample(all.map(({ mainAccount }) => mainAccount?.id));
const aLabel = () => sample(all.map(({ label }) => label));
const plain = (iban: string | null) => iban?.replaceAll(" ", "").toUpperCase();
const inEuros = ({ balances }: Account) =>
  balances?.find(({ currency }) => currency === "EUR")?.available?.amount ?? null;

describe("every filter shows exactly the accounts that it names", () => {
  const middle = "2025-01-01T00:00:00.000Z";
  const filters: [string, () => AccountFilter, (account: Account) => boolean][] = [
    ["providers", () => ({ providers: ["if", "revsto"] }), ({ provider }) => ["if", "revsto"].includes(provider.name)],
    ["kinds", () => ({ kinds: ["SUB", "VIRTUAL"] }), ({ kind }) => kind !== "MAIN"],
    [
      "statuses",
      () => ({ statuses: ["SUSPENDED", "CLOSED"] }),
      ({ status }) => ["SUSPENDED", "CLOSED"].includes(status),
    ],
    ["holderTypes", () => ({ holderTypes: ["ORGANISATION"] }), ({ holder }) => holder.type === "ORGANISATION"],
    [
      "currencies",
      () => ({ currencies: ["GBP", "JPY"] }),
      ({ currencies }) => currencies.some((one) => ["GBP", "JPY"].includes(one)),
    ],
    ["countries", () => ({ countries: ["GB"] }), ({ country }) => country === "GB"],
    [
      "owners",
      () => ({ owners: [{ kind: anOwner().kind, id: anOwner().id }] }),
      ({ owner }) => owner?.id === anOwner().id,
    ],
    ["owners of any kind", () => ({ owners: [{ id: anOwner().id }] }), ({ owner }) => owner?.id === anOwner().id],
    [
      "users below owners",
      () => ({ owners: [{ kind: "USER", id: aUserBelow() }] }),
      ({ owner }) => owner?.secondaryId === aUserBelow() || owner?.id === aUserBelow(),
    ],
    [
      "products",
      () => ({ products: ["account_eur", "235"] }),
      ({ product }) => ["account_eur", "235"].includes(product?.code ?? ""),
    ],
    [
      "serviceProviders",
      () => ({ serviceProviders: ["railsbank"] }),
      ({ provisioning, product }) =>
        (provisioning.serviceProvider ?? (product?.kind === "SERVICE_PROVIDER" ? product.code : null)) === "railsbank",
    ],
    ["customers", () => ({ customers: ["nobody"] }), () => false],
    [
      "labels",
      () => ({ labels: [aLabel().toUpperCase()] }),
      ({ label }) => label?.toUpperCase() === aLabel().toUpperCase(),
    ],
    [
      "ibans",
      () => ({
        ibans: [
          ` ${anIban()
            .toLowerCase()
            .replaceAll(/(.{4})/g, "$1 ")}`,
        ],
      }),
      ({ iban, identifiers }) =>
        [iban, ...identifiers.map((one) => one.iban)].some((one) => plain(one) === plain(anIban())),
    ],
    [
      "accountNumbers",
      () => ({ accountNumbers: [aNumber()] }),
      ({ accountNumber, identifiers }) =>
        [accountNumber, ...identifiers.map((one) => one.accountNumber)].includes(aNumber()),
    ],
    [
      "ledgerNumbers",
      () => ({ ledgerNumbers: [aLedgerNumber()] }),
      ({ ledgerNumber }) => ledgerNumber === aLedgerNumber(),
    ],
    [
      "routingCodes",
      () => ({ routingCodes: [{ scheme: aCode().scheme, value: aCode().value }] }),
      ({ routingCodes }) =>
        routingCodes.some(({ scheme, value }) => scheme === aCode().scheme && value === aCode().value),
    ],
    [
      "routing codes of any scheme",
      () => ({ routingCodes: [{ value: aCode().value }] }),
      ({ routingCodes }) => routingCodes.some(({ value }) => value === aCode().value),
    ],
    [
      "routing codes of another scheme",
      () => ({ routingCodes: [{ scheme: "other", value: aCode().value }] }),
      () => false,
    ],
    [
      "clientAccountIds",
      () => ({ clientAccountIds: ["acc_001"] }),
      ({ clientAccountId }) => clientAccountId === "acc_001",
    ],
    ["mainAccounts", () => ({ mainAccounts: [aMain()] }), ({ mainAccount }) => mainAccount?.id === aMain()],
    [
      "createdAt",
      () => ({ createdAt: { from: middle, to: "2026-01-01T00:00:00.000Z" } }),
      ({ createdAt, firstSeenAt }) => (createdAt ?? firstSeenAt) >= middle && (createdAt ?? firstSeenAt) < "2026-01-01",
    ],
    [
      "statusChangedAt",
      () => ({ statusChangedAt: { to: "2100-01-01T00:00:00.000Z" } }),
      ({ statusChangedAt }) => statusChangedAt !== null,
    ],
    [
      "availableBalance",
      () => ({ availableBalance: { currency: "EUR", from: "0.01", to: "5000" } }),
      (account) => inEuros(account) !== null && Number(inEuros(account)) >= 0.01 && Number(inEuros(account)) <= 5000,
    ],
    [
      "availableBalance below zero",
      () => ({ availableBalance: { currency: "EUR", to: "0" } }),
      (account) => inEuros(account) !== null && Number(inEuros(account)) <= 0,
    ],
    ["missing", () => ({ missing: true }), ({ missingSince }) => missingSince !== null],
    ["not missing", () => ({ missing: false }), ({ missingSince }) => missingSince === null],
    [
      "several together",
      () => ({ statuses: ["ACTIVE"], currencies: ["EUR"], kinds: ["MAIN"], providers: ["paynetics"] }),
      ({ status, currencies, kind, provider }) =>
        status === "ACTIVE" && currencies.includes("EUR") && kind === "MAIN" && provider.name === "paynetics",
    ],
    ["an empty list", () => ({ currencies: [] }), () => false],
  ];

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
