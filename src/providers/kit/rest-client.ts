import type { Dispatcher } from "undici";
import { GatewayError } from "../../domain/errors.ts";
import type { Call } from "../provider.ts";
import { collectBody } from "./collect-body.ts";

export interface RestRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /**
   * Appended to the base URL's path; ids in it are already encoded. "" asks for the base URL itself, just as it is written.
   */
  readonly path: string;
  /** Parameters that are undefined are left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /**
   * Over a connection of its own, opened for it and closed after it. A kept one may have been closed by the provider just
   * now, and then nobody knows whether the request was received.
   */
  readonly fresh?: boolean;
}

/** What the provider answered, whatever its status. */
export interface Answer {
  readonly status: number;
  /** A header by its lower-case name; null where the answer has none. */
  header(name: string): string | null;
  readonly text: string;
}

/** Sends requests to one origin. Failures to get an answer throw GatewayError; statuses never do. */
export interface RestClient {
  send(call: Call, request: RestRequest): Promise<Answer>;
  /** Closes the sockets; requests in flight fail. */
  close(): Promise<void>;
}

export interface RestClientOptions {
  /** The configured name, for error messages. */
  readonly provider: string;
  /** Origin and path prefix, with or without a slash at its end. */
  readonly baseUrl: string;
  readonly openPool: (origin: string) => Dispatcher;
}

export function createRestClient({ provider, baseUrl, openPool }: RestClientOptions): RestClient {
  const base = new URL(baseUrl);
  const prefix = base.pathname.replace(/\/+$/, "");
  const pool = openPool(base.origin);
  const ownPools = new Set<Dispatcher>();

  async function dispatch(over: Dispatcher, call: Call, { method, path, query, headers, body, fresh }: RestRequest) {
    if (method !== "GET") mustBeOurs(provider, call);
    return collectBody(provider, call.signal, (handler) =>
      over.dispatch(
        {
          origin: base.origin,
          path: path === "" ? `${base.pathname}${base.search}` : `${prefix}${path}${queryText(query)}`,
          method,
          headers: { accept: "application/json", ...headers },
          body: body ?? null,
          reset: fresh === true, // `connection: close`
        },
        handler,
      ),
    );
  }

  async function sendAlone(call: Call, request: RestRequest): Promise<Answer> {
    const own = openPool(base.origin);
    ownPools.add(own);
    try {
      return await dispatch(own, call, request);
    } finally {
      ownPools.delete(own);
      await own.destroy();
    }
  }

  return {
    send: (call, request) => (request.fresh ? sendAlone(call, request) : dispatch(pool, call, request)),
    async close() {
      const closed = new GatewayError("CANCELLED", `The connection to ${provider} was closed`, { provider });
      await Promise.all([pool, ...ownPools].map((open) => open.destroy(closed)));
    },
  };
}

/** Whoever stood still for too long may have been replaced: throws OPERATION_IN_PROGRESS, and nothing is sent. */
export function mustBeOurs(provider: string, { isOurs = () => true }: Call): void {
  if (isOurs()) return;
  const message =
    "The gateway stood still before it sent this change, and did not send it. Ask again with the same key.";
  throw new GatewayError("OPERATION_IN_PROGRESS", message, { provider });
}

function queryText(query: RestRequest["query"] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.append(name, String(value));
  return parameters.size === 0 ? "" : `?${parameters}`;
}
