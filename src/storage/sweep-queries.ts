import { sql } from "kysely";
import type { Instant } from "../domain/account.ts";
import type { Database } from "./database.ts";

/** A stored account, as a sweep goes through them. */
export interface SweptAccount {
  readonly rowId: number;
  readonly id: string;
}

type Reading = Pick<Database, "read">;

/** Accounts that were not told of since `since` and are not marked as missing, by row, behind row `after`. */
export function loadUnobserved(
  { read }: Reading,
  provider: string,
  { since, after, limit }: { readonly since: Instant; readonly after: number; readonly limit: number },
): Promise<SweptAccount[]> {
  return read
    .selectFrom("accounts")
    .select(["id as rowId", "provider_account_id as id"])
    .where("provider", "=", provider)
    .where("missing_since", "is", null)
    .where("as_of", "<", since)
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit)
    .execute();
}

/** How many accounts of a provider are stored and not marked as missing. */
export async function countPresent({ read }: Reading, provider: string): Promise<number> {
  const { present } = await read
    .selectFrom("accounts")
    .select((row) => row.fn.countAll<number | string>().as("present"))
    .where("provider", "=", provider)
    .where("missing_since", "is", null)
    .executeTakeFirstOrThrow();
  return Number(present);
}

/**
 * Ids of main accounts that other accounts name but that are not stored, or are marked as missing;
 * ascending, behind `after`.
 */
export async function loadUnseenMainAccounts(
  { read }: Reading,
  provider: string,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<string[]> {
  const rows = await read
    .selectFrom("accounts")
    .select("accounts.main_account_id as id")
    .distinct()
    .where("accounts.provider", "=", provider)
    .where("accounts.main_account_id", ">", after)
    .where("accounts.missing_since", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("accounts as main")
            .select("main.id")
            .where("main.provider", "=", provider)
            .whereRef("main.provider_account_id", "=", "accounts.main_account_id")
            .where("main.missing_since", "is", null),
        ),
      ),
    )
    .orderBy("accounts.main_account_id")
    .limit(limit)
    .execute();
  return rows.flatMap(({ id }) => (id === null ? [] : [id]));
}

/** Accounts that their provider has not finished setting up, by row, behind row `after`. */
export function loadUnsettled(
  { read }: Reading,
  provider: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<SweptAccount[]> {
  return (
    read
      .selectFrom("accounts")
      .select(["id as rowId", "provider_account_id as id"])
      .where("provider", "=", provider)
      // In the words of the partial index accounts_unsettled.
      .where(
        sql<boolean>`missing_since is null and (provisioning in ('AWAITING_IDENTIFIERS', 'IN_PROGRESS') or status = 'PENDING')`,
      )
      .where("id", ">", after)
      .orderBy("id")
      .limit(limit)
      .execute()
  );
}
