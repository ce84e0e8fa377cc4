import { requireScope } from "../../auth/access.ts";
import type * as domain from "../../domain/account-event.ts";
import type { Follower } from "../../events/follower.ts";
import { ResyncRequired } from "../../events/resync.ts";
import type { GatewayContext } from "../context.ts";
import type { CursorCodec } from "../relay/cursor.ts";
import { eventFilter, type FollowArguments } from "./event-filter.ts";
import { eventCursor, eventView, openEventCursor } from "./event-view.ts";

/** What a subscription's field gives: to graphql an iterable of events, to our own transports a follower of the log. */
export class FollowedEvents implements AsyncIterable<ReturnType<typeof eventView>> {
  readonly #follower: Follower;
  readonly #cursors: CursorCodec;

  constructor(follower: Follower, cursors: CursorCodec) {
    this.#follower = follower;
    this.#cursors = cursors;
  }

  /** As `Follower.position`. */
  get cursor(): string {
    return eventCursor(this.#cursors, this.#follower.position);
  }

  /** As `Follower.ready`. */
  ready(): Promise<boolean> {
    return this.#follower.ready();
  }

  /** As `Follower.take`, with cursors instead of positions. */
  take(most?: number): readonly domain.AccountEvent[] | Promise<readonly domain.AccountEvent[]> {
    const taken = this.#follower.take(most);
    if (!(taken instanceof Promise)) return taken;
    return taken.catch((error) => {
      throw withCursor(error, this.#cursors);
    });
  }

  view(event: domain.AccountEvent): ReturnType<typeof eventView> {
    return eventView(this.#cursors, event);
  }

  close(): void {
    this.#follower.close();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ReturnType<typeof eventView>> {
    try {
      while (await this.ready()) yield* (await this.take()).map((event) => this.view(event));
    } finally {
      this.close();
    }
  }
}

/** Begins to follow; `types` null: those that the filter names. */
export async function followEvents(
  context: GatewayContext,
  { filter, after }: FollowArguments,
  only: domain.AccountEventType | null,
): Promise<FollowedEvents> {
  const { principal, viewer, feed, cursors, providers } = context;
  requireScope(principal, "accounts:read");
  const wanted = eventFilter(filter ?? {}, viewer, providers.names);
  const types = only === null ? wanted.types : [only].filter((type) => wanted.types?.includes(type) ?? true);
  // Who comes back to a stream of server-sent events tells by a header where it has come to.
  const begin = context.resumeAfter ?? after ?? null;
  const position = begin === null ? null : openEventCursor(cursors, begin);
  try {
    const query = { viewer, filter: { ...wanted, ...(types !== undefined && { types }) }, after: position };
    return new FollowedEvents(await feed.follow(query), cursors);
  } catch (error) {
    throw withCursor(error, cursors);
  }
}

function withCursor(error: unknown, cursors: CursorCodec): unknown {
  return error instanceof ResyncRequired ? error.withCursor(eventCursor(cursors, error.oldestPosition)) : error;
}
