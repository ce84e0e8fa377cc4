import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AccountsPageDocument } from "../../src/client/index.ts";
import { AccountIdsDocument, type AccountIdsQueryVariables } from "../generated/documents.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

const providers = ["inventi", "if", "paynetics", "revsto"];

/** Every account that the simulators' own ledgers hold: `inventi:42`, sorted. */
async function ledgerAccounts(): Promise<string[]> {
  const ids = providers.map(async (name) => {
    const { accounts } = await gateway.simulator(name).ledger();
    return accounts.map((account) => `${name}:${account.id ?? account.token}`);
  });
  return (await Promise.all(ids)).flat().sort();
}

function decoded(globalId: string): string {
  return Buffer.from(globalId, "base64")
    .toString()
    .replace(/^Account:/, "");
}

/** Walks the whole list in pages of `size` and tells the ids in the order met. */
async function walk(
  direction: "forward" | "backward",
  size: number,
  rest: Omit<AccountIdsQueryVariables, "first" | "last"> = {},
) {
  const ids: string[] = [];
  let cursor: string | null = null;
  for (;;) {
    const page: AccountIdsQueryVariables =
      direction === "forward" ? { first: size, after: cursor } : { last: size, before: cursor };
    const { accounts } = await gateway.client().request(AccountIdsDocument, { ...rest, ...page });
    const met = accounts.edges.map(({ node }) => node.id);
    ids.push(...(direction === "forward" ? met : met.reverse()));
    const { pageInfo } = accounts;
    expect(pageInfo.startCursor).toBe(accounts.edges[0]?.cursor ?? null);
    expect(pageInfo.endCursor).toBe(accounts.edges.at(-1)?.cursor ?? null);
    const [goesOn, isBehind] =
      direction === "forward"
        ? [pageInfo.hasNextPage, pageInfo.hasPreviousPage]
        : [pageInfo.hasPreviousPage, pageInfo.hasNextPage];
    expect(isBehind).toBe(cursor !== null);
    if (!goesOn) return ids;
    cursor = (direction === "forward" ? pageInfo.endCursor : pageInfo.startCursor) ?? null;
  }
}

describe("walking all pages", () => {
  test("finds exactly the accounts of the simulators' ledgers, each once", async () => {
    const ids = (await walk("forward", 7)).map(decoded);
    expect(ids.length).toBeGreaterThan(150);
    expect([...ids].sort()).toEqual(await ledgerAccounts());
  });

  test.each([1, 100])("is the same in pages of %i, forward and backward", async (size) => {
    const forward = await walk("forward", size);
    expect(forward).toEqual(await walk("forward", 13));
    expect((await walk("backward", size)).reverse()).toEqual(forward);
  });

  test("runs the other way round with the other direction", async () => {
    const ascending = await walk("forward", 50, { orderBy: { field: "CREATED_AT", direction: "ASC" } });
    expect(ascending.reverse()).toEqual(
      await walk("forward", 50, { orderBy: { field: "CREATED_AT", direction: "DESC" } }),
    );
  });

  test.each(providers)("of %s alone finds its accounts alone", async (name) => {
    const ids = (await walk("forward", 9, { filter: { providers: [name] } })).map(decoded);
    expect(ids.sort()).toEqual((await ledgerAccounts()).filter((id) => id.startsWith(`${name}:`)));
  });
});

describe("a window between two cursors", () => {
  let cursors: string[];
  beforeAll(async () => {
    const { accounts } = await gateway.client().request(AccountIdsDocument, { first: 100 });
    cursors = accounts.edges.map(({ cursor }) => cursor);
  });

  test.each([
    ["taken from its start", { first: 3, after: 10, before: 20 }, [11, 12, 13], true, true],
    ["taken from its end", { last: 3, after: 10, before: 20 }, [17, 18, 19], true, true],
    ["taken whole, from the start", { first: 50, after: 10, before: 13 }, [11, 12], true, true],
    ["taken whole, from the end", { last: 50, after: 10, before: 13 }, [11, 12], true, true],
    ["at the start of the list", { first: 50, before: 2 }, [0, 1], false, true],
    ["with nothing in it", { first: 5, after: 10, before: 11 }, [], true, true],
    ["before everything", { last: 5, before: 0 }, [], false, true],
    ["after the start, to the end of a page", { last: 2, after: 97, before: 99 }, [98], true, true],
  ])(
    "%s",
    async (_, {
      after,
      before,
      ...size
    }: { after?: number; before?: number; first?: number; last?: number }, places, hasPrevious, hasNext) => {
      const at = (place: number | undefined) => (place === undefined ? null : (cursors[place] ?? ""));
      const { accounts } = await gateway
        .client()
        .request(AccountIdsDocument, { ...size, after: at(after), before: at(before) });
      expect(accounts.edges.map(({ cursor }) => cursors.indexOf(cursor))).toEqual(places);
      expect(accounts.pageInfo).toMatchObject({ hasPreviousPage: hasPrevious, hasNextPage: hasNext });
    },
  );
});

test("a larger world is imported completely too", async () => {
  const larger = await startGateway({ env: { SANDBOX_ACCOUNTS: "1000" } });
  try {
    const { accounts } = await larger.client().request(AccountsPageDocument, { first: 1, count: true });
    expect(accounts.totalCount).toBe(4000);
    expect(accounts.sources.map(({ outcome, complete }) => [outcome, complete])).toEqual(
      providers.map(() => ["OK", true]),
    );
  } finally {
    await larger.close();
  }
});
