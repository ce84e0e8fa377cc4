import { type Kysely, sql } from "kysely";
import type { AccountCount, AccountFilter } from "../domain/account-list.ts";
import { matching } from "./account-filter.ts";
import { lookupsOf } from "./account-lookup-filter.ts";
import { inSight, type Sight } from "./account-sight.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

/** Counted one by one up to here. */
const exactUpTo = 10_000;
/** So many accounts tell how many of all pass: their share is right to two or three hundredths. */
const sampleSize = 2_000;

/**
 * How many accounts pass a filter: counted up to 10,000, and estimated from a sample of all accounts beyond, so that a
 * count costs a few milliseconds however large the directory is.
 */
export async function countAccounts(
  { read, engine }: Pick<Database, "read" | "engine">,
  sight: Sight,
  filter: AccountFilter,
): Promise<AccountCount> {
  const passing = inSight(read, sight).where(matching(filter, lookupsOf(read, engine.searchIndex, filter)));
  const counted = await countRows(read, passing.select("accounts.id").limit(exactUpTo + 1));
  if (counted <= exactUpTo) return { total: counted, isExact: true };

  const highest = await highestId(read);
  const size = Math.min(sampleSize, highest);
  // Evenly spread, so that every provider's accounts, which stand next to each other, have their share.
  const sample = Array.from({ length: size }, (_, index) => Math.floor(((index + 0.5) * highest) / size) + 1);
  const hits = await countRows(read, passing.where(() => engine.idIn(sample)).select("accounts.id"));
  return { total: Math.max(exactUpTo + 1, Math.round((hits * highest) / size)), isExact: false };
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
