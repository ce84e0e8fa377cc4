import { setImmediate as nextTurn } from "node:timers/promises";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
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
  /** The next ones, at most so many; may be none. Throws `StreamFailed`. */
  take(most?: number): Promise<readonly ResultText[]>;
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
  return {
    get cursor() {
      return isHandedOut ? null : events.cursor;
    },
    async ready() {
      const isFirst = !isHandedOut;
      const more = events.ready();
      isHandedOut = false;
      // Results may come without anything to wait for: others, and the news that nobody takes these, get their turn between.
      if (!isFirst) await nextTurn();
      return more;
    },
    async take(most) {
      isHandedOut = true;
      try {
        const told = await events.take(most);
        return isClosed ? [] : shared.of(told, events);
      } catch (error) {
        const original = error instanceof Error ? error : new Error(String(error));
        // With a path, as if the field had thrown it: the formatter then looks at what was thrown.
        const shown = new GraphQLError(original.message, { originalError: original, path: [] });
        throw new StreamFailed(formatAll([shown], format));
      }
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      events.close();
      shared.leave();
    },
  };
}
