import type { FetcherParams } from "@graphiql/toolkit";
import type { ExecutionResult } from "graphql";
import { createClient } from "graphql-ws/client";

/** As it came over the wire; the page writes it down as JSON. */
type Answer = ExecutionResult<Record<string, unknown>, Record<string, unknown>>;

/** So many are kept on the page, the newest first. */
const mostShown = 100;

/** A subscription over WebSocket; each answer holds all events so far, so that the page shows them as a list. */
export function follow(asked: FetcherParams, authorization: string): AsyncIterableIterator<Answer> {
  const url = new URL("/graphql", location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const client = createClient({ url: url.href, connectionParams: { authorization }, retryAttempts: 0 });
  const { query, variables = {}, operationName } = asked;
  const events = client.iterate<Record<string, unknown>>({
    ...{ query, variables },
    ...(operationName != null && { operationName }),
  });
  let shown: Readonly<Record<string, readonly unknown[]>> = {};

  function add({ data, errors }: Answer): Answer {
    for (const [field, event] of Object.entries(data ?? {})) {
      shown = { ...shown, [field]: [event, ...(shown[field] ?? [])].slice(0, mostShown) };
    }
    return { data: shown, ...(errors !== undefined && { errors }) };
  }

  const following: AsyncIterableIterator<Answer> = {
    async next() {
      try {
        const { done, value } = await events.next();
        return done ? { done: true, value: undefined } : { done: false, value: add(value as Answer) };
      } catch (cause) {
        void client.dispose();
        const errors = Array.isArray(cause) ? cause : [{ message: reasonOf(cause) }];
        return isTold ? { done: true, value: undefined } : told({ data: shown, errors });
      }
    },
    async return() {
      await events.return?.(undefined);
      void client.dispose();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => following,
  };
  let isTold = false;
  function told(value: Answer): IteratorResult<Answer> {
    isTold = true;
    return { done: false, value };
  }
  return following;
}

function reasonOf(cause: unknown): string {
  const { reason } = (cause ?? {}) as { reason?: unknown };
  if (typeof reason === "string" && reason !== "") return reason;
  return "The connection broke. Run it again, with the last cursor as `after`: what happened meanwhile is shown then.";
}
