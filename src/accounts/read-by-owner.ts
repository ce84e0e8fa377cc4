import type { Instant, Owner, OwnerKind } from "../domain/account.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import { type ErrorCode, GatewayError } from "../domain/errors.ts";
import type { ListFilterName, Provider } from "../providers/provider.ts";
import type { Directory, Observation } from "./directory-contract.ts";
import { refresh } from "./merge.ts";
import { type LiveReading, type ReadThroughParts, toError } from "./read-through.ts";

/** An account that is wanted live, and whose it is as far as that is known. */
export interface Wanted {
  readonly id: string;
  readonly owner: Owner | null;
}

const filterOf: Record<OwnerKind, ListFilterName> = { CLIENT: "clientId", USER: "userId", MERCHANT: "merchantId" };

/** Every provider shows at least so many accounts on a page. */
const fewestRows = 10;

/**
 * Failures that say nothing of the accounts themselves, asked for one by one. With all others the provider
 * is not to be asked again.
 */
const ofTheList: readonly ErrorCode[] = ["PROVIDER_MALFORMED_ANSWER", "PROVIDER_REJECTED", "PROVIDER_ERROR"];

/**
 * The wanted accounts by owner: those that have the same one, and that its provider can list by that owner, in one group.
 */
export function byOwner<T extends Wanted>(provider: Provider, wanted: readonly T[]): readonly (readonly T[])[] {
  const key = ({ id, owner }: T) =>
    owner !== null && provider.filters.includes(filterOf[owner.kind]) ? `${owner.kind} ${owner.id}` : `alone ${id}`;
  return [...Map.groupBy(wanted, key).values()];
}

/**
 * Whether one page of the owner's list costs fewer calls than a group of its accounts: the page holds them all, as far
 * as is known.
 */
export async function isListCheaper(
  directory: Directory,
  provider: Provider,
  group: readonly Wanted[],
): Promise<boolean> {
  const owner = group[0]?.owner;
  if (group.length < 2 || owner == null) return false;
  const ofOwner = { providers: [provider.name], owners: [{ kind: owner.kind, id: owner.id }] };
  return (await directory.count({ sees: "everything" }, ofOwner)).total <= fewestRows;
}

/**
 * Reads the accounts of one owner by a page of that owner's list. Answers those that were told completely and without
 * doubt, and the error when the provider does not answer at all. The others are to be read one by one: those that the
 * list does not show (it may lag behind), whose status it tells differently, or of whose balances it leaves out an amount.
 *
 * A list that told nothing without doubt would have cost a call in vain, so of those with another status one is answered
 * by its balances alone: all else of it, its `asOf` too, is as it was known before.
 */
export async function readByOwner(
  { directory, provider, call }: ReadThroughParts,
  group: readonly Wanted[],
  asOf: Instant,
  keep: (answers: readonly Observation[]) => void,
): Promise<ReadonlyMap<string, LiveReading>> {
  const owner = group[0]?.owner;
  if (owner == null) return new Map();
  const filter = { [filterOf[owner.kind]]: owner.id };
  const page = await provider.listAccounts(call, null, filter).catch(toError);
  if (page instanceof Error) {
    const isOfTheList = page instanceof GatewayError && ofTheList.includes(page.code);
    return new Map(isOfTheList ? [] : group.map(({ id }) => [id, page]));
  }
  const ids = new Set(group.map(({ id }) => id));
  const told = page.accounts
    .filter(({ id }) => ids.has(id))
    .map((account) => ({ ref: { provider: provider.name, id: account.id }, account, asOf }));
  const observed = await directory.observe(
    told.map((answer) => ({ ...answer, isListed: true })),
    "READ",
  );
  const hasAll = provider.features.includes("BALANCES") ? hasAllAmounts : () => true;
  const complete = observed.filter(({ outcome, snapshot }) => outcome !== "SUPERSEDED" && hasAll(snapshot, asOf));
  const readings = new Map<string, LiveReading>(complete.map(({ snapshot }) => [snapshot.ref.id, snapshot]));
  keep(told.filter(({ ref }) => readings.has(ref.id)));
  if (readings.size > 0) return readings;

  const doubted = observed.flatMap(({ outcome, snapshot }, index) => {
    const answer = told[index];
    return outcome === "SUPERSEDED" && answer !== undefined ? [withBalances(snapshot, answer)] : [];
  });
  const one = doubted.find((snapshot) => snapshot.missingSince === null && hasAllAmounts(snapshot, asOf));
  return new Map(one && [[one.ref.id, one]]);
}

/** The account as it is known, with the balances of an answer that is doubted otherwise. */
function withBalances(known: AccountSnapshot, answer: Observation): AccountSnapshot {
  const { facts, balancesAsOf } = refresh(known, answer);
  return { ...known, balancesAsOf, facts: { ...known.facts, balances: facts.balances } };
}

/** Whether an answer asked for at `asOf` told every amount that the account ever had. */
function hasAllAmounts({ balancesAsOf, facts }: AccountSnapshot, asOf: Instant): boolean {
  return (balancesAsOf ?? "") >= asOf && (facts.balances ?? []).every(({ toldEarlier }) => toldEarlier === undefined);
}
