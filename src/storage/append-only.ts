import { type RawBuilder, sql } from "kysely";

/** A table whose rows only come, in the form that each engine has. */
export interface AppendOnlyRules {
  /** Statements that make the engine refuse deletions from the audit log, and updates of anything but what can be erased. */
  readonly refusals: readonly RawBuilder<unknown>[];
  /**
   * The actor's subject, the customer, and the owner (`KIND:ID`), out of an entry's details. Written the same in index and
   * query, or the index is not used.
   */
  readonly actorSubject: RawBuilder<string | null>;
  readonly customerId: RawBuilder<string | null>;
  readonly ownerKey: RawBuilder<string | null>;
}

/** Emptying is the one change: what the chain is made of stays, and what is gone does not come back. */
const isNoErasure = sql.raw(
  [
    "new.salt is not null or new.details is not null or new.erased_at is null or old.erased_at is not null",
    ...["position", "at", "kind", "provider", "provider_account_id", "operation_id", "details_hash", "entry_hash"].map(
      (column) => `new.${column} is distinct from old.${column}`,
    ),
  ].join(" or "),
);
const refusal = sql.raw("'The audit log is append-only.'");

export const sqliteAppendOnly: AppendOnlyRules = {
  refusals: [
    sql`create trigger audit_log_no_delete before delete on audit_log begin select raise(abort, ${refusal}); end`,
    sql`create trigger audit_log_no_update before update on audit_log when ${isNoErasure}
      begin select raise(abort, ${refusal}); end`,
  ],
  actorSubject: sql.raw("(details ->> '$.actor.subject')"),
  customerId: sql.raw("(details ->> '$.customerId')"),
  ownerKey: sql.raw("((details ->> '$.owner.kind') || ':' || (details ->> '$.owner.id'))"),
};

export const postgresAppendOnly: AppendOnlyRules = {
  refusals: [
    sql`create function audit_log_refuse() returns trigger language plpgsql as
      $$ begin raise exception using message = ${refusal}; end $$`,
    sql`create trigger audit_log_no_delete before delete on audit_log
      for each row execute function audit_log_refuse()`,
    sql`create trigger audit_log_no_truncate before truncate on audit_log
      for each statement execute function audit_log_refuse()`,
    sql`create trigger audit_log_no_update before update on audit_log
      for each row when (${isNoErasure}) execute function audit_log_refuse()`,
  ],
  actorSubject: sql.raw("(details::jsonb #>> '{actor,subject}')"),
  customerId: sql.raw("(details::jsonb ->> 'customerId')"),
  ownerKey: sql.raw("((details::jsonb #>> '{owner,kind}') || ':' || (details::jsonb #>> '{owner,id}'))"),
};
