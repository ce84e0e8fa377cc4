import type { Kysely } from "kysely";
import type { RunTransaction } from "./group-commit.ts";
import type { Tables } from "./tables.ts";

/** An open database; on an engine that needs no second connection for reading, both are the same. */
export interface Connections {
  readonly read: Kysely<Tables>;
  readonly write: Kysely<Tables>;
  /** Rejects with the engine's own error when the transaction lost against another. */
  readonly transaction: RunTransaction;
  close(): Promise<void>;
}
