import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { genesisHash, sealOf } from "../audit-chain.ts";
import type { MigrationFor } from "./index.ts";

/** The audit log, and its head: a row of its own, locked by whoever appends and sealed with a key of `secrets`. */
export const audit: MigrationFor = ({ columns: { text }, appendOnly }) => ({
  async up(database) {
    await database.schema
      .createTable("audit_log")
      .addColumn("position", "bigint", (column) => column.primaryKey())
      .addColumn("at", text, (column) => column.notNull())
      .addColumn("kind", text, (column) => column.notNull())
      .addColumn("provider", text)
      .addColumn("provider_account_id", text)
      .addColumn("operation_id", text)
      .addColumn("details_hash", text, (column) => column.notNull())
      .addColumn("entry_hash", text, (column) => column.notNull())
      .addColumn("erased_at", text)
      .addColumn("salt", text)
      .addColumn("details", text)
      .execute();
    const indexes = {
      audit_log_account: ["provider_account_id", "provider", "position"],
      audit_log_provider: ["provider", "position"],
      audit_log_kind: ["kind", "position"],
      audit_log_at: ["at", "position"],
    };
    for (const [name, indexed] of Object.entries(indexes)) {
      await database.schema.createIndex(name).on("audit_log").columns(indexed).execute();
    }
    await database.schema
      .createIndex("audit_log_operation")
      .on("audit_log")
      .columns(["operation_id", "position"])
      .where(sql.ref("operation_id"), "is not", null)
      .execute();
    for (const [name, expression] of Object.entries({
      audit_log_subject: appendOnly.actorSubject,
      audit_log_customer: appendOnly.customerId,
    })) {
      const statement = sql`create index ${sql.ref(name)} on audit_log (${expression}, position) where ${expression} is not null`;
      await statement.execute(database);
    }
    for (const refusal of appendOnly.refusals) await refusal.execute(database);

    await database.schema
      .createTable("audit_head")
      .addColumn("name", text, (column) => column.primaryKey())
      .addColumn("chain", text, (column) => column.notNull())
      .addColumn("position", "bigint", (column) => column.notNull())
      .addColumn("hash", text, (column) => column.notNull())
      .addColumn("at", text, (column) => column.notNull())
      .addColumn("seal", text, (column) => column.notNull())
      .execute();
    const key = randomBytes(32).toString("base64");
    await database.insertInto("secrets").values({ name: "audit head", value: key }).execute();
    const chain = randomBytes(16).toString("hex");
    const head = { chain, position: 0, hash: genesisHash(chain), at: new Date().toISOString() };
    await database
      .insertInto("audit_head")
      .values({ name: "audit", ...head, seal: sealOf(head, key) })
      .execute();
  },
});
