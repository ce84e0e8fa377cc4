import { afterAll, beforeAll, expect, test } from "vitest";
import { AccountDocument, HistoryDocument, type HistoryQuery } from "../../src/client/index.ts";
import { EventCursorOfListDocument, FindDocument } from "../generated/documents.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

let gateway: Gateway;
let id: string;
let providerAccountId: string;
beforeAll(async () => {
  gateway = await startGateway();
  const asked = { first: 1, filter: { providers: ["revsto"], statuses: ["ACTIVE" as const] } };
  const { accounts } = await gateway.client().request(FindDocument, asked);
  const [edge] = accounts.edges;
  if (edge === undefined) throw new Error("no account");
  ({ id, providerAccountId } = edge.node);
});
afterAll(() => gateway?.close());

type History = NonNullable<HistoryQuery["account"]>["history"];

async function history(
  asked: { first?: number; after?: string | null; last?: number; before?: string | null },
  token?: string,
) {
  const { account, eventCursor } = await gateway.client(token).request(HistoryDocument, { id, ...asked });
  return { history: account?.history as History, eventCursor };
}

/** Changes the account at its provider and asks for it, so that the gateway learns of it. */
async function become(status: string): Promise<void> {
  await gateway.simulator("revsto").admin({ action: "setStatus", id: providerAccountId, status });
  await gateway.client().request(AccountDocument, { id, maxAge: 0 });
}

test("a history tells what was seen, the newest first, on pages in both directions", async () => {
  const before = await history({ first: 100 });
  expect(before.history.edges.map(({ node }) => node.type)).toEqual(["ACCOUNT_APPEARED"]);
  for (const status of ["SUSPENDED", "OPENED", "SUSPENDED"]) await become(status);

  const { history: whole, eventCursor } = await history({ first: 100 });
  const told = whole.edges.map(({ node }) => [node.type, node.previousStatus, node.newStatus, node.cause]);
  expect(told).toEqual([
    ["STATUS_CHANGED", "ACTIVE", "SUSPENDED", "READ"],
    ["STATUS_CHANGED", "SUSPENDED", "ACTIVE", "READ"],
    ["STATUS_CHANGED", "ACTIVE", "SUSPENDED", "READ"],
    ["ACCOUNT_APPEARED", null, "ACTIVE", "SWEEP"],
  ]);
  expect(whole.edges[0]?.node).toMatchObject({
    cursor: eventCursor,
    account: { id },
    changes: [
      { field: "status", before: "ACTIVE", after: "SUSPENDED" },
      { field: "providerStatus", before: "OPENED", after: "SUSPENDED" },
    ],
  });

  const forward: string[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const { history: page } = await history({ first: 1, after });
    forward.push(...page.edges.map(({ cursor }) => cursor));
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
  }
  expect(forward).toEqual(whole.edges.map(({ cursor }) => cursor));
  const backward: string[] = [];
  for (let before: string | null = null, more = true; more; ) {
    const { history: page } = await history({ last: 3, before });
    backward.unshift(...page.edges.map(({ cursor }) => cursor));
    [before, more] = [page.pageInfo.startCursor, page.pageInfo.hasPreviousPage];
  }
  expect(backward).toEqual(forward);
});

test("what happened after a list was read comes after its event cursor", async () => {
  const { accounts } = await gateway.client().request(EventCursorOfListDocument);
  expect(accounts.eventCursor).toBe((await history({ first: 1 })).eventCursor);
  await become("OPENED");
  await become("SUSPENDED");
  const { history: since } = await history({ first: 100, before: accounts.eventCursor });
  expect(since.edges.map(({ node }) => node.newStatus)).toEqual(["SUSPENDED", "ACTIVE"]);
});

test("a list's own cursor is no place in a history", async () => {
  const { accounts } = await gateway.client().request(FindDocument, { first: 1 });
  await expect(history({ first: 1, after: accounts.edges[0]?.cursor ?? "" })).rejects.toThrow("CURSOR_MISMATCH");
});

test("reading again and again what has not changed adds nothing", async () => {
  const { eventCursor } = await history({ first: 1 });
  const { accounts } = await gateway.client().request(FindDocument, { first: 20 });
  for (const { node } of accounts.edges) await gateway.client().request(AccountDocument, { id: node.id, maxAge: 0 });
  expect((await history({ first: 1 })).eventCursor).toBe(eventCursor);
});
