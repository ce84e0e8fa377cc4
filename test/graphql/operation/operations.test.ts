import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operationId } from "../../../src/graphql/relay/node.ts";
import {
  type Asking,
  annasId,
  customerScopes,
  type MutationWorld,
  openMutationWorld,
  strangersId,
} from "../mutation/mutation-world.ts";

let world: MutationWorld;
/** Newest first. */
let annas: string[];
let all: string[];
let doubtful: string;
beforeAll(async () => {
  world = await openMutationWorld();
  const ids: string[] = [];
  for (const key of ["1", "2", "3", "4", "5"]) ids.push(await world.journalled({ key }));
  ids.push(await world.journalled({ key: "6", mutation: "closeAccount", state: "DISPATCHING", account: "1" }));
  annas = ids.map(operationId).reverse();
  doubtful = await world.journalled({ subject: "ben", key: "1", state: "IN_DOUBT", candidates: ["1", "2"] });
  const others = [doubtful, await world.journalled({ subject: "desk", mutation: "linkCustomer", provider: null })];
  all = [...others.map(operationId).reverse(), ...annas];
});
afterAll(() => world?.close());

const anna: Asking = { as: "anna", scopes: customerScopes };

interface Connection {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: Readonly<Record<string, unknown>>;
  readonly totalCount: number;
}

async function listed(args: string, asking: Asking = {}): Promise<Connection> {
  const page = "edges { cursor node { id } } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";
  const { data, errors } = await world.ask(`{ operations(${args}) { ${page} } }`, {}, asking);
  expect(errors).toEqual([]);
  return data.operations;
}
const idsOf = ({ edges }: Connection) => edges.map(({ node }) => node.id);
async function codeOf(query: string, asking: Asking = {}): Promise<string | undefined> {
  return (await world.ask(query, {}, asking)).errors[0]?.extensions.code;
}

describe("operations, page by page", () => {
  test.each([
    ["first", "after", "endCursor", "hasNextPage"],
    ["last", "before", "startCursor", "hasPreviousPage"],
  ] as const)("by %s and %s: every one once, then the end", async (size, bound, edge, goesOn) => {
    const pages: string[][] = [];
    let cursor = "";
    for (;;) {
      const page = await listed(`${size}: 3 ${cursor}`);
      pages.push(idsOf(page));
      expect(page.totalCount).toBe(8);
      if (page.pageInfo[goesOn] !== true) break;
      cursor = `${bound}: "${page.pageInfo[edge]}"`;
    }
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 2]);
    expect((size === "first" ? pages : pages.reverse()).flat()).toEqual(all);
  });

  test("each page knows what lies on both sides of it", async () => {
    const { edges } = await listed("first: 8");
    const middle = await listed(`first: 2, after: "${edges[2]?.cursor}"`);
    expect(middle.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(idsOf(middle)).toEqual(all.slice(3, 5));
    expect((await listed("first: 8")).pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  });

  test("a cursor is of one list, and of this gateway", async () => {
    const { edges } = await listed("first: 1");
    const args = `first: 1, state: IN_DOUBT, after: "${edges[0]?.cursor}"`;
    expect(await codeOf(`{ operations(${args}) { totalCount } }`)).toBe("CURSOR_MISMATCH");
    expect(await codeOf('{ operations(first: 1, after: "1") { totalCount } }')).toBe("INVALID_CURSOR");
    expect(await codeOf("{ operations { totalCount } }")).toBe("INVALID_PAGE_SIZE");
  });
});

describe("operations, some of them", () => {
  test("by state, provider, mutation and account", async () => {
    expect(idsOf(await listed("first: 9, state: IN_DOUBT"))).toEqual([operationId(doubtful)]);
    expect(idsOf(await listed("first: 9, state: IN_PROGRESS"))).toEqual([annas[0]]);
    expect(idsOf(await listed('first: 9, mutation: "linkCustomer"'))).toEqual([all[0]]);
    expect(idsOf(await listed('first: 9, provider: "p"'))).toEqual(all.slice(1));
    expect(idsOf(await listed(`first: 9, account: "${annasId}"`))).toEqual([annas[0]]);
    expect(await listed('first: 9, provider: "q"')).toMatchObject({ edges: [], totalCount: 0 });
  });

  test("by the key, whoever sent it; a customer among its own", async () => {
    const key = 'first: 9, idempotencyKey: "1"';
    expect(await listed(key).then((page) => [idsOf(page), page.totalCount])).toEqual([
      [operationId(doubtful), annas.at(-1)],
      2,
    ]);
    expect(idsOf(await listed(`${key}, state: SUCCEEDED, provider: "p", mutation: "createAccount"`))).toEqual([
      annas.at(-1),
    ]);
    expect(await listed(key, anna)).toMatchObject({ totalCount: 1, edges: [{ node: { id: annas.at(-1) } }] });
    expect(await listed('first: 9, idempotencyKey: "never sent"')).toMatchObject({ totalCount: 0, edges: [] });
    const { edges } = await listed('first: 1, idempotencyKey: "1"');
    expect(idsOf(await listed(`first: 1, idempotencyKey: "1", after: "${edges[0]?.cursor}"`))).toEqual([annas.at(-1)]);
  });

  test("what is misspelt does not look like nothing", async () => {
    expect(await codeOf('{ operations(first: 1, provider: "x") { totalCount } }')).toBe("UNKNOWN_PROVIDER");
    expect(await codeOf('{ operations(first: 1, mutation: "x") { totalCount } }')).toBe("BAD_USER_INPUT");
    expect(await codeOf('{ operations(first: 1, account: "x") { totalCount } }')).toBe("INVALID_ID");
    for (const key of ["", " ", "\\u0000", "two\\nlines", "x".repeat(256)])
      expect(await codeOf(`{ operations(first: 1, idempotencyKey: "${key}") { totalCount } }`)).toBe("BAD_USER_INPUT");
  });

  test("a customer sees its own, in lists and in counts", async () => {
    expect(await listed("first: 9", anna).then((page) => [idsOf(page), page.totalCount])).toEqual([annas, 6]);
    expect(await listed("first: 9, state: IN_DOUBT", anna)).toMatchObject({ edges: [], totalCount: 0 });
    expect(await listed(`first: 9, account: "${strangersId}"`, anna)).toMatchObject({ totalCount: 0 });
  });
});

describe("one operation", () => {
  const asked = (mutation: string, key: string, asking: Asking = {}) =>
    world.ask(
      "query ($mutation: String!, $key: String!) { operation(mutation: $mutation, idempotencyKey: $key) { id state replayed } }",
      { mutation, key },
      asking,
    );

  test("by the key of the caller, and nobody else's", async () => {
    expect((await asked("createAccount", "1", anna)).data.operation).toEqual({
      id: annas.at(-1),
      state: "SUCCEEDED",
      replayed: false,
    });
    const ben = { as: "ben", scopes: customerScopes };
    expect((await asked("createAccount", "1", ben)).data.operation).toMatchObject({ state: "IN_DOUBT" });
    expect((await asked("createAccount", "1")).data.operation).toBeNull();
    expect((await asked("closeAccount", "1", anna)).data.operation).toBeNull();
  });

  test("keys that are none, and mutations that are none", async () => {
    expect((await asked("createAccount", "\u0000", anna)).data.operation).toBeNull();
    expect((await asked("createAccount", "x".repeat(10_000), anna)).data.operation).toBeNull();
    expect((await asked("openAccount", "1", anna)).errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  });

  test("by its global id, for its caller and the back office", async () => {
    const node = async (id: string, asking: Asking = {}) =>
      (await world.ask("query ($id: ID!) { node(id: $id) { __typename id } }", { id }, asking)).data.node;
    expect(await node(annas[0] ?? "", anna)).toEqual({ __typename: "Operation", id: annas[0] });
    expect(await node(annas[0] ?? "")).toEqual({ __typename: "Operation", id: annas[0] });
    expect(await node(operationId(doubtful), anna)).toBeNull();
    expect(await node(operationId("00000000-0000-4000-8000-000000000000"))).toBeNull();
    expect(await codeOf(`{ node(id: "${operationId("not-a-uuid")}") { id } }`)).toBe("INVALID_ID");
    expect(await codeOf(`{ account(id: "${annas[0]}") { id } }`)).toBe("INVALID_ID");
  });

  test("without accounts:read nothing is told", async () => {
    const asking: Asking = { as: "anna", scopes: ["accounts:write"] };
    expect((await asked("createAccount", "1", asking)).errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    expect(await codeOf("{ operations(first: 1) { totalCount } }", asking)).toBe("FORBIDDEN");
  });
});

test("what people have to decide, with what it could be", async () => {
  await world.journalled({ subject: "carl", mutation: "closeAccount", state: "IN_DOUBT", misses: 2 });
  await world.journalled({ subject: "carl", state: "IN_DOUBT", misses: 2 });
  // Nothing is looked for any more: the account is known to be another operation's.
  await world.journalled({ subject: "carl", key: "2", state: "IN_DOUBT", misses: 2, candidates: ["1"] });
  const node = "needsDecision whatToDecide candidates { id }";
  const { data } = await world.ask(`{ operations(first: 4, state: IN_DOUBT) { edges { node { ${node} } } } }`);
  const [anothers, creation, change, several] = (data.operations as Connection).edges.map((edge) => edge.node);
  expect(anothers).toHaveProperty("whatToDecide", expect.stringContaining("came of another operation"));
  expect(creation).toMatchObject({ needsDecision: true, candidates: [] });
  expect(creation).toHaveProperty("whatToDecide", expect.stringContaining("No account that came of it"));
  expect(change).toHaveProperty("whatToDecide", expect.not.stringContaining("ADOPT"));
  expect(several).toMatchObject({ needsDecision: true, candidates: [{ id: annasId }, { id: strangersId }] });
  expect(several).toHaveProperty("whatToDecide", expect.stringContaining("ADOPT the one that did"));
});

test("what people have to decide shows while no provider can be asked", async () => {
  await world.journalled({ subject: "dora", key: "9", state: "IN_DOUBT", misses: 2, candidates: ["1", "99"] });
  const { data } = await world.ask(
    "{ operations(first: 1, state: IN_DOUBT) { edges { node { candidates { id } } } } }",
  );
  expect((data.operations as Connection).edges).toEqual([{ node: { candidates: [{ id: annasId }] } }]);
});

test("accounts that appear too late are for the back office alone, and only as accounts", async () => {
  const id = await world.journalled({ key: "late", state: "ABANDONED" });
  await world.appearedLate("1", id);
  const late = async (asking: Asking) =>
    (
      await world.ask(
        "query ($id: ID!) { node(id: $id) { ... on Operation { lateAccounts { id } } } }",
        { id: operationId(id) },
        asking,
      )
    ).data.node.lateAccounts;
  expect(await late({})).toEqual([{ id: annasId }]);
  // Even though it may see the account and the operation.
  expect(await late(anna)).toEqual([]);
});

test("the late accounts of a whole page cost one statement", async () => {
  for (const account of ["1", "2"]) {
    await world.appearedLate(account, await world.journalled({ subject: "eve", state: "ABANDONED" }));
  }
  for (let more = 0; more < 18; more++) await world.journalled({ subject: "eve", state: "ABANDONED" });
  const cost = async (fields: string) => {
    const before = world.journalStatements();
    const { data } = await world.ask(`{ operations(first: 20, state: ABANDONED) { edges { node { ${fields} } } } }`);
    return { nodes: data.operations.edges, statements: world.journalStatements() - before };
  };
  const plain = await cost("id");
  const { nodes, statements } = await cost("lateAccounts { id }");
  expect(nodes.map(({ node }: { node: { lateAccounts: object[] } }) => node.lateAccounts)).toEqual([
    ...Array.from({ length: 18 }, () => []),
    ...[[{ id: strangersId }], [{ id: annasId }]],
  ]);
  expect(statements).toBe(plain.statements + 1);
});

test("what was sent, for those who decide about it", async () => {
  const request = { method: "POST", path: "/accounts", body: '{"name":"Dora"}', key: "pk" };
  const id = await world.journalled({ subject: "dora", key: "sent", state: "IN_DOUBT", request });
  const sent = async (asking: Asking) =>
    (
      await world.ask(
        "query ($id: ID!) { node(id: $id) { ... on Operation { sent { method path body } } } }",
        { id: operationId(id) },
        asking,
      )
    ).data.node.sent;
  const { method, path, body } = request;
  expect(await sent({ scopes: ["accounts:read", "accounts:all", "operations:resolve"] })).toEqual({
    method,
    path,
    body,
  });
  expect(await sent({ scopes: ["accounts:read", "accounts:all"] })).toBeNull();
  expect(await sent({ as: "dora", scopes: ["accounts:read", "operations:resolve"] })).toBeNull();
});
