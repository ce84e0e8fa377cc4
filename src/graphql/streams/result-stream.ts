import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { AccountEvent } from "../../domain/account-event.ts";
import type { FollowedEvents } from "../event/followed-events.ts";
import type { ErrorFormatter } from "../format-error.ts";
import { formatAll } from "./format-all.ts";
import type { ResultText, SharedResults } from "./shared-results.ts";

/** The results of one subscription, as JSON texts; the next ones are made when these were taken. */
export interface ResultStream {
  /**
   * Everything up to here was handed out and, as `ready` was called again, dealt with; or it was not for this stream. Null
   * between `take` and `ready`: what is being dealt with has cursors of its own, and this one would lead back behind them.
   */
  readonly cursor: string | null;
  /** Waits until there may be some, holding none; false at the end. Ask again when the last ones are dealt with. */
  ready(): Promise<boolean>;
  /**
   * The next ones, at most so many; may be none. At once where it can be, as `Follower.take`. Rejects with `StreamFailed`.
   */
  take(most?: number): readonly ResultText[] | Promise<readonly ResultText[]>;
  close(): void;
}

/** The stream cannot go on; `errors` as clients may see them. */
export class StreamFailed extends Error {
  override readonly name = "StreamFailed";
  readonly errors: readonly GraphQLFormattedError[];

  constructor(errors: readonly GraphQLFormattedError[]) {
    super("The stream cannot go on.");
    this.errors = errors;
  }
}

export function resultStream(events: FollowedEvents, shared: SharedResults, format: ErrorFormatter): ResultStream {
  let isClosed = false;
  let isHandedOut = false;

  const resultsOf = (told: readonly AccountEvent[]) => (isClosed ? [] : shared.of(told, events));

  function failed(error: unknown): never {
    const original = error instanceof Error ? error : new Error(String(error));
    // With a path, as if the field had thrown it: the formatter then looks at what was thrown.
    const shown = new GraphQLError(original.message, { originalError: original, path: [] });
    throw new StreamFailed(formatAll([shown], format));
  }

  return {
    get cursor() {
      return isHandedOut ? null : events.cursor;
    },
    ready() {
      const more = events.ready();
      isHandedOut = false;
      return more;
    },
    take(most) {
      isHandedOut = true;
      const told = events.take(most);
      return told instanceof Promise ? told.then(resultsOf).catch(failed) : resultsOf(told);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      events.close();
      shared.leave();
    },
  };
}
