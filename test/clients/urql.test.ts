import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { getIntrospectionQuery, type IntrospectionQuery, parse } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AccountsPageDocument, type AccountsPageQuery } from "../../src/client/index.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { allByName, byName, grow } from "./growing-world.ts";

let gateway: Gateway;
let schema: IntrospectionQuery;
beforeAll(async () => {
  gateway = await startGateway();
  schema = await gateway.client().request<IntrospectionQuery>(parse(getIntrospectionQuery()));
});
afterAll(() => gateway?.close());

/** The types that have no id are parts of what they hang on. */
function parts(): Record<string, () => null> {
  const types = schema.__schema.types.filter(
    (type) => type.kind === "OBJECT" && !type.interfaces.some(({ name }) => name === "Node"),
  );
  return Object.fromEntries(types.map(({ name }) => [name, () => null]));
}

test("urql walks the pages of a list that grows, by relayPagination", async () => {
  const complaints: string[] = [];
  const client = new Client({
    url: gateway.url,
    preferGetMethod: false,
    fetchOptions: { headers: { authorization: `Bearer ${gateway.tokens.backoffice}` } },
    exchanges: [
      cacheExchange({
        schema,
        keys: parts(),
        resolvers: { Query: { accounts: relayPagination() } },
        logger: (severity, message) => severity !== "debug" && complaints.push(message),
      }),
      fetchExchange,
    ],
  });
  const before = await allByName(gateway);
  const behind: string[] = [];
  let after: string | null = null;
  let page: AccountsPageQuery["accounts"];
  for (let turn = 1; ; turn += 1) {
    const { data, error } = await client.query(AccountsPageDocument, { first: 10, after, ...byName });
    if (data === undefined) throw error;
    page = data.accounts;
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
    behind.push((await grow(gateway, turn)).behind);
  }
  const now = await allByName(gateway);
  expect(behind.length).toBeGreaterThan(5);
  expect(now).toHaveLength(before.length + 2 * behind.length);
  expect(page.edges.map(({ node }) => node.id)).toEqual(now.filter((id) => !behind.includes(id)));
  expect(complaints).toEqual([]);
});
