import { type Client, createClient, type ExecutionResult } from "graphql-ws";
import WebSocket from "ws";

export const statusDocument = `
  subscription Follow($after: String, $filter: AccountEventFilter) {
    accountStatusChanged(after: $after, filter: $filter) {
      cursor previousStatus newStatus cause occurredAt recordedAt
      account { id status provider { name } }
    }
  }
`;

export const eventsDocument = `
  subscription Follow($after: String, $filter: AccountEventFilter) {
    accountEvents(after: $after, filter: $filter) { cursor type newStatus account { id } }
  }
`;

/** A WebSocket client of a gateway, as its users have them. */
export function socketClient(url: string, token: string | (() => string), options: object = {}): Client {
  return createClient({
    url: url.replace(/^http/, "ws"),
    webSocketImpl: WebSocket,
    connectionParams: () => ({ authorization: `Bearer ${typeof token === "string" ? token : token()}` }),
    retryAttempts: 0,
    ...options,
  });
}

/** What a subscription is answered with, one after the other. */
export async function* results<Data = Record<string, unknown>>(
  client: Client,
  query: string,
  variables: Record<string, unknown> = {},
): AsyncGenerator<ExecutionResult<Data>> {
  yield* client.iterate<Data>({ query, variables }) as AsyncGenerator<ExecutionResult<Data>>;
}

/** The next results of an iterator. */
export async function takeResults<Item>(items: AsyncIterator<Item>, count: number): Promise<Item[]> {
  const taken: Item[] = [];
  while (taken.length < count) {
    const { done, value } = await items.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}
