import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { getIntrospectionQuery, type IntrospectionQuery, parse } from "graphql";
import { filter, firstValueFrom } from "rxjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AccountDocument, AccountsPageDocument, type AccountsPageQuery } from "../../src/client/index.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { allByName, byName, grow } from "./growing-world.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

function apolloClient() {
  return new ApolloClient({
    link: new HttpLink({ uri: gateway.url, headers: { authorization: `Bearer ${gateway.tokens.backoffice}` } }),
    cache: new InMemoryCache({
      typePolicies: { Query: { fields: { accounts: relayStylePagination(["filter", "search", "orderBy"]) } } },
    }),
  });
}

test("Apollo Client walks the pages of a list that grows, by relayStylePagination", async () => {
  const before = await allByName(gateway);
  const apollo = apolloClient();
  const asked = { query: AccountsPageDocument, variables: { first: 10, ...byName } };
  const list = apollo.watchQuery(asked);
  const watching = list.subscribe({});
  const first = await firstValueFrom(list.pipe(filter(({ dataState }) => dataState === "complete")));
  let page = first.data as AccountsPageQuery | undefined;
  const behind: string[] = [];
  while (page?.accounts.pageInfo.hasNextPage) {
    behind.push((await grow(gateway)).behind);
    ({ data: page } = await list.fetchMore({ variables: { after: page.accounts.pageInfo.endCursor } }));
  }
  watching.unsubscribe();
  const met = apollo.readQuery(asked)?.accounts.edges.map(({ node }) => node.id);
  const after = await allByName(gateway);
  expect(behind.length).toBeGreaterThan(5);
  expect(after).toHaveLength(before.length + 2 * behind.length);
  // All that was there from the beginning, and all that came where the walk had not been yet, once and in order.
  expect(met).toEqual(after.filter((id) => !behind.includes(id)));
});

test("an account is one entry of its cache, whichever way it was read", async () => {
  const apollo = apolloClient();
  const { data: list } = await apollo.query({ query: AccountsPageDocument, variables: { first: 1 } });
  const id = list?.accounts.edges[0]?.node.id ?? "";
  const { data } = await apollo.query({ query: AccountDocument, variables: { id, maxAge: 0 } });
  expect(Object.keys(apollo.cache.extract() as object).filter((key) => key.startsWith("Account:"))).toEqual([
    `Account:${id}`,
  ]);
  const again = await apollo.query({ query: AccountsPageDocument, variables: { first: 1 }, fetchPolicy: "cache-only" });
  expect(again.data?.accounts.edges[0]?.node.asOf).toBe(data?.account?.asOf);
});

/** The types that have no id are parts of what they hang on. */
function parts(schema: IntrospectionQuery): Record<string, () => null> {
  const types = schema.__schema.types.filter(
    (type) => type.kind === "OBJECT" && !type.interfaces.some(({ name }) => name === "Node"),
  );
  return Object.fromEntries(types.map(({ name }) => [name, () => null]));
}

test("urql walks the pages of a list that grows, by relayPagination", async () => {
  const schema = await gateway.client().request<IntrospectionQuery>(parse(getIntrospectionQuery()));
  const complaints: string[] = [];
  const client = new Client({
    url: gateway.url,
    preferGetMethod: false,
    fetchOptions: { headers: { authorization: `Bearer ${gateway.tokens.backoffice}` } },
    exchanges: [
      cacheExchange({
        schema,
        keys: parts(schema),
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
  for (;;) {
    const { data, error } = await client.query(AccountsPageDocument, { first: 10, after, ...byName });
    if (data === undefined) throw error;
    page = data.accounts;
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
    behind.push((await grow(gateway)).behind);
  }
  const now = await allByName(gateway);
  expect(behind.length).toBeGreaterThan(5);
  expect(now).toHaveLength(before.length + 2 * behind.length);
  expect(page.edges.map(({ node }) => node.id)).toEqual(now.filter((id) => !behind.includes(id)));
  expect(complaints).toEqual([]);
});
