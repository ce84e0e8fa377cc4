import "reflect-metadata";
import { ApolloClient, gql, InMemoryCache } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { subscriptionExchange, Client as UrqlClient } from "@urql/core";
import { firstValueFrom } from "rxjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accountId } from "../../src/graphql/relay/node.ts";
import { type FollowWorld, openFollowWorld } from "../http/follow-world.ts";
import { eventsDocument, socketClient } from "../support/follow.ts";

// Clients as frontends have them, following over WebSocket.
let world: FollowWorld;
let token: string;
beforeAll(async () => {
  world = await openFollowWorld();
  token = await world.token();
  await world.tell("0", { label: "the first" });
});
afterAll(() => world?.close());

async function eventCursor(): Promise<string> {
  const response = await fetch(world.url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: "{ eventCursor }" }),
  });
  return ((await response.json()) as { data: { eventCursor: string } }).data.eventCursor;
}

const told = (id: string) => ({
  accountEvents: { type: "ACCOUNT_APPEARED", account: { id: accountId({ provider: "p", id }) } },
});

test("Apollo Client by its GraphQLWsLink", async () => {
  const socket = socketClient(world.url, token);
  const apollo = new ApolloClient({ link: new GraphQLWsLink(socket), cache: new InMemoryCache() });
  const asked = { query: gql(eventsDocument), variables: { after: await eventCursor() } };
  const first = firstValueFrom(apollo.subscribe<Record<string, unknown>>(asked));
  await world.tell("apollo", { label: "a" });
  expect((await first).data).toMatchObject(told("apollo"));
  apollo.stop();
  await socket.dispose();
});

test("urql by its subscriptionExchange", async () => {
  const socket = socketClient(world.url, token);
  const urql = new UrqlClient({
    url: world.url,
    preferGetMethod: false,
    exchanges: [
      subscriptionExchange({
        forwardSubscription: ({ query = "", variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe({ query, variables: variables as Record<string, unknown> }, sink as never),
          }),
        }),
      }),
    ],
  });
  const first = Promise.withResolvers<unknown>();
  const { unsubscribe } = urql
    .subscription(eventsDocument, { after: await eventCursor() })
    .subscribe(({ data, error }) => (error ? first.reject(error) : first.resolve(data)));
  await world.tell("urql", { label: "a" });
  expect(await first.promise).toMatchObject(told("urql"));
  unsubscribe();
  await socket.dispose();
});

test("urql without WebSocket, by server-sent events", async () => {
  const { fetchExchange } = await import("@urql/core");
  const urql = new UrqlClient({
    url: world.url,
    preferGetMethod: false,
    exchanges: [fetchExchange],
    fetchSubscriptions: true,
    fetchOptions: { headers: { authorization: `Bearer ${token}` } },
  });
  const first = Promise.withResolvers<unknown>();
  const { unsubscribe } = urql
    .subscription(eventsDocument, { after: await eventCursor() })
    .subscribe(({ data, error }) => (error ? first.reject(error) : first.resolve(data)));
  await world.tell("urql-sse", { label: "a" });
  expect(await first.promise).toMatchObject(told("urql-sse"));
  unsubscribe();
});
