import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import { ClientError, GraphQLClient } from "graphql-request";
import { isTimeout, orAborted, startDeadline } from "./deadline.ts";
import { httpError, readError, type WireError } from "./read-errors.ts";
import { refusalsIn } from "./refusals.ts";
import type { GatewayError, Result } from "./result.ts";

export interface GatewayClientOptions {
  /** Where the gateway is, such as `https://accounts.example/graphql`. On a web page `/graphql` will do. */
  readonly url: string | URL;
  /** The bearer token, or what tells it: asked before every request, so that it can renew it. Absent: none is sent. */
  readonly token?: string | (() => string | PromiseLike<string>);
  /** More headers for every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How long one request may take, in milliseconds: 30,000 unless you say otherwise; null: as long as it takes. */
  readonly timeoutMs?: number | null;
  /** Another `fetch` than the runtime's. */
  readonly fetch?: typeof fetch;
  /** Another `WebSocket` than the runtime's, for watching. */
  readonly webSocket?: unknown;
}

export interface RequestOptions {
  /** Ends the request; its result is then an error with the code `ABORTED`. */
  readonly signal?: AbortSignal;
  /**
   * How many times more to ask, the very same, while everything that went wrong is retryable: 0 unless you say otherwise.
   * Between two attempts it waits half a second, then twice as long each time up to 10 s, or down to half of that, so that
   * clients do not return together; and never less than the gateway asks for. Safe for changes too: their key is the same.
   */
  readonly retries?: number;
}

/** Variables and options of an operation; the variables may be left out where none is needed. */
export type Asked<Variables> =
  Record<never, never> extends Variables
    ? [variables?: Variables, options?: RequestOptions]
    : [variables: Variables, options?: RequestOptions];

/** Sends an operation. It never rejects: whatever goes wrong is in the result. */
export type Send = <Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  options?: RequestOptions,
) => Promise<Result<Data>>;

/** Sends each operation once. Throws a TypeError for a URL that is none. */
export function createTransport({ url, token, headers = {}, timeoutMs = 30_000, ...rest }: GatewayClientOptions): Send {
  const address = new URL(url, (globalThis as { location?: { href: string } }).location?.href).href;
  return async <Data, Variables extends object>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    options: RequestOptions = {},
  ): Promise<Result<Data>> => {
    const deadline = startDeadline(timeoutMs, options.signal);
    const { signal } = deadline;
    const exchange: Exchange = { sent: false, response: null };
    try {
      const authorization = token === undefined ? {} : { authorization: `Bearer ${await readToken(token, signal)}` };
      const client = new GraphQLClient(address, {
        headers: { ...headers, ...authorization },
        errorPolicy: "all",
        fetch: observed(rest.fetch ?? fetch, exchange),
      });
      const asked = { query: print(document), variables, signal };
      const { data, errors, status } = await client.rawRequest<Data>(asked as Parameters<typeof client.rawRequest>[0]);
      return result(
        data ?? null,
        [...(errors ?? []).map((error) => readError(error, status)), ...refusalsIn(document, data)],
        exchange,
      );
    } catch (error) {
      return result<Data>(null, failures(error, signal, exchange), exchange);
    } finally {
      deadline.clear();
    }
  };
}

/** How far a request came. */
interface Exchange {
  sent: boolean;
  response: Response | null;
}

function observed(send: typeof fetch, exchange: Exchange): typeof fetch {
  return async (input, init) => {
    exchange.sent = true;
    exchange.response = await send(input, init);
    return exchange.response;
  };
}

/** Only this is thrown when there is no token; the cause stays with it. */
class TokenUnavailable extends Error {}

async function readToken(token: NonNullable<GatewayClientOptions["token"]>, signal: AbortSignal): Promise<string> {
  if (typeof token === "string") return token;
  try {
    return await orAborted(token(), signal);
  } catch (cause) {
    throw new TokenUnavailable("no token", { cause });
  }
}

function result<Data>(data: Data | null, errors: readonly GatewayError[], { response }: Exchange): Result<Data> {
  const [first, ...others] = errors;
  if (first !== undefined) return { ok: false, data, errors: [first, ...others] };
  if (data !== null) return { ok: true, data, errors: [] };
  const nothing = response === null ? unanswered("NETWORK_ERROR", undefined) : httpError(response, Date.now);
  return { ok: false, data, errors: [nothing] };
}

/**
 * What was thrown, as typed errors. The library's own error holds variables and bodies, so nothing of
 * it is kept but the codes.
 */
function failures(error: unknown, signal: AbortSignal, { sent, response }: Exchange): GatewayError[] {
  if (signal.aborted) return [unanswered(isTimeout(signal.reason) ? "TIMEOUT" : "ABORTED", signal.reason)];
  if (error instanceof TokenUnavailable) return [unanswered("TOKEN_UNAVAILABLE", error.cause)];
  // Its cause is not kept: it repeats the header, and so the token.
  if (!sent) return [unanswered("INVALID_REQUEST", undefined)];
  // A TypeError is how fetch says that there is no connection, or no longer.
  if (response === null || error instanceof TypeError) return [unanswered("NETWORK_ERROR", error)];
  const told: readonly WireError[] | undefined = error instanceof ClientError ? error.response.errors : undefined;
  return Array.isArray(told) && told.length > 0
    ? told.map((one) => readError(one, response.status))
    : [httpError(response, Date.now)];
}

const words = {
  NETWORK_ERROR: { retryable: true, message: "The gateway cannot be reached, or the connection broke." },
  TIMEOUT: { retryable: true, message: "The gateway did not answer in time." },
  ABORTED: { retryable: false, message: "The caller ended the request." },
  TOKEN_UNAVAILABLE: { retryable: false, message: "There is no token: the token function failed." },
  INVALID_REQUEST: {
    retryable: false,
    message: "The request cannot be written: look at the token, headers and variables.",
  },
} as const;

function unanswered(code: keyof typeof words, cause: unknown): GatewayError {
  return { code, ...words[code], path: null, ...(cause === undefined ? {} : { cause }) };
}
