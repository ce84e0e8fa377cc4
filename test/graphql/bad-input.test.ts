import { toGlobalId } from "graphql-relay";
import { ClientError } from "graphql-request";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Gateway, startGateway } from "../support/gateway.ts";

let gateway: Gateway;
let someId: string;
let someCursor: string;
beforeAll(async () => {
  gateway = await startGateway();
  const { accounts } = await gateway
    .client()
    .request<{ accounts: { edges: { cursor: string; node: { id: string } }[] } }>(
      "{ accounts(first: 3) { edges { cursor node { id } } } }",
    );
  someId = accounts.edges[0]?.node.id ?? "";
  someCursor = accounts.edges[1]?.cursor ?? "";
});
afterAll(() => gateway?.close());

/** The HTTP status and the codes of the errors that a query is answered with. */
async function refusal(
  query: string,
  variables?: object,
): Promise<{ status: number; codes: unknown[]; messages: string[] }> {
  try {
    await gateway.client().request(query, variables);
    return { status: 200, codes: [], messages: [] };
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    const errors = error.response.errors ?? [];
    return {
      status: error.response.status,
      codes: errors.map(({ extensions }) => extensions?.code),
      messages: errors.map(({ message }) => message),
    };
  }
}

const page = (args: string) => `{ accounts(${args}) { edges { node { id } } } }`;

describe("U+0000, which no stored text has,", () => {
  test.each([
    page('first: 1, filter: { countries: ["\\u0000"] }'),
    page('first: 1, filter: { owners: [{ id: "a\\u0000" }] }'),
    page('first: 1, filter: { routingCodes: [{ scheme: "\\u0000", value: "1" }] }'),
    page('first: 1, filter: { availableBalance: { currency: "\\u0000" } }'),
    page('first: 1, filter: { customers: ["\\u0000"], labels: ["\\u0000"], products: ["\\u0000"] }'),
    '{ accountByClientAccountId(clientAccountId: "\\u0000") { id } }',
  ])("%s finds nothing", async (query) => {
    const answer = await gateway.client().request(query);
    expect([{ accounts: { edges: [] } }, { accountByClientAccountId: null }]).toContainEqual(answer);
  });
});

describe("page sizes", () => {
  test.each([
    "first: 0",
    "first: 101",
    "first: -1",
    "last: 0",
    "last: 101",
    "first: 1, last: 1",
    'after: ""',
    "first: null",
  ])("%s is refused with INVALID_PAGE_SIZE", async (args) => {
    expect((await refusal(page(args))).codes).toEqual(["INVALID_PAGE_SIZE"]);
  });

  test.each(["first: 1", "first: 100", "last: 1", "last: 100"])("%s is taken", async (args) => {
    expect((await refusal(page(args))).codes).toEqual([]);
  });
});

describe("ids", () => {
  const ofAccount = (id: string) => refusal("query ($id: ID!) { account(id: $id) { id } }", { id });

  test.each([
    ["empty", ""],
    ["not base64", "%%%"],
    ["of no type", Buffer.from("inventi:1").toString("base64")],
    ["of another type", toGlobalId("Provider", "inventi")],
    ["with a path in it", toGlobalId("Account", "inventi:../../secrets")],
    ["with only dots", toGlobalId("Account", "inventi:..")],
    ["without provider", toGlobalId("Account", ":1")],
    ["of another spelling", `${toGlobalId("Account", "inventi:1")}=`],
    ["too long", toGlobalId("Account", `inventi:${"1".repeat(1000)}`)],
  ])("%s are refused with INVALID_ID", async (_, id) => {
    expect((await ofAccount(id)).codes).toEqual(["INVALID_ID"]);
  });

  test("of another gateway's provider are null", async () => {
    const { account } = await gateway
      .client()
      .request<{ account: null }>(`{ account(id: "${toGlobalId("Account", "elsewhere:1")}") { id } }`);
    expect(account).toBeNull();
  });

  test("that no account has are null", async () => {
    const { account } = await gateway
      .client()
      .request<{ account: null }>(`{ account(id: "${toGlobalId("Account", "inventi:999999999")}") { id } }`);
    expect(account).toBeNull();
  });

  test("101 at once are refused", async () => {
    const ids = Array.from({ length: 101 }, () => someId);
    expect((await refusal("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids })).codes).toEqual([
      "BAD_USER_INPUT",
    ]);
  });

  test("one malformed id among others takes only its own place", async () => {
    const client = gateway.client();
    client.requestConfig.errorPolicy = "all";
    const { data, errors } = await client.rawRequest<{ nodes: unknown[] }>(
      "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
      {
        ids: [someId, "rubbish"],
      },
    );
    expect(data.nodes).toEqual([{ id: someId }, null]);
    expect(errors?.map(({ extensions, path }) => [extensions?.code, path])).toEqual([["INVALID_ID", ["nodes", 1]]]);
  });
});

describe("cursors", () => {
  const afterCursor = (cursor: string, rest = "") => refusal(page(`first: 1, after: "${cursor}"${rest}`));

  test("of the same list are taken", async () => {
    expect((await afterCursor(someCursor)).codes).toEqual([]);
  });

  test.each([
    ["rubbish", () => "rubbish"],
    ["empty", () => ""],
    ["tampered", () => someCursor.replace(/^./, (first) => (first === "A" ? "B" : "A"))],
    ["cut", () => someCursor.slice(0, -4)],
    ["of another spelling", () => `${someCursor}=`],
    ["huge", () => "A".repeat(5000)],
  ])("that are %s are refused with INVALID_CURSOR", async (_, cursor) => {
    expect((await afterCursor(cursor())).codes).toEqual(["INVALID_CURSOR"]);
  });

  test.each([
    ["ordering", ", orderBy: { field: CREATED_AT, direction: ASC }"],
    ["filter", ", filter: { statuses: [ACTIVE] }"],
  ])("of another %s are refused with CURSOR_MISMATCH", async (_, rest) => {
    expect((await afterCursor(someCursor, rest)).codes).toEqual(["CURSOR_MISMATCH"]);
  });

  test("tell nothing of what is in them", () => {
    const bytes = Buffer.from(someCursor, "base64url").toString("latin1");
    expect(bytes).not.toMatch(/CREATED|inventi|\d{13}/);
  });
});

describe("filters and arguments", () => {
  test("an unknown provider is named, with those that exist", async () => {
    const { codes, messages } = await refusal(page('first: 1, filter: { providers: ["inventy"] }'));
    expect(codes).toEqual(["UNKNOWN_PROVIDER"]);
    expect(messages[0]).toContain("inventi, if, paynetics, revsto");
  });

  test("a negative maxAge is refused", async () => {
    expect((await refusal(`{ account(id: "${someId}", maxAge: -1) { id } }`)).codes).toEqual(["BAD_USER_INPUT"]);
  });

  test.each([
    ["query ($order: AccountOrder) { accounts(first: 1, orderBy: $order) { totalCount } }", { order: null }],
    ['query ($id: ID = "x") { account(id: $id) { id } }', { id: null }],
  ])("null where none may be is told as the caller's mistake: %s", async (query, variables) => {
    expect((await refusal(query, variables)).codes).toEqual(["BAD_USER_INPUT"]);
    expect(gateway.log()).not.toContain("unexpected");
  });

  test("variables of the wrong type are a 400 with BAD_USER_INPUT", async () => {
    const answer = await refusal("query ($n: Int) { accounts(first: $n) { totalCount } }", { n: "many" });
    expect(answer).toMatchObject({ status: 400, codes: ["BAD_USER_INPUT"] });
  });
});

describe("documents", () => {
  test.each([
    ["of bad syntax", "{ accounts(", "GRAPHQL_PARSE_FAILED"],
    ["with unknown fields", "{ accounts(first: 1) { edges { node { nme } } } }", "GRAPHQL_VALIDATION_FAILED"],
    [
      "nested too deeply",
      `{ accounts(first: 1) { edges { node ${"{ mainAccount ".repeat(12)} { id } ${"}".repeat(12)} } } }`,
      "GRAPHQL_VALIDATION_FAILED",
    ],
    [
      "with too many aliases",
      `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: providers { name }`).join(" ")} }`,
      "GRAPHQL_VALIDATION_FAILED",
    ],
    ["with too many tokens", `{ ${"providers { name } ".repeat(700)} }`, "GRAPHQL_PARSE_FAILED"],
  ])("%s are a 400", async (_, document, code) => {
    expect(await refusal(document)).toMatchObject({ status: 400, codes: [code] });
  });

  test("with a misspelt field are not helped to the right one by their errors", async () => {
    const { messages } = await refusal("{ account(id: 1) { iba } }");
    expect(messages.join()).not.toContain("Did you mean");
  });
});
