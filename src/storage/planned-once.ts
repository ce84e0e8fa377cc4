import { sql } from "kysely";

const mark = "/* planned once */";

/**
 * Ends a statement (`modifyEnd`) whose rows are given, or found by a unique key: how it is best run does not depend on its
 * values. PostgreSQL keeps it as a prepared statement of each connection, parsed and planned once, which is half of what such
 * a statement costs; SQLite takes it for a comment. What has a range, or what many rows may have, is planned each time.
 */
export const plannedOnce = sql.raw(mark);

/** Whether this is the text of such a statement. */
export function isPlannedOnce(text: string): boolean {
  return text.endsWith(mark);
}
