import type { Selectable } from "kysely";
import type { Database } from "./database.ts";
import type { ImportsTable } from "./tables.ts";

export type ImportRow = Selectable<ImportsTable>;

/** How the import of a provider stood when it was last saved. */
export function loadImport({ read }: Database, provider: string): Promise<ImportRow | undefined> {
  return read.selectFrom("imports").selectAll().where("provider", "=", provider).executeTakeFirst();
}

export async function saveImport({ write }: Database, { provider, ...state }: ImportRow): Promise<void> {
  await write
    .insertInto("imports")
    .values({ provider, ...state })
    .onConflict((conflict) => conflict.column("provider").doUpdateSet(state))
    .execute();
}
