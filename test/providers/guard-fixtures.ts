import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Registry } from "prom-client";
import { Pool } from "undici";
import { type ErrorDetails, GatewayError } from "../../src/domain/errors.ts";
import {
  createGuardMetrics,
  type GuardLog,
  type GuardSettings,
  guard,
  guardSettingsSchema,
} from "../../src/providers/guard.ts";
import type { Call, GuardedProvider, Provider } from "../../src/providers/provider.ts";

export function call(options: Partial<Call> = {}): Call {
  return { signal: new AbortController().signal, priority: "foreground", ...options };
}

/** A provider without an HTTP side: each method does what the test says, the rest never answers. */
export function handmade(methods: Partial<Provider>): Provider {
  const never = (): Promise<never> => new Promise(() => {});
  return {
    name: "acme",
    kind: "acme",
    features: [],
    filters: ["iban"],
    ping: never,
    getAccount: never,
    listAccounts: never,
    availableTransitions: () => ["CLOSED"],
    close: async () => {},
    ...methods,
  };
}

export const silent: GuardLog = { error() {}, warn() {}, info() {} };

export function guarded(
  provider: Provider,
  settings: Partial<GuardSettings> = {},
  { registry = new Registry(), log = silent }: { registry?: Registry; log?: GuardLog } = {},
): GuardedProvider {
  const metrics = createGuardMetrics(registry);
  return guard(provider, guardSettingsSchema.parse({ retryDelayMs: 1, ...settings }), { now: Date.now, metrics, log });
}

/** What a promise came to, without throwing: `OK`, or the code with which it failed. */
export async function outcome(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => "OK",
    (error: unknown) => (error instanceof GatewayError ? error.code : `not a GatewayError: ${String(error)}`),
  );
}

export function failure(code: GatewayError["code"], details: ErrorDetails = {}): GatewayError {
  return new GatewayError(code, "as the test wants it", details);
}

export interface HttpProvider {
  readonly provider: Provider;
  /** The paths asked for, in order. */
  readonly requests: readonly string[];
  openSockets(): Promise<number>;
  stop(): Promise<void>;
}

/** A provider over real HTTP whose server answers as the test says; `nth` counts requests from 1. */
export async function startHttpProvider(
  answer: (response: ServerResponse, nth: number, request: IncomingMessage) => void,
): Promise<HttpProvider> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? "");
    answer(response, requests.length, request);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const pool = new Pool(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { connections: 64 });

  async function send({ signal }: Call, path: string): Promise<string> {
    const { statusCode, headers, body } = await pool.request({ method: "GET", path, signal });
    const text = await body.text();
    if (statusCode === 429)
      throw failure("PROVIDER_RATE_LIMITED", { retryAfterMs: Number(headers["retry-after"]) * 1000 });
    if (statusCode >= 500) throw failure("PROVIDER_ERROR");
    if (statusCode >= 400) throw failure("PROVIDER_REJECTED");
    return text;
  }
  const provider = handmade({
    ping: async (inner) => void (await send(inner, "/ping")),
    getAccount: async (inner, id) => ({ id, facts: {}, raw: await send(inner, `/accounts/${id}`) }),
    listAccounts: async (inner) => {
      await send(inner, "/accounts");
      return { accounts: [], next: null, total: null, malformed: 0 };
    },
    close: () => pool.destroy(),
  });
  return {
    provider,
    requests,
    openSockets: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    async stop() {
      await pool.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
