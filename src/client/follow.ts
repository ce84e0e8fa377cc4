import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { type FormattedExecutionResult, print } from "graphql";
import { CloseCode, createClient } from "graphql-ws/client";
import { readError, type WireError } from "./read-errors.ts";
import type { GatewayError } from "./result.ts";
import type { GatewayClientOptions } from "./transport.ts";

/** What one connection brought, in the order in which it came. */
export type Brought<Data> =
  | { readonly kind: "data"; readonly data: Data }
  /** Everything up to here has been told. */
  | { readonly kind: "bookmark"; readonly cursor: string }
  | { readonly kind: "errors"; readonly errors: readonly GatewayError[] };

/** How a connection ended: by somebody's word, by something that may pass, or by a refusal that will not. */
export type Ending = "complete" | { readonly broken: string } | { readonly refused: string };

/** How long the gateway may be silent when it is asked whether it is there. */
const silence = { pingMs: 15_000, pongMs: 10_000 };
const id = "follow";

/** One subscription on one connection, from its beginning to its end; never rejects. */
export async function followOnce<Data extends Record<string, unknown>, Variables extends Record<string, unknown>>(
  { url, token, webSocket }: Pick<GatewayClientOptions, "url" | "token" | "webSocket">,
  { document, variables, signal }: FollowOptions<Data, Variables>,
  bring: (brought: Brought<Data>) => void,
): Promise<Ending> {
  let pong: ReturnType<typeof setTimeout> | undefined;
  const client = createClient({
    url: socketUrl(url),
    ...(webSocket !== undefined && { webSocketImpl: heard(webSocket as typeof WebSocket) }),
    connectionParams: async () =>
      token === undefined ? {} : { authorization: `Bearer ${typeof token === "string" ? token : await token()}` },
    // Coming back is for who knows the cursor.
    retryAttempts: 0,
    keepAlive: silence.pingMs,
    generateID: () => id,
    on: {
      ping(isReceived, payload) {
        if (!isReceived) pong = setTimeout(() => client.terminate(), silence.pongMs);
        const cursor = (payload?.bookmarks as Record<string, string> | undefined)?.[id];
        if (isReceived && cursor !== undefined) bring({ kind: "bookmark", cursor });
      },
      pong: (isReceived) => isReceived && clearTimeout(pong),
    },
  });
  const stop = () => client.terminate();
  signal.addEventListener("abort", stop);
  try {
    return await new Promise<Ending>((resolve) => {
      if (signal.aborted) return resolve("complete");
      client.subscribe<Data>(
        { query: print(document), variables },
        {
          next: (result) => bring(read<Data>(result as FormattedExecutionResult<Data, unknown>)),
          error: (cause) => {
            if (!Array.isArray(cause)) return resolve(endingOf(cause));
            bring({ kind: "errors", errors: cause.map((one: WireError) => readError(one, 200)) });
            resolve("complete");
          },
          complete: () => resolve("complete"),
        },
      );
    });
  } finally {
    clearTimeout(pong);
    signal.removeEventListener("abort", stop);
    void client.dispose();
  }
}

export interface FollowOptions<Data, Variables> {
  readonly document: TypedDocumentNode<Data, Variables>;
  readonly variables: Variables;
  readonly signal: AbortSignal;
}

function read<Data>({ data, errors }: FormattedExecutionResult<Data, unknown>): Brought<NonNullable<Data>> {
  if (data != null) return { kind: "data", data };
  return { kind: "errors", errors: (errors ?? []).map((one) => readError(one, 200)) };
}

/** A close event says why; anything else is no connection at all. */
function endingOf(cause: unknown): Ending {
  const { code, reason } = (cause ?? {}) as { code?: unknown; reason?: unknown };
  const isFinal = code === CloseCode.Unauthorized || code === CloseCode.BadRequest;
  if (isFinal) return { refused: String(reason) };
  return { broken: typeof code === "number" ? `${code} ${reason}`.trim() : "The gateway cannot be reached." };
}

/**
 * Sockets whose errors are always heard: the client lets go of one that it ends while it connects, and those of `ws` say
 * afterwards that they did not come to connect, which ends a process where nobody hears it.
 */
function heard(implementation: typeof WebSocket): typeof WebSocket {
  return class extends implementation {
    constructor(...given: ConstructorParameters<typeof WebSocket>) {
      super(...given);
      this.addEventListener("error", () => {});
    }
  };
}

/** `https://…` → `wss://…`; relative to the page, where there is one. */
function socketUrl(url: string | URL): string {
  const address = new URL(url, (globalThis as { location?: { href: string } }).location?.href);
  address.protocol = address.protocol.replace("http", "ws");
  return address.href;
}
