import { randomBytes } from "node:crypto";
import { createCursorCodec } from "../../../src/graphql/relay/cursor.ts";
import { openDatabase } from "../../../src/storage/database.ts";
import { secret } from "../../../src/storage/secrets.ts";

/** An event as it stands in the database. */
export interface Written {
  readonly position: number;
  /** Provider and the provider's id. */
  readonly account: string;
  readonly type: string;
  readonly cause: string;
  readonly previousStatus: string | null;
  readonly newStatus: string;
}

export interface WrittenLog {
  /** In the order of positions. */
  readonly events: readonly Written[];
  /** How many the log itself says there are. */
  readonly head: number;
  /** The position that a cursor stands for. */
  positionOf(cursor: string): number;
}

/** Reads the log past the gateways, which must have stopped where a file serves one process. */
export async function readLog(url: string): Promise<WrittenLog> {
  const database = await openDatabase(url, { now: Date.now });
  try {
    const rows = await database.read
      .selectFrom("account_events")
      .select(["position", "provider", "provider_account_id", "type", "cause", "previous_status", "new_status"])
      .orderBy("position")
      .execute();
    const { head } = await database.read.selectFrom("event_log").select("head").executeTakeFirstOrThrow();
    const codec = createCursorCodec(await secret(database, "cursors", () => randomBytes(32)));
    return {
      events: rows.map((row) => ({
        position: Number(row.position),
        account: `${row.provider}:${row.provider_account_id}`,
        ...{ type: row.type, cause: row.cause, previousStatus: row.previous_status, newStatus: row.new_status },
      })),
      head: Number(head),
      positionOf: (cursor) => Number(codec.open("events", cursor).key),
    };
  } finally {
    await database.close();
  }
}
