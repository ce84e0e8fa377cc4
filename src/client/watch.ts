import { type Brought, followOnce } from "./follow.ts";
import {
  type AccountEventFilter,
  AccountStatusChangedDocument,
  type AccountStatusChangedSubscription,
} from "./generated/documents.ts";
import type { GatewayError } from "./result.ts";
import { backoff, pause } from "./retries.ts";
import type { GatewayClientOptions } from "./transport.ts";

/** A change of an account's status. */
export type AccountStatusEvent = AccountStatusChangedSubscription["accountStatusChanged"];

export interface WatchOptions {
  /** Where to begin: an event's cursor, a list's `eventCursor`, or what `cursor` was when you stopped. Absent: now. */
  readonly after?: string | null;
  /** Called for each change, once and in order; the next waits until its promise is done. What it throws ends the watch. */
  readonly onEvent: (event: AccountStatusEvent) => unknown;
  /** Called when `cursor` has moved, also past what was none of yours: store it to go on from there after a restart. */
  readonly onCursor?: (cursor: string) => unknown;
  /**
   * You were away for longer than the gateway keeps its log: read your accounts anew, and answer the `eventCursor` of that
   * reading to go on from there. Absent, or answering nothing: the watch ends with the error.
   */
  readonly onResync?: (error: GatewayError) => string | undefined | PromiseLike<string | undefined>;
  /** Called when the connection broke, with what is known of the reason; it comes back by itself. */
  readonly onInterruption?: (why: string) => unknown;
  /** Ends the watch. */
  readonly signal?: AbortSignal;
}

export interface Watch {
  /** How far it has come; null before the gateway's first word. */
  readonly cursor: string | null;
  stop(): void;
  /** Resolves when it was stopped; rejects with a `WatchFailed` when it cannot go on, or with what `onEvent` threw. */
  readonly done: Promise<void>;
}

/** The watch cannot go on, and would not when it began again: look at `error`. */
export class WatchFailed extends Error {
  override readonly name = "WatchFailed";
  readonly error: GatewayError;

  constructor(error: GatewayError) {
    super(`${error.code}: ${error.message}`);
    this.error = error;
  }
}

type Data = AccountStatusChangedSubscription;

export function watchAccountStatus(
  options: GatewayClientOptions,
  filter: AccountEventFilter,
  { after = null, onEvent, onCursor, onResync, onInterruption, signal }: WatchOptions,
): Watch {
  const stopped = new AbortController();
  const end = () => stopped.abort();
  signal?.addEventListener("abort", end);
  if (signal?.aborted) end();
  let cursor = after;
  let failures = 0;

  function moveTo(reached: string): void {
    if (reached === cursor) return;
    cursor = reached;
    onCursor?.(reached);
  }

  async function deal(brought: Brought<Data>): Promise<void> {
    if (stopped.signal.aborted) return;
    if (brought.kind === "errors") return failed(brought.errors);
    failures = 0;
    if (brought.kind === "bookmark") return moveTo(brought.cursor);
    const event = brought.data.accountStatusChanged;
    // A connection that broke while it was sent may bring it again.
    if (event.cursor === cursor) return;
    await onEvent(event);
    moveTo(event.cursor);
  }

  async function failed(errors: readonly GatewayError[]): Promise<void> {
    const final = errors.find(({ retryable }) => !retryable);
    if (final === undefined) return;
    const begin = final.code === "RESYNC_REQUIRED" ? await onResync?.(final) : undefined;
    if (begin === undefined) throw new WatchFailed(final);
    moveTo(begin);
  }

  /** One connection; answers why it ended. */
  async function once(): Promise<string> {
    const connection = new AbortController();
    const abort = () => connection.abort();
    stopped.signal.addEventListener("abort", abort);
    // One after the other, in the order in which they came.
    let dealing = Promise.resolve();
    let trouble: { readonly cause: unknown } | null = null;
    const bring = (brought: Brought<Data>) => {
      dealing = dealing.then(async () => {
        if (trouble !== null) return;
        try {
          await deal(brought);
        } catch (cause) {
          trouble = { cause };
          abort();
        }
      });
    };
    const variables = { after: cursor, filter };
    const ending = await followOnce(
      options,
      { document: AccountStatusChangedDocument, variables, signal: connection.signal },
      bring,
    );
    await dealing;
    stopped.signal.removeEventListener("abort", abort);
    if (trouble !== null) throw (trouble as { cause: unknown }).cause;
    if (ending === "complete") return "The gateway has ended it.";
    if ("refused" in ending) throw new WatchFailed(refusal(ending.refused));
    return ending.broken;
  }

  async function run(): Promise<void> {
    try {
      while (!stopped.signal.aborted) {
        const why = await once();
        if (stopped.signal.aborted) return;
        onInterruption?.(why);
        await pause(backoff(failures++), stopped.signal);
      }
    } finally {
      signal?.removeEventListener("abort", end);
    }
  }

  const done = run();
  // Who does not ask how it ended is not to be ended by it.
  done.catch(() => {});
  return {
    get cursor() {
      return cursor;
    },
    stop: end,
    done,
  };
}

function refusal(message: string): GatewayError {
  return { code: "BAD_REQUEST", message, retryable: false, path: null };
}
