import { accountsOfHolder, accountsWith } from "../accounts/accounts-of-holder.ts";
import type { Directory } from "../accounts/directory-contract.ts";
import { mayHaveMade, tracesOf } from "../accounts/late-suspects.ts";
import type { Instant, ProviderAccount } from "../domain/account.ts";
import type { Call, Provider } from "../providers/provider.ts";
import type { Database } from "../storage/database.ts";
import type { StoredOperation } from "../storage/operation-rows.ts";
import { claimedAccounts } from "../storage/operation-store.ts";
import { findAllCreated } from "./created-accounts.ts";
import { creationLane, type StoredPlan, traceOf } from "./plan.ts";
import type { Verdict } from "./verdict.ts";

/** An operation, with what it takes to ask what came of it. */
export interface Sought {
  readonly stored: StoredOperation;
  readonly plan: StoredPlan;
  readonly database: Pick<Database, "read">;
  readonly directory: Directory;
  readonly provider: Provider;
  readonly call: Call;
}

/** The accounts that may have come of it, as its provider shows them now; null where that cannot be asked. */
export async function candidatesOf(one: Sought): Promise<readonly ProviderAccount[] | null> {
  const { provider, call, database, plan, stored } = one;
  if (plan.creation === null) return null;
  const found = await findAllCreated(provider, call, {
    plan: { ...plan.creation, request: plan.request, memory: plan.memory },
    clientAccountId: stored.operation.clientAccountId ?? "",
    sentAt: stored.firstSentAt,
    before: stored.before,
  });
  if (found === null) return null;
  const ids = found.map(({ id }) => id);
  const claimed = await claimedAccounts(database.read, provider.name, ids);
  const older = await knownBefore(one, ids);
  return found.filter(({ id }) => !claimed.has(id) && !older.has(id));
}

/**
 * What the accounts that show say of the operation, where that is certain: one alone, at a provider that shows none that
 * only look like it. Null where a person has to choose.
 */
export function certainOf(
  { name, findsLookalikes }: Provider,
  shown: readonly ProviderAccount[],
  asOf: Instant,
): Verdict | null {
  const [account] = shown;
  if (account === undefined || shown.length > 1 || findsLookalikes) return null;
  const ref = { provider: name, id: account.id };
  return { state: "SUCCEEDED", account: ref, told: { account, asOf }, isFound: true };
}

/**
 * From now on they are known like anything that a list tells: people choose among them also while the provider cannot be
 * asked. `asOf`: before it was asked for them.
 */
export async function storeCandidates(
  { directory, provider }: Pick<Sought, "directory" | "provider">,
  candidates: readonly ProviderAccount[],
  asOf: Instant,
): Promise<void> {
  const listed = candidates.map((account) => {
    return { ref: { provider: provider.name, id: account.id }, account, asOf, isListed: true };
  });
  await directory.observe(listed, "READ");
}

/** Those that were seen before this was sent: they cannot have come of it, however much they look like it. */
async function knownBefore(
  { directory, provider, stored }: Sought,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const refs = ids.map((id) => ({ provider: provider.name, id }));
  const known = [...(await directory.find({ sees: "everything" }, refs)).values()];
  return new Set(known.filter(({ firstSeenAt }) => firstSeenAt < stored.firstSentAt).map(({ ref }) => ref.id));
}

/** The same where the provider cannot be asked: what was seen since it was sent. */
export async function knownCandidates(one: Omit<Sought, "call">): Promise<readonly string[]> {
  const { provider, database, directory, plan, stored } = one;
  if (plan.creation === null) return [];
  const { owner } = plan.creation;
  const clientAccountIds = [stored.operation.clientAccountId ?? ""];
  const known =
    owner === null
      ? await accountsWith(directory, { providers: [provider.name], clientAccountIds })
      : await accountsOfHolder(directory, provider.name, owner);
  const trace = creationLane(provider.name, plan.creation) ?? traceOf(stored) ?? "";
  const ids = known
    .filter(({ firstSeenAt }) => firstSeenAt >= stored.firstSentAt)
    .filter((account) => tracesOf(account).includes(trace) && mayHaveMade(stored, account))
    .map(({ ref }) => ref.id);
  const claimed = await claimedAccounts(database.read, provider.name, ids);
  return ids.filter((id) => !claimed.has(id));
}
