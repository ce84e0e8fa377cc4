import type { Database } from "./database.ts";

/** The secret of that name: made once, then the same for every process and after every restart. */
export async function secret(database: Database, name: string, make: () => Buffer): Promise<Buffer> {
  const stored = async () =>
    database.write.selectFrom("secrets").select("value").where("name", "=", name).executeTakeFirst();
  if ((await stored()) === undefined) {
    const value = make().toString("base64");
    await database.write
      .insertInto("secrets")
      .values({ name, value })
      .onConflict((conflict) => conflict.column("name").doNothing())
      .execute();
  }
  // Read again in any case: another process may have been first.
  const row = await stored();
  if (row === undefined) {
    throw new Error(`The secret ${name} vanished while it was read.`);
  }
  return Buffer.from(row.value, "base64");
}
