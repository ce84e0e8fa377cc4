import type { Observation } from "../accounts/directory-contract.ts";
import type { Instant } from "../domain/account.ts";
import { type AccountRef, refKey } from "../domain/account-ref.ts";
import { type ErrorCode, GatewayError } from "../domain/errors.ts";
import type { Call } from "../providers/provider.ts";
import { countPresent, loadUnobserved } from "../storage/sweep-queries.ts";
import type { SweepRow } from "../storage/sweep-store.ts";
import type { SweepParts } from "./sweep.ts";

const atOnce = 20;
/** Always allowed, so that a provider with few accounts can lose some. */
const fewestAllowed = 3;
const allowedShare = 0.01;

/**
 * Asks for every stored account that nobody has told of since the sweep began, and marks those that the provider does
 * not know. More than 1 % of the provider's accounts (three are always allowed), or an empty list where there were
 * accounts, is taken for a failure of the provider: SWEEP_TOO_MANY_MISSING, and none is marked. Answers how many
 * accounts could not be read.
 */
export async function markVanished(parts: SweepParts, { started_at, seen }: SweepRow, call: Call): Promise<number> {
  const { database, directory, provider } = parts;
  const since = started_at ?? (await directory.now());
  const present = await countPresent(database, provider.name);
  const allowed = seen === 0 ? 0 : Math.max(fewestAllowed, Math.floor(present * allowedShare));
  const vanished: { readonly ref: AccountRef; readonly asOf: Instant }[] = [];
  let failed = 0;
  for (let after = 0; ; ) {
    const rows = await loadUnobserved(database, provider.name, { since, after, limit: atOnce });
    const last = rows.at(-1);
    if (last === undefined) break;
    // An empty list says nothing: not even one of its accounts is asked for.
    if (seen === 0) throw tooMany(provider.name);
    after = last.rowId;
    const ids = await unheardOf(
      parts,
      rows.map(({ id }) => id),
      since,
    );
    const asked = await ask(parts, ids, call);
    vanished.push(...asked.vanished);
    failed += asked.failed;
    if (vanished.length > allowed) throw tooMany(provider.name);
  }
  for (const [asOf, group] of Map.groupBy(vanished, (one) => one.asOf)) {
    await directory.observeMissing(
      group.map(({ ref }) => ref),
      asOf,
      "SWEEP",
    );
  }
  return failed;
}

/** Without those whose newer date waits in this process to be written. */
async function unheardOf({ directory, provider }: SweepParts, ids: readonly string[], since: Instant) {
  const refs = ids.map((id) => ({ provider: provider.name, id }));
  const snapshots = await directory.find({ sees: "everything" }, refs);
  return refs.filter((ref) => (snapshots.get(refKey(ref))?.asOf ?? "") < since).map(({ id }) => id);
}

async function ask({ directory, provider }: SweepParts, ids: readonly string[], call: Call) {
  call.signal.throwIfAborted();
  const asOf = await directory.now();
  const answers = await Promise.allSettled(ids.map((id) => provider.getAccount(call, id)));
  const told: Observation[] = [];
  const vanished: { ref: AccountRef; asOf: Instant }[] = [];
  const errors: unknown[] = [];
  for (const [index, answer] of answers.entries()) {
    const ref = { provider: provider.name, id: ids[index] ?? "" };
    if (answer.status === "rejected") errors.push(answer.reason);
    else if (answer.value === null) vanished.push({ ref, asOf });
    else told.push({ ref, account: answer.value, asOf });
  }
  const outage = errors.find((error) => !isOf(error, ofOneAccount));
  if (outage !== undefined) throw outage;
  // The same failure for one account or for all: a provider that answers nothing at all stops the sweep here.
  if (errors.some((error) => isOf(error, ["PROVIDER_ERROR"]))) await provider.ping(call);
  await directory.observe(told, "READ");
  return { vanished, failed: errors.length };
}

/**
 * An account that makes no sense, may not be read, or makes its provider fail stays as it is known;
 * all else stops the sweep.
 */
const ofOneAccount: readonly ErrorCode[] = ["PROVIDER_MALFORMED_ANSWER", "PROVIDER_REJECTED", "PROVIDER_ERROR"];

function isOf(error: unknown, codes: readonly ErrorCode[]): boolean {
  return error instanceof GatewayError && codes.includes(error.code);
}

function tooMany(provider: string): GatewayError {
  const message = `${provider} no longer knows so many accounts that none of them was marked as missing.`;
  return new GatewayError("SWEEP_TOO_MANY_MISSING", message, { provider });
}
