import { type RawBuilder, type SqlBool, sql } from "kysely";
import { isStorable } from "./indexed-text.ts";

/**
 * One part of a filter. Nobody knows beforehand whether it is met by two accounts or by nearly all, and neither engine
 * guesses well, so a query first looks how many there are (`candidates`), and then either looks at those few one by one,
 * or walks through the ordering past those that don't meet it.
 */
export interface FilterPart {
  /**
   * Of an account (`accounts.id`): whether it meets this. Written so that no index tempts an engine
   * away from the ordering's.
   */
  readonly isMet: RawBuilder<SqlBool>;
  /** The one column of `accounts` that tells this, if one does. */
  readonly column?: string;
  /** The ids (`id`) of at most so many of those that may meet it, from an index. */
  candidates(limit: number): RawBuilder<{ id: number }>;
}

/** A part about columns of `accounts`. */
export function columnPart(condition: RawBuilder<SqlBool>): FilterPart {
  return {
    isMet: unindexed(condition),
    candidates: (limit) => sql`select accounts.id from accounts where ${condition} limit ${limit}`,
  };
}

/** A part about rows of another table, called `found` in the condition; an account has a few of them. */
export function sidePart(
  table: "account_identifiers" | "account_currencies",
  condition: RawBuilder<SqlBool>,
): FilterPart {
  const rows = sql`${sql.table(table)} as found`;
  return {
    isMet: sql`exists (select 1 from ${rows} where found.account_id = accounts.id and ${unindexed(condition)})`,
    candidates: (limit) => sql`select found.account_id as id from ${rows} where ${condition} limit ${limit}`,
  };
}

/** The same condition in a form that no index answers. */
function unindexed(condition: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  return sql`(${condition}) is true`;
}

/** Whether a column has one of these values, of which null may be one. What cannot be stored is no account's value. */
export function isOneOf(column: RawBuilder<unknown>, values: readonly (string | null)[]): RawBuilder<SqlBool> {
  const known = values.filter((value) => value !== null && isStorable(value));
  return anyOf([
    ...(known.length === 0 ? [] : [sql<SqlBool>`${column} in (${sql.join(known)})`]),
    ...(values.includes(null) ? [sql<SqlBool>`${column} is null`] : []),
  ]);
}

/** Whether a column has this value. */
export function is(column: RawBuilder<unknown>, value: string): RawBuilder<SqlBool> {
  return isStorable(value) ? sql`${column} = ${value}` : sql`(1 = 0)`;
}

export function anyOf(conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return conditions.length === 0 ? sql`(1 = 0)` : sql`(${sql.join(conditions, sql` or `)})`;
}

export function allOf(conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return conditions.length === 0 ? sql`(1 = 1)` : sql`(${sql.join(conditions, sql` and `)})`;
}
