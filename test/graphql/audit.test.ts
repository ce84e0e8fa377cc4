import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sandboxCustomer } from "../../src/auth/sandbox-tokens.ts";
import {
  AccountDocument,
  AuditedAccountsDocument,
  AuditLogDocument,
  type AuditLogQuery,
  type AuditLogQueryVariables,
  FindDocument,
} from "../generated/documents.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

const secret = "a secret of thirty-two characters, or more";
const sign = (subject: string, scopes: readonly string[]) =>
  new SignJWT({ scope: scopes.join(" ") })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(subject)
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(secret));

let gateway: Gateway;
let id: string;
let providerAccountId: string;
let begun: string;
beforeAll(async () => {
  begun = new Date().toISOString();
  gateway = await startGateway({ env: { AUTH_SECRET: secret } });
  const asked = { first: 1, filter: { providers: ["revsto"], statuses: ["ACTIVE" as const] } };
  const { accounts } = await gateway.client().request(FindDocument, asked);
  const [edge] = accounts.edges;
  if (edge === undefined) throw new Error("no account");
  ({ id, providerAccountId } = edge.node);
  for (const status of ["SUSPENDED", "OPENED"]) {
    await gateway.simulator("revsto").admin({ action: "setStatus", id: providerAccountId, status });
    await gateway.client().request(AccountDocument, { id, maxAge: 0 });
  }
});
afterAll(() => gateway?.close());

async function auditLog(asked: AuditLogQueryVariables, token?: string): Promise<AuditLogQuery["auditLog"]> {
  return (await gateway.client(token).request(AuditLogDocument, asked)).auditLog;
}
const kindsOf = ({ edges }: AuditLogQuery["auditLog"]) => edges.map(({ node }) => node.kind);

test("tells everything about an account, the newest first", async () => {
  const { edges } = await auditLog({ first: 10, filter: { account: id } });
  const told = edges.map(({ node }) => [node.kind, node.actor?.system, node.changes?.[0] ?? null]);
  expect(told.filter(([kind]) => kind !== "DETAILS_CHANGED")).toEqual([
    ["STATUS_CHANGED", "READ", { field: "status", before: "SUSPENDED", after: "ACTIVE" }],
    ["STATUS_CHANGED", "READ", { field: "status", before: "ACTIVE", after: "SUSPENDED" }],
    ["ACCOUNT_REGISTERED", "SWEEP", null],
  ]);
  expect(edges[0]?.node).toMatchObject({ provider: "revsto", providerAccountId, operationId: null, erasedAt: null });
});

test("filters by kind, provider, time, subject and operation", async () => {
  const changed = await auditLog({ first: 100, filter: { kinds: ["STATUS_CHANGED"], provider: "revsto" } });
  expect(kindsOf(changed)).toEqual(["STATUS_CHANGED", "STATUS_CHANGED"]);
  const [newest, oldest] = changed.edges.map(({ node }) => node.at);
  const filter = { kinds: ["STATUS_CHANGED" as const] };
  expect((await auditLog({ first: 9, filter: { ...filter, from: newest } })).edges).toHaveLength(1);
  expect((await auditLog({ first: 9, filter: { ...filter, from: oldest, to: newest } })).edges).toHaveLength(1);
  expect((await auditLog({ first: 9, filter: { to: begun } })).edges).toEqual([]);
  expect((await auditLog({ first: 9, filter: { kinds: [] } })).edges).toEqual([]);
  expect((await auditLog({ first: 9, filter: { subject: "nobody" } })).edges).toEqual([]);
  expect((await auditLog({ first: 9, filter: { operationId: randomUUID() } })).edges).toEqual([]);
});

test("has pages in both directions that together are the whole", async () => {
  const filter = { provider: "revsto" };
  const whole = await auditLog({ first: 100, filter });
  const forward: string[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const page = await auditLog({ first: 9, after, filter });
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    forward.push(...page.edges.map(({ cursor }) => cursor));
    [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
  }
  expect(forward).toEqual(whole.edges.map(({ cursor }) => cursor));
  const backward: string[] = [];
  for (let before: string | null = null, more = true; more; ) {
    const page = await auditLog({ last: 9, before, filter });
    backward.unshift(...page.edges.map(({ cursor }) => cursor));
    [before, more] = [page.pageInfo.startCursor, page.pageInfo.hasPreviousPage];
  }
  expect(backward).toEqual(forward);
});

test.each([
  ["an upside-down time", { from: "2025-01-02T00:00:00Z", to: "2025-01-01T00:00:00Z" }, "BAD_USER_INPUT"],
  ["a text without end", { subject: "x".repeat(257) }, "BAD_USER_INPUT"],
  ["no global id", { account: "17" }, "INVALID_ID"],
  ["no operation", { operationId: "none" }, "INVALID_ID"],
])("refuses %s", async (_, filter, code) => {
  await expect(auditLog({ first: 1, filter })).rejects.toThrow(code);
});

test("a cursor of another list is refused", async () => {
  const { accounts } = await gateway.client().request(FindDocument, { first: 1 });
  await expect(auditLog({ first: 1, after: accounts.edges[0]?.cursor ?? "" })).rejects.toThrow("CURSOR_MISMATCH");
});

test("is for holders of audit:read only: customers, and whoever may only read accounts, are refused", async () => {
  await expect(auditLog({ first: 1 }, gateway.tokens.customer)).rejects.toThrow("audit:read");
  await expect(auditLog({ first: 1 }, gateway.tokens.readonly)).rejects.toThrow("audit:read");
});

test("the accounts of entries are read as their reader may see them", async () => {
  const { auditLog: seen } = await gateway.client().request(AuditedAccountsDocument, { first: 100 });
  expect(seen.edges.every(({ node }) => (node.providerAccountId === null) === (node.account === null))).toBe(true);
  // Somebody who may read the log, and otherwise is a customer.
  const narrow = await sign(sandboxCustomer, ["audit:read", "accounts:read"]);
  const { auditLog: narrowed } = await gateway.client(narrow).request(AuditedAccountsDocument, { first: 100 });
  expect(narrowed.edges).toHaveLength(seen.edges.length);
  const visible = narrowed.edges.filter(({ node }) => node.account !== null).length;
  expect(visible).toBeGreaterThan(0);
  expect(visible).toBeLessThan(seen.edges.length);
  const blind = await sign("auditor", ["audit:read"]);
  await expect(gateway.client(blind).request(AuditedAccountsDocument, { first: 1 })).rejects.toThrow("accounts:read");
});
