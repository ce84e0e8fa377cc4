import { readFileSync } from "node:fs";
import { buildSchema, isObjectType } from "graphql";
import { ClientError } from "graphql-request";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxCustomer } from "../../src/auth/sandbox-tokens.ts";
import {
  AccountDocument,
  AccountRawDocument,
  AccountsPageDocument,
  type AccountsPageQuery,
  NodeDocument,
  NodesDocument,
} from "../../src/client/index.ts";
import { createCustomerLinks } from "../../src/customers/customer-links.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { OwnersDocument } from "../generated/documents.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

const secret = "the secret of the access tests' gateway";

/** Linked to a single account of the client who is linked to the sandbox's customer. */
const oneAccount = { provider: "if", accountId: "a0000000-0000-4000-8000-000000000001" };

let database: TestDatabase;
let gateway: Gateway;
let everything: Awaited<ReturnType<typeof allOf>>;
beforeAll(async () => {
  database = await createTestDatabase();
  const opened = await openDatabase(database.url, { now: Date.now });
  await createCustomerLinks(opened).link("eve", null, [oneAccount]);
  await opened.close();
  gateway = await startGateway({ env: { AUTH_SECRET: secret }, database });
  everything = await allOf(gateway.tokens.backoffice);
});
afterAll(async () => {
  await gateway?.close();
  await database?.drop();
});

function signed(scope: string, by: string, subject = "mallory"): Promise<string> {
  return new SignJWT({ scope })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(subject)
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(by));
}

async function allOf(token: string) {
  const client = gateway.client(token);
  const nodes: AccountsPageQuery["accounts"]["edges"][number]["node"][] = [];
  let after: string | null = null;
  for (;;) {
    const { accounts }: AccountsPageQuery = await client.request(AccountsPageDocument, {
      first: 100,
      after,
      count: true,
    });
    nodes.push(...accounts.edges.map(({ node }) => node));
    if (!accounts.pageInfo.hasNextPage) return { nodes, totalCount: accounts.totalCount };
    after = accounts.pageInfo.endCursor ?? null;
  }
}

async function codeOf(request: Promise<unknown>): Promise<{ status: number; code: unknown } | null> {
  try {
    await request;
    return null;
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    return { status: error.response.status, code: error.response.errors?.[0]?.extensions?.code };
  }
}

describe("tokens", () => {
  const ask = (token: string | null) => codeOf(gateway.client(token).request(AccountsPageDocument, { first: 1 }));
  const unauthenticated = { status: 401, code: "UNAUTHENTICATED" };

  test.each([
    ["none", () => null],
    ["rubbish", () => "rubbish"],
    ["cut short", () => gateway.tokens.backoffice.slice(0, -3)],
    [
      "signed by somebody else",
      () => signed("accounts:read accounts:all", "not the gateway's secret, but long enough"),
    ],
    [
      "unsigned",
      () => `${Buffer.from('{"alg":"none"}').toString("base64url")}.${gateway.tokens.backoffice.split(".")[1]}.`,
    ],
  ])("%s are refused", async (_, token) => {
    expect(await ask(await token())).toEqual(unauthenticated);
  });

  test("are never repeated in answers or logs", async () => {
    const answer = await fetch(gateway.url, {
      method: "POST",
      headers: { authorization: "Bearer secret-looking-token" },
    });
    expect(await answer.text()).not.toContain("secret-looking");
    expect(gateway.log()).not.toContain("secret-looking");
  });
});

describe("scopes", () => {
  const id = Buffer.from("Account:inventi:1").toString("base64");
  const rootFields = [
    ["account", `{ account(id: "${id}") { id } }`],
    ["accountByClientAccountId", `{ accountByClientAccountId(clientAccountId: "acc_001") { id } }`],
    ["accountEvents", "{ accountEvents(first: 1) { edges { cursor } } }"],
    ["accounts", "{ accounts(first: 1) { totalCount } }"],
    ["accountsByIban", `{ accountsByIban(iban: "DK6189000021685625") { id } }`],
    ["eventCursor", "{ eventCursor }"],
    ["node", `{ node(id: "${id}") { id } }`],
    ["nodes", `{ nodes(ids: ["${id}"]) { id } }`],
    ["operation", '{ operation(mutation: "createAccount", idempotencyKey: "1") { id } }'],
    ["operations", "{ operations(first: 1) { totalCount } }"],
    ["providers", "{ providers { name } }"],
    ["webhookDeliveries", "{ webhookDeliveries(first: 1) { totalCount } }"],
  ] as const;

  test.each(rootFields)("%s needs accounts:read", async (field, query) => {
    const token = await signed("accounts:all accounts:write accounts:raw audit:read", secret);
    expect(await codeOf(gateway.client(token).request(query))).toEqual({ status: 200, code: "FORBIDDEN" });
    const reader = gateway.client(await signed("accounts:read accounts:all", secret));
    expect(await reader.request(query)).toHaveProperty(field);
  });

  test("were looked at for every root field", () => {
    const { Query } = buildSchema(readFileSync("schema.graphql", "utf8")).getTypeMap();
    if (!isObjectType(Query)) throw new Error("There is no type Query.");
    // The log has a scope of its own, and tests of its own.
    const others = Object.keys(Query.getFields()).filter((field) => field !== "auditLog");
    expect(rootFields.map(([field]) => field)).toEqual(others.toSorted());
  });

  test("raw needs accounts:raw, and takes only that field away", async () => {
    const id = everything.nodes[0]?.id ?? "";
    const { account } = await gateway.client().request(AccountRawDocument, { id });
    expect(account?.raw).toBeTypeOf("object");
    expect(await codeOf(gateway.client(gateway.tokens.readonly).request(AccountRawDocument, { id }))).toEqual({
      status: 200,
      code: "FORBIDDEN",
    });
  });
});

describe("a customer", () => {
  test("sees only what is linked to it, in lists and in counts", async () => {
    const own = await allOf(gateway.tokens.customer);
    expect(own.nodes.length).toBeGreaterThanOrEqual(4);
    expect(own.nodes.length).toBeLessThan(everything.nodes.length / 2);
    expect(own.totalCount).toBe(own.nodes.length);
    expect(new Set(own.nodes.map(({ provider }) => provider.name)).size).toBe(4);
    for (const name of ["inventi", "if", "paynetics", "revsto"]) {
      const { customer } = await customerOf(name);
      for (const { owner, providerAccountId } of own.nodes.filter(({ provider }) => provider.name === name)) {
        const linked =
          customer.accounts.includes(providerAccountId) ||
          customer.owners.some(({ id }) => [owner?.id, owner?.secondaryId].includes(id));
        expect(linked).toBe(true);
      }
    }
  });

  test("gets null for every account of others, whichever way it asks", async () => {
    const client = gateway.client(gateway.tokens.customer);
    const own = new Set((await allOf(gateway.tokens.customer)).nodes.map(({ id }) => id));
    const others = everything.nodes.map(({ id }) => id).filter((id) => !own.has(id));
    const { nodes } = await client.request(NodesDocument, { ids: others.slice(0, 100) });
    expect(nodes.every((node) => node === null)).toBe(true);
    const [id = ""] = others;
    expect((await client.request(NodeDocument, { id })).node).toBeNull();
    for (const maxAge of [null, 0, 5])
      expect((await client.request(AccountDocument, { id, maxAge })).account).toBeNull();
  });

  test("sees an owner's record only when the owner is its own, not when one account of it is", async () => {
    const client = async (subject: string) => gateway.client(await signed("accounts:read", secret, subject));
    const seenBy = async (subject: string) => {
      const { accounts } = await (await client(subject)).request(OwnersDocument, {
        first: 100,
        filter: { providers: ["if"] },
      });
      return accounts.edges.map(({ node }) => node.owner);
    };
    const askedFor = async () =>
      (await gateway.simulator("if").ledger()).requests.filter(({ path }) => path.includes("/clients/")).length;
    const before = await askedFor();
    const [owner, ...others] = await seenBy("eve");
    expect([owner?.details, others]).toEqual([null, []]);
    expect(await askedFor()).toBe(before);
    const own = await seenBy(sandboxCustomer);
    expect(own.find((one) => one?.id === owner?.id)?.details?.identity).not.toEqual([]);
  });

  test("cannot make the gateway ask providers for accounts of others", async () => {
    const before = (await gateway.simulator("inventi").ledger()).requests.length;
    const id = Buffer.from("Account:inventi:987654").toString("base64");
    expect(
      (await gateway.client(gateway.tokens.customer).request(AccountDocument, { id, maxAge: 0 })).account,
    ).toBeNull();
    expect((await gateway.simulator("inventi").ledger()).requests.length).toBe(before);
  });
});

async function customerOf(name: string) {
  const { simulators } = (await (await fetch(new URL("/sandbox", gateway.origin))).json()) as {
    simulators: { name: string; customer: { owners: { id: string }[]; accounts: string[] } }[];
  };
  const found = simulators.find((simulator) => simulator.name === name);
  if (found === undefined) throw new Error(`There is no simulator ${name}.`);
  return found;
}
