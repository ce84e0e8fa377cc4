import { setImmediate as othersTurn } from "node:timers/promises";
import { type Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { AccountCount, AccountFilter } from "../domain/account-list.ts";
import { chunked } from "../domain/chunks.ts";
import { partsOf } from "./account-filter.ts";
import { allOf, type FilterPart } from "./account-part.ts";
import { askedBy, inSight, type Sight } from "./account-sight.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

/** Counted one by one up to here. */
const exactUpTo = 10_000;
/** So many accounts tell how many of all pass: their share is right to two or three hundredths. */
const sampleSize = 2_000;
/** SQLite answers while nothing else runs: so many accounts are looked at in a few milliseconds. */
const atOnce = 2_500;

/**
 * How many accounts pass a filter: counted up to 10,000, and estimated from a sample of all accounts beyond. Counts in
 * portions, so that no other work waits for more than a few milliseconds.
 */
export async function countAccounts(
  { read, engine }: Pick<Database, "read" | "engine">,
  sight: Sight,
  filter: AccountFilter,
): Promise<AccountCount> {
  const parts = partsOf(read, engine.searchIndex, askedBy(sight.viewer, filter));
  const passing = inSight(read, sight).where(allOf(parts.map(({ isMet }) => isMet)));
  const count = (condition: RawBuilder<SqlBool>) =>
    countRows(
      read,
      passing
        .where(condition)
        .select("accounts.id")
        .limit(exactUpTo + 1),
    );

  if (parts.length === 0 || sight.viewer.sees !== "everything") {
    const total = await count(sql`(1 = 1)`);
    if (total <= exactUpTo) return { total, isExact: true };
  }
  const candidates = await fewestCandidates(read, parts);
  if (candidates !== null) {
    let total = 0;
    for (const some of chunked(candidates, atOnce)) {
      total += await count(engine.idIn(some));
      await othersTurn();
    }
    return { total, isExact: true };
  }

  const highest = await highestId(read);
  const size = Math.min(sampleSize, highest);
  // Evenly spread, so that every provider's accounts, which stand next to each other, have their share.
  const sample = Array.from({ length: size }, (_, index) => Math.floor(((index + 0.5) * highest) / size) + 1);
  const estimate = Math.round(((await count(engine.idIn(sample))) * highest) / size);
  // Far more than the sample may err by; else only counting tells.
  let total = estimate > 2 * exactUpTo ? estimate : 0;
  for (let start = 0; start < highest && total <= exactUpTo; start += atOnce) {
    await othersTurn();
    total += await count(sql`accounts.id > ${start} and accounts.id <= ${start + atOnce}`);
  }
  return total <= exactUpTo ? { total, isExact: true } : { total: Math.max(exactUpTo + 1, estimate), isExact: false };
}

/** The accounts that may meet the first part that at most 10,000 meet, each once; null when more meet each part. */
async function fewestCandidates(read: Kysely<Tables>, parts: readonly FilterPart[]): Promise<readonly number[] | null> {
  for (const part of parts) {
    const { rows } = await part.candidates(exactUpTo + 1).execute(read);
    if (rows.length <= exactUpTo) return [...new Set(rows.map(({ id }) => id))];
    await othersTurn();
  }
  return null;
}

async function countRows(read: Kysely<Tables>, rows: ReturnType<typeof ids>): Promise<number> {
  const { total } = await read
    .selectFrom(rows.as("counted"))
    .select((row) => row.fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  return total;
}

function ids(read: Kysely<Tables>) {
  return read.selectFrom("accounts").select("accounts.id");
}

async function highestId(read: Kysely<Tables>): Promise<number> {
  const { highest } = await read
    .selectFrom("accounts")
    .select(sql<number>`coalesce(max(accounts.id), 0)`.as("highest"))
    .executeTakeFirstOrThrow();
  return highest;
}
