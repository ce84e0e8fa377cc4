import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/** An open database; on an engine that needs no second connection for reading, both are the same. */
export interface Connections {
  readonly read: Kysely<Tables>;
  readonly write: Kysely<Tables>;
  close(): Promise<void>;
}
