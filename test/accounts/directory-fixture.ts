import { createDirectory } from "../../src/accounts/directory.ts";
import type { Directory, Observation } from "../../src/accounts/directory-contract.ts";
import type { AccountFacts, Balance, Instant } from "../../src/domain/account.ts";
import type { AccountFilter, PageQuery } from "../../src/domain/account-list.ts";
import type { AccountSnapshot } from "../../src/domain/account-snapshot.ts";
import { type Database, openDatabase } from "../../src/storage/database.ts";
import { createTestDatabase } from "../support/database.ts";

export const everything = { sees: "everything" } as const;

/** A directory over a new database whose time can be waited for. */
export interface TestDirectory {
  readonly database: Database;
  readonly directory: Directory;
  readonly databaseUrl: string;
  /** What the directory had logged, without the words. */
  readonly warnings: readonly object[];
  /**
   * Another gateway process on the same database; on SQLite, which allows none, a second directory
   * over the same connections.
   */
  another(providers?: readonly string[]): Promise<Directory>;
  /** Database time, later than any time before. */
  later(): Promise<Instant>;
  close(): Promise<void>;
}

export const silent = { warn() {} };

/**
 * By default nothing is written in the background while a test looks, only when the directory closes. SQLite's clock stands
 * still unless it is to run.
 */
export async function openTestDirectory({
  providers = ["p", "q"] as readonly string[],
  writeAfterMs = 3_600_000,
  runs = false,
} = {}): Promise<TestDirectory> {
  const place = await createTestDatabase();
  let millisecond = Date.parse("2025-03-01T12:00:00.000Z");
  const clock = { now: () => (runs ? Date.now() : millisecond) };
  const database = await openDatabase(place.url, clock);
  const warnings: object[] = [];
  const log = { warn: (fields: object) => void warnings.push(fields) };
  const directory = createDirectory(database, { providers, log, writeAfterMs });
  const directories = [directory];
  const databases = [database];
  return {
    database,
    directory,
    databaseUrl: place.url,
    warnings,
    async another(known = providers) {
      const second = place.engine === "postgres" ? await openDatabase(place.url, clock) : database;
      if (second !== database) databases.push(second);
      const other = createDirectory(second, { providers: known, log: silent, writeAfterMs });
      directories.push(other);
      return other;
    },
    async later() {
      const before = await database.now();
      millisecond++;
      let now = before;
      while (now === before) now = await database.now();
      return now;
    },
    async close() {
      await Promise.all(directories.map((one) => one.close()));
      await Promise.all(databases.map((one) => one.close()));
      await place.drop();
    },
  };
}

/** One answer about account `id` of provider `p`. */
export function answer(asOf: Instant, facts: Partial<AccountFacts>, id = "1", provider = "p"): Observation {
  return { ref: { provider, id }, account: { id, facts, raw: JSON.stringify({ id, asOf }) }, asOf };
}

export function euros(available: string, more: Partial<Balance> = {}): Balance {
  return {
    currency: "EUR",
    providerBalanceId: null,
    available: { amount: available, currency: "EUR" },
    iban: null,
    accountNumber: null,
    sortCode: null,
    isMain: true,
    shared: false,
    ...more,
  };
}

/** The account as the directory serves it. */
export async function served(directory: Directory, id = "1", provider = "p"): Promise<AccountSnapshot> {
  const [snapshot] = (await directory.find(everything, [{ provider, id }])).values();
  if (snapshot === undefined) throw new Error(`The directory has no account ${provider}:${id}.`);
  return snapshot;
}

/** The first page in the given direction. */
export function firstPage(direction: "ASC" | "DESC", filter: AccountFilter = {}, limit = 100): PageQuery {
  return { filter, order: { field: "CREATED_AT", direction }, after: null, before: null, limit, from: "start" };
}
