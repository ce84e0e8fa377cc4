import autocannon from "autocannon";
import { request } from "undici";

/** One operation with its variables; a run goes through a list of them, over and over. */
export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Target {
  readonly url: string;
  readonly token: string;
}

const headersOf = ({ token }: Target) => ({ "content-type": "application/json", authorization: `Bearer ${token}` });

export async function ask<Data>(target: Target, operation: Operation): Promise<Data> {
  const answer = await request(target.url, {
    method: "POST",
    headers: headersOf(target),
    body: JSON.stringify(operation),
  });
  const { data, errors } = (await answer.body.json()) as { data: Data; errors?: { message: string }[] };
  if (errors !== undefined) throw new Error(errors[0]?.message);
  return data;
}

interface Load {
  readonly connections: number;
  readonly seconds: number;
}

/** What every request of a load is like. */
export interface Loaded {
  /** Requests a second. */
  readonly rate: number;
  /** Milliseconds that a request takes, waiting for the others included. */
  readonly median: number;
  readonly p99: number;
}

export async function load(
  target: Target,
  operations: readonly Operation[],
  { connections, seconds }: Load,
): Promise<Loaded> {
  const requests = operations.map((operation) => ({ body: JSON.stringify(operation) }));
  let opened = 0;
  const result = await autocannon({
    url: target.url,
    method: "POST",
    headers: headersOf(target),
    requests,
    // Clients that know nothing of each other: each begins at its own place of the list, or all would ask
    // the same at the same time.
    setupClient(client) {
      const begin = Math.floor((opened++ * requests.length) / connections);
      client.setRequests([...requests.slice(begin), ...requests.slice(0, begin)]);
    },
    connections,
    duration: seconds,
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx + result.errors} requests failed.`);
  return { rate: result.requests.average, median: result.latency.p50, p99: result.latency.p99 };
}

/** Requests a second under load. */
export async function rate(target: Target, operations: readonly Operation[], how: Load): Promise<number> {
  return (await load(target, operations, how)).rate;
}

/** Milliseconds of one request: the operations come round in turns. */
export async function latency(target: Target, operations: readonly Operation[], index: number): Promise<number> {
  const operation = operations[index % operations.length];
  if (operation === undefined) throw new Error("There is nothing to measure.");
  const begun = performance.now();
  await ask(target, operation);
  return performance.now() - begun;
}

/** `quantile(values, 0.5)` is the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
