import { type Kysely, type RawBuilder, sql } from "kysely";
import { trigrams } from "../domain/search-terms.ts";

/** The searchable text of one account. */
export interface SearchEntry {
  readonly accountId: number;
  readonly text: string;
}

/**
 * Which accounts' texts have certain letters: an index of trigrams, in the form that each engine has. It answers with
 * candidates; whether a term really occurs is for `accounts.search_text` to say.
 */
export interface SearchIndex {
  create(database: Kysely<unknown>): Promise<void>;
  /** The statements that write these in the place of what was known of the accounts. */
  saveStatements(entries: readonly SearchEntry[]): readonly RawBuilder<unknown>[];
  /** A query of the ids (`id`) whose texts have every trigram of the terms, which have three letters or more. */
  candidates(terms: readonly string[], limit: number): RawBuilder<{ id: number }>;
}

/** FTS5 without the texts and the places of the letters: a tenth of the size, and the texts are in `accounts` anyway. */
export const sqliteSearchIndex: SearchIndex = {
  async create(database) {
    await sql`create virtual table account_search using fts5(
      text, tokenize = 'trigram case_sensitive 1', content = '', contentless_delete = 1, detail = none
    )`.execute(database);
  },
  saveStatements(entries) {
    if (entries.length === 0) return [];
    const rows = sql.join(entries.map(({ accountId, text }) => sql`(${accountId}, ${text})`));
    return [sql`insert or replace into account_search (rowid, text) values ${rows}`];
  },
  candidates(terms, limit) {
    const question = needed(terms)
      .map((trigram) => `"${trigram.replaceAll('"', '""')}"`)
      .join(" AND ");
    return sql`select rowid as id from account_search where account_search match ${question} limit ${limit}`;
  },
};

/**
 * Arrays of trigrams under a GIN index: unlike pg_trgm it knows the letters of every script, whatever the database's locale.
 */
export const postgresSearchIndex: SearchIndex = {
  async create(database) {
    await sql`create table account_search (account_id bigint primary key, trigrams text[] collate "C" not null)`.execute(
      database,
    );
    await sql`create index account_search_trigrams on account_search using gin (trigrams)`.execute(database);
  },
  saveStatements(entries) {
    if (entries.length === 0) return [];
    const rows = sql.join(entries.map(({ accountId, text }) => sql`(${accountId}::bigint, ${trigrams(text)}::text[])`));
    return [
      sql`insert into account_search (account_id, trigrams) values ${rows}
        on conflict (account_id) do update set trigrams = excluded.trigrams`,
    ];
  },
  candidates(terms, limit) {
    return sql`select account_id as id from account_search where trigrams @> ${needed(terms)}::text[] limit ${limit}`;
  },
};

/**
 * Of a single term every third trigram and the last one, which cover its letters; of several terms how each begins: the
 * others would hardly leave fewer candidates, and each costs a list to be read.
 */
function needed(terms: readonly string[]): readonly string[] {
  const [term, ...others] = terms.map(trigrams);
  if (term === undefined) return [];
  if (others.length > 0) return [...new Set([term, ...others].flatMap(([begin]) => begin ?? []))];
  return term.filter((_, at) => at % 3 === 0 || at === term.length - 1);
}
