import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type AccountsPageQuery,
  createGatewayClient,
  type GatewayClient,
  type GatewayError,
  HistoryDocument,
} from "../../src/client/index.ts";
import { AccountsWithBalancesDocument } from "../generated/documents.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

let server: Gateway;
let gateway: GatewayClient;
/** The ids of all accounts, the newest first. */
let whole: string[];
/** How many requests were sent, and how many are under way. */
let sent: number;
let open: number;
/** What happens instead of the next requests. */
let intercept: ((count: number, page: unknown) => Response | null)[];
/** The request that is never answered. */
let stalled: number | null;
beforeAll(async () => {
  server = await startGateway();
  const counting: typeof fetch = async (input, init) => {
    sent += 1;
    open += 1;
    try {
      const response = await (sent === stalled ? untilAborted(init?.signal) : fetch(input, init));
      const text = await response.text();
      const instead = intercept[0]?.(sent, JSON.parse(text));
      return instead ?? new Response(text, response);
    } finally {
      open -= 1;
    }
  };
  gateway = createGatewayClient({ url: server.url, token: server.tokens.backoffice, fetch: counting });
  forget();
  whole = await ids(gateway.accounts());
});
const forget = () => {
  [sent, open, intercept, stalled] = [0, 0, [], null];
};
beforeEach(forget);
afterAll(() => server?.close());

async function all<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const met: Row[] = [];
  for await (const row of rows) met.push(row);
  return met;
}

function untilAborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
}

const ids = async (rows: AsyncIterable<{ readonly id: string }>) => (await all(rows)).map(({ id }) => id);
const idle = async () => {
  while (open > 0) await new Promise((resolve) => setTimeout(resolve, 1));
};

describe("a walk through the accounts", () => {
  test("meets each account of the simulators once, in the order asked for", async () => {
    const accounts = await all(gateway.accounts({ pageSize: 7, orderBy: { field: "HOLDER_NAME", direction: "ASC" } }));
    const { data } = await gateway.accountsPage({ first: 1, count: true });
    expect(new Set(accounts.map(({ id }) => id)).size).toBe(data?.accounts.totalCount);
    const unknown = accounts.findIndex(({ holder }) => holder.name !== null);
    expect(accounts.slice(unknown).every(({ holder }) => holder.name !== null)).toBe(true);
  });

  test("takes filters and searches", async () => {
    for await (const { provider } of gateway.accounts({ filter: { providers: ["if"] }, search: "e", pageSize: 3 })) {
      expect(provider.name).toBe("if");
    }
    expect(sent).toBeGreaterThan(1);
    expect(await ids(gateway.accounts({ filter: { providers: [] } }))).toEqual([]);
  });

  test("is one page ahead of its reader and no more", async () => {
    const rows = gateway.accounts({ pageSize: 5 });
    expect(sent).toBe(0);
    await rows.next();
    await idle();
    expect(sent).toBe(2);
    for (let row = 2; row <= 5; row += 1) await rows.next();
    await idle();
    expect(sent).toBe(2);
    await rows.next();
    await idle();
    expect(sent).toBe(3);
    await rows.return();
  });

  test("ends what is under way when its reader stops", async () => {
    stalled = 2;
    for await (const _ of gateway.accounts({ pageSize: 5 })) break;
    // The page ahead would never have been answered.
    await idle();
    expect(sent).toBe(2);
  });

  test("hands a row that moved out once, and goes on behind any cursor", async () => {
    const { data } = await gateway.accountsPage({ first: 10 });
    const after = data?.accounts.pageInfo.endCursor ?? null;
    expect(await ids(gateway.accounts({ pageSize: 50, after }))).toEqual(whole.slice(10));
    // The second page brings the rows of the first again, as if all of them had moved behind it.
    const moved = data?.accounts.edges ?? [];
    intercept = [(count, page) => (count === 4 ? withRows(page as { data: AccountsPageQuery }, moved) : null)];
    sent = 2;
    expect(await ids(gateway.accounts({ pageSize: 10 }))).toEqual(whole);
  });

  test("does not go round in a list that stands still", async () => {
    const { data } = await gateway.accountsPage({ first: 2 });
    intercept = [() => new Response(JSON.stringify({ data }), { headers })];
    expect(await ids(gateway.accounts({ pageSize: 2 }))).toHaveLength(2);
    expect(sent).toBe(3);
  });
});

function withRows({ data }: { data: AccountsPageQuery }, moved: AccountsPageQuery["accounts"]["edges"]): Response {
  const accounts = { ...data.accounts, edges: [...moved, ...data.accounts.edges] };
  return new Response(JSON.stringify({ data: { accounts } }), { headers });
}

const headers = { "content-type": "application/json" };

test("any other list can be walked through", async () => {
  const { value: account } = await gateway.accounts({ filter: { providers: ["revsto"], statuses: ["ACTIVE"] } }).next();
  if (!account) throw new Error("no account");
  for (const status of ["SUSPENDED", "OPENED", "SUSPENDED"]) {
    await server.simulator("revsto").admin({ action: "setStatus", id: account.providerAccountId, status });
    await gateway.account({ id: account.id, maxAge: 0 });
  }
  const events = gateway.walk(HistoryDocument, { id: account.id }, (data) => data.account?.history, { pageSize: 1 });
  const told = (await all(events)).map(({ newStatus }) => newStatus);
  expect(told).toEqual(["SUSPENDED", "ACTIVE", "SUSPENDED", "ACTIVE"]);
  const nobody = Buffer.from("Account:revsto:1").toString("base64");
  expect(await all(gateway.walk(HistoryDocument, { id: nobody }, (data) => data.account?.history))).toEqual([]);
});

describe("a walk that fails", () => {
  test("hands out what came before, then throws, and can be taken up again", async () => {
    intercept = [(count) => (count === 3 ? new Response("<html>", { status: 503 }) : null)];
    const met: string[] = [];
    const error = await (async () => {
      for await (const { id } of gateway.accounts({ pageSize: 10 })) met.push(id);
    })().catch((thrown: unknown) => thrown as { after: string });
    expect(error).toMatchObject({ name: "GatewayClientError", code: "HTTP_ERROR", retryable: true });
    expect(met).toEqual(whole.slice(0, 20));
    expect(await ids(gateway.accounts({ after: (error as { after: string }).after }))).toEqual(whole.slice(20));
  });

  test("throws when its signal is aborted, also in the middle of a page", async () => {
    const controller = new AbortController();
    const met: string[] = [];
    const walk = (async () => {
      for await (const { id } of gateway.accounts({ pageSize: 10, signal: controller.signal })) {
        met.push(id);
        if (met.length === 13) controller.abort();
      }
    })();
    await expect(walk).rejects.toMatchObject({ code: "ABORTED", after: expect.any(String) });
    expect(met).toHaveLength(13);
    await idle();
    const late = gateway.accounts({ signal: controller.signal }).next();
    await expect(late).rejects.toMatchObject({ code: "ABORTED", after: null });
  });

  test("beside a page: the page comes first; who takes the errors gets the rest too", async () => {
    await server.simulator("revsto").fault({ kind: "500" });
    const walk = (onErrors?: (errors: readonly GatewayError[]) => void) =>
      gateway.walk(
        AccountsWithBalancesDocument,
        { filter: { providers: ["revsto", "inventi"] }, maxAge: 0 },
        ({ accounts }) => accounts,
        { pageSize: 60, ...(onErrors === undefined ? {} : { onErrors }) },
      );
    const taken: GatewayError[] = [];
    expect(await ids(walk((errors) => taken.push(...errors)))).toHaveLength(80);
    expect(taken.every(({ provider, path }) => provider === "revsto" && path?.at(-1) === "balances")).toBe(true);
    expect(taken.length).toBeGreaterThan(0);
    const met: string[] = [];
    const strict = (async () => {
      for await (const { id } of walk()) met.push(id);
    })();
    await expect(strict).rejects.toMatchObject({ retryable: true, errors: { length: expect.any(Number) } });
    expect(met).toHaveLength(60);
    await server.simulator("revsto").clearFaults();
  });
});
