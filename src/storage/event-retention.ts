import type { Instant } from "../domain/account.ts";
import type { AccountEventType } from "../domain/account-event.ts";
import type { Database } from "./database.ts";
import { readSpan } from "./event-query.ts";
import { log, ownerChange } from "./event-store.ts";

/** What an account's statuses were, and since when it has its owner, is kept for ever. */
const kept: readonly AccountEventType[] = ["ACCOUNT_APPEARED", "STATUS_CHANGED"];

/**
 * Takes events written down before `until` away, from the oldest on, at most `limit` at a time. Answers how many were
 * looked at: 0 when there are no more, or another process has just done the same.
 */
export async function pruneEvents(database: Database, until: Instant, limit: number): Promise<number> {
  const { oldest } = await readSpan(database.read);
  const candidates = await database.read
    .selectFrom("account_events")
    .select(["position", "recorded_at"])
    .where("position", ">=", oldest)
    .orderBy("position")
    .limit(limit)
    .execute();
  const young = candidates.findIndex(({ recorded_at }) => recorded_at >= until);
  const old = young === -1 ? candidates : candidates.slice(0, young);
  const last = old.at(-1)?.position;
  if (last === undefined) return 0;
  return database.transaction(async (transaction) => {
    // First of all: whoever reads the log asks afterwards whether it is still complete.
    const { numUpdatedRows } = await transaction
      .updateTable("event_log")
      .set({ oldest: last + 1 })
      .where("name", "=", log)
      .where("oldest", "=", oldest)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return 0;
    await transaction
      .deleteFrom("account_events")
      .where("position", ">=", oldest)
      .where("position", "<=", last)
      .where("type", "not in", kept)
      .where("changes", "not like", ownerChange)
      .execute();
    return old.length;
  });
}
