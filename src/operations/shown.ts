import { accountsOfHolder } from "../accounts/accounts-of-holder.ts";
import type { Directory, Observation } from "../accounts/directory-contract.ts";
import { overtaken } from "../accounts/read-through.ts";
import { readUnstored } from "../accounts/read-unstored.ts";
import { type AccountRef, refKey } from "../domain/account-ref.ts";
import type { Sought } from "./candidates.ts";
import { isMet } from "./is-met.ts";
import type { Verdict } from "./verdict.ts";

/**
 * What the provider shows now of a change whose answer was lost. A yes, where its account, or each of its holder's, is
 * as the change was to make it: what they show is stored with the yes, as the change's own. OTHERWISE: it was stored
 * at once, like anything that is read. NOTHING: no account shows it, or the provider does not know one any more.
 * Throws why one cannot be read.
 */
export async function shownBy(
  one: Sought,
): Promise<Extract<Verdict, { state: "SUCCEEDED" }> | "OTHERWISE" | "NOTHING"> {
  const { directory, plan, stored } = one;
  const wanted = plan.holder === null ? plan.target : ({ status: "CLOSED" } as const);
  const refs = await shownOn(one);
  if (wanted === null || refs.length === 0) return "NOTHING";
  const { read, failure } = await readUnstored(one, refs);
  if (failure !== null) throw failure;
  const known = await directory.find({ sees: "everything" }, refs);
  const isShown = ({ ref, account }: Observation) =>
    isMet(wanted, { ...known.get(refKey(ref))?.facts, ...account.facts });
  if (read.length < refs.length || !read.every(isShown)) {
    await storeAsRead(directory, read);
    return read.every(isShown) ? "NOTHING" : "OTHERWISE";
  }
  const { account } = stored.operation;
  return account === null
    ? { state: "SUCCEEDED", account, told: null, owned: read }
    : { state: "SUCCEEDED", account, told: read[0] ?? null };
}

/** A holder of whom no account is known, or none that was open before, shows nothing. */
async function shownOn({ directory, provider, plan, stored }: Sought): Promise<readonly AccountRef[]> {
  const { account } = stored.operation;
  if (plan.holder === null) return account === null ? [] : [account];
  if (!plan.holder.hadOpenAccounts) return [];
  return (await accountsOfHolder(directory, provider.name, plan.holder)).map(({ ref }) => ref);
}

/** An answer that was overtaken on its way says nothing against the change. */
async function storeAsRead(directory: Directory, read: readonly Observation[]): Promise<void> {
  const observed = await directory.observe(read, "READ");
  const late = observed.findIndex(({ outcome }) => outcome === "SUPERSEDED");
  if (late >= 0) throw overtaken(read[late]?.ref.provider ?? "");
}
