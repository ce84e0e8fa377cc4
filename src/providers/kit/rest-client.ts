import type { Dispatcher } from "undici";
import { GatewayError } from "../../domain/errors.ts";
import type { Call } from "../provider.ts";
import { collectBody } from "./collect-body.ts";

export interface RestRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Appended to the base URL's path; ids in it are already encoded. "" asks for the base URL itself, just as it is written. */
  readonly path: string;
  /** Parameters that are undefined are left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
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
  return {
    send: (call, { method, path, query, headers, body }) =>
      collectBody(provider, call.signal, (handler) =>
        pool.dispatch(
          {
            origin: base.origin,
            path: path === "" ? `${base.pathname}${base.search}` : `${prefix}${path}${queryText(query)}`,
            method,
            headers: { accept: "application/json", ...headers },
            body: body ?? null,
          },
          handler,
        ),
      ),
    close: () => pool.destroy(new GatewayError("CANCELLED", `The connection to ${provider} was closed`, { provider })),
  };
}

function queryText(query: RestRequest["query"] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.append(name, String(value));
  return parameters.size === 0 ? "" : `?${parameters}`;
}
