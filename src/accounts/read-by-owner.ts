import type { Instant, Owner, OwnerKind } from "../domain/account.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import { type ErrorCode, GatewayError } from "../domain/errors.ts";
import type { ListFilterName } from "../providers/provider.ts";
import type { Observation } from "./directory-contract.ts";
import type { LiveReading, ReadThroughParts } from "./read-through.ts";

/** An account that is wanted live, and whose it is as far as that is known. */
export interface Wanted {
  readonly id: string;
  readonly owner: Owner | null;
}

/** Failures that say nothing of the accounts themselves, asked for one by one. With all others the provider is not to be asked again. */
const ofTheList: readonly ErrorCode[] = ["PROVIDER_MALFORMED_ANSWER", "PROVIDER_REJECTED", "PROVIDER_ERROR"];

/** Every provider shows at least so many accounts on a page. */
const fewestRows = 10;

const filterOf: Record<OwnerKind, ListFilterName> = { CLIENT: "clientId", USER: "userId", MERCHANT: "merchantId" };

/**
 * Reads several accounts of one owner by a page of that owner's list, where the provider can filter by it and the page
 * holds them all: one call instead of one for each. Answers the accounts that were told completely and without doubt,
 * and the error where the provider does not answer at all. All others are to be read one by one: those that the list
 * does not show (it may lag behind), whose status it tells differently, or of whose balances it leaves out an amount.
 */
export async function readByOwner(
  parts: ReadThroughParts,
  wanted: readonly Wanted[],
  asOf: Instant,
  heard: (answers: readonly Observation[]) => void,
): Promise<ReadonlyMap<string, LiveReading>> {
  const readings = new Map<string, LiveReading>();
  const groups = Map.groupBy(wanted, ({ owner }) => ownerKey(owner));
  const lists = [...groups.values()].map(async (group) => {
    const owner = group[0]?.owner ?? null;
    if (owner === null || !(await isSaving(parts, owner, group))) return [];
    try {
      return await listed(parts, owner, group, asOf);
    } catch (error) {
      if (!(error instanceof GatewayError) || !ofTheList.includes(error.code))
        for (const { id } of group) readings.set(id, toError(error));
      return [];
    }
  });
  const answers = (await Promise.all(lists)).flat();
  const observed = await parts.directory.observe(answers, "SWEEP");
  for (const { outcome, snapshot } of observed) {
    if (outcome !== "SUPERSEDED" && hasAllAmounts(snapshot, asOf)) readings.set(snapshot.ref.id, snapshot);
  }
  heard(answers.filter(({ ref }) => readings.has(ref.id)));
  return readings;
}

/** Whether a page of the owner's list costs fewer calls than its accounts: it must hold them all, as far as is known. */
async function isSaving({ directory, provider }: ReadThroughParts, { kind, id }: Owner, group: readonly Wanted[]) {
  if (group.length < 2 || !provider.filters.includes(filterOf[kind])) return false;
  const ofOwner = { providers: [provider.name], owners: [{ kind, id }] };
  return (await directory.count({ sees: "everything" }, ofOwner)).total <= fewestRows;
}

/** What a page of the owner's list says of the accounts that are wanted. */
async function listed(
  { provider, call }: ReadThroughParts,
  { kind, id }: Owner,
  group: readonly Wanted[],
  asOf: Instant,
): Promise<readonly Observation[]> {
  const page = await provider.listAccounts(call, null, { [filterOf[kind]]: id });
  const ids = new Set(group.map((one) => one.id));
  return page.accounts
    .filter((account) => ids.has(account.id))
    .map((account) => ({ ref: { provider: provider.name, id: account.id }, account, asOf }));
}

/** Whether the answer asked for at `asOf` told every amount that the account ever had. */
function hasAllAmounts({ balancesAsOf, facts }: AccountSnapshot, asOf: Instant): boolean {
  return (balancesAsOf ?? "") >= asOf && (facts.balances ?? []).every(({ toldEarlier }) => toldEarlier === undefined);
}

function ownerKey(owner: Owner | null): string {
  return owner === null ? "" : `${owner.kind} ${owner.id}`;
}

function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
