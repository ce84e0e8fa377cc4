import type { Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import type { Engine } from "../engine.ts";
import type { Tables } from "../tables.ts";
import { directory } from "./0001-directory.ts";
import { customers } from "./0002-customers.ts";
import { secrets } from "./0003-secrets.ts";
import { sweeps } from "./0004-sweeps.ts";
import { events } from "./0005-events.ts";
import { operations } from "./0006-operations.ts";
import { audit } from "./0007-audit.ts";
import { webhooks } from "./0008-webhooks.ts";
import { following } from "./0009-following.ts";
import { oneAccountEach } from "./0010-one-account-each.ts";
import { firstSending } from "./0011-first-sending.ts";
import { lateAccounts } from "./0012-late-accounts.ts";
import { webhookBodies } from "./0013-webhook-bodies.ts";
import { erasure } from "./0014-erasure.ts";
import { foundChanges } from "./0015-found-changes.ts";
import { backOffice } from "./0016-back-office.ts";
import { partialIndexes } from "./0017-partial-indexes.ts";
import { ownersErased } from "./0018-owners-erased.ts";
import { holderNames } from "./0019-holder-names.ts";

/** Writes one step of the tables' history for either engine. A step that was released never changes. */
export type MigrationFor = (engine: Engine) => Migration;

const steps: Readonly<Record<string, MigrationFor>> = {
  "0001-directory": directory,
  "0002-customers": customers,
  "0003-secrets": secrets,
  "0004-sweeps": sweeps,
  "0005-events": events,
  "0006-operations": operations,
  "0007-audit": audit,
  "0008-webhooks": webhooks,
  "0009-following": following,
  "0010-one-account-each": oneAccountEach,
  "0011-first-sending": firstSending,
  "0012-late-accounts": lateAccounts,
  "0013-webhook-bodies": webhookBodies,
  "0014-erasure": erasure,
  "0015-found-changes": foundChanges,
  "0016-back-office": backOffice,
  "0017-partial-indexes": partialIndexes,
  "0018-owners-erased": ownersErased,
  "0019-holder-names": holderNames,
};

/** Brings the tables up to date, in one transaction under a lock: several processes may start at once. */
export async function migrate(database: Kysely<Tables>, engine: Engine): Promise<void> {
  const migrations = Object.fromEntries(Object.entries(steps).map(([name, step]) => [name, step(engine)]));
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw new Error("The database's tables could not be brought up to date.", { cause: error });
  }
}
