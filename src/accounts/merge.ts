import { isDeepStrictEqual } from "node:util";
import { type AccountFacts, amountNames, type Balance, type Instant } from "../domain/account.ts";
import type { AccountSnapshot, UnstoredSnapshot } from "../domain/account-snapshot.ts";
import type { Observation } from "./directory-contract.ts";

/** What is known of an account of which nothing was told. */
export const unknownFacts: AccountFacts = {
  clientAccountId: null,
  kind: "MAIN",
  mainAccountId: null,
  status: "UNKNOWN",
  providerStatus: "",
  holderType: null,
  holderName: null,
  holderAliases: [],
  organisation: null,
  owner: null,
  product: null,
  label: null,
  country: null,
  currencies: [],
  iban: null,
  bic: null,
  accountNumber: null,
  ledgerNumber: null,
  routingCodes: [],
  balances: null,
  provisioning: { state: "UNKNOWN", method: null, serviceProvider: null, reference: null, error: null },
  createdAt: null,
  updatedAt: null,
  lastUsedAt: null,
};

const factNames = Object.keys(unknownFacts) as readonly (keyof AccountFacts)[];

/** Facts that are sets: providers list them in any order. */
const setNames: ReadonlySet<keyof AccountFacts> = new Set(["currencies", "routingCodes"]);

/** Whether two values of a fact are the same. */
export function isSameFact(name: keyof AccountFacts, one: unknown, other: unknown): boolean {
  const isSet = setNames.has(name) && Array.isArray(one) && Array.isArray(other);
  return isDeepStrictEqual(isSet ? new Set(one) : one, isSet ? new Set(other) : other);
}

/**
 * Whether an answer tells anything new. Balances and `lastUsedAt` move all the time and never count,
 * nor does what was not told.
 */
export function differs(
  { facts, untold }: Pick<AccountSnapshot, "facts" | "untold">,
  told: Partial<AccountFacts>,
): boolean {
  const { balances, lastUsedAt, ...stable } = told;
  const stableNames = Object.keys(stable) as (keyof typeof stable)[];
  return stableNames.some((name) => untold.includes(name) || !isSameFact(name, stable[name], facts[name]));
}

/** Whether two snapshots of one account agree in all but what moves all the time. */
export function isSameState(one: AccountSnapshot, other: AccountSnapshot): boolean {
  const { balances, lastUsedAt, ...stable } = one.facts;
  return one.missingSince === other.missingSince && !differs({ facts: other.facts, untold: [] }, stable);
}

/**
 * Whether an answer tells another status. An account that was first seen by an endpoint that tells
 * none has none to change from.
 */
export function changesStatus(
  { facts, untold }: Pick<AccountSnapshot, "facts" | "untold">,
  told: Partial<AccountFacts>,
): boolean {
  return told.status !== undefined && told.status !== facts.status && !untold.includes("status");
}

/** The account at its first sight: what was told, and "unknown" for all else. */
export function firstSight({ ref, account: { facts, raw }, asOf }: Observation, heardAt: Instant): UnstoredSnapshot {
  return {
    ref,
    facts: { ...unknownFacts, ...facts },
    untold: factNames.filter((name) => !(name in facts)),
    asOf,
    balancesAsOf: facts.balances === undefined ? null : asOf,
    statusChangedAt: null,
    // Not `asOf`, when it was asked for: what a page tells may have been opened while it was on its way.
    firstSeenAt: heardAt,
    missingSince: null,
    raw,
  };
}

/** The account after a newer answer that differs. */
export function change(known: AccountSnapshot, observation: Observation): AccountSnapshot {
  const { balances, lastUsedAt, ...stable } = observation.account.facts;
  const refreshed = refresh(known, observation);
  return {
    ...refreshed,
    facts: { ...refreshed.facts, ...stable },
    untold: known.untold.filter((name) => !(name in observation.account.facts)),
    missingSince: null,
    statusChangedAt: changesStatus(known, stable) ? observation.asOf : known.statusChangedAt,
  };
}

/** The account with facts that no answer holds: as old as it was. */
export function remember<Known extends UnstoredSnapshot>(known: Known, memory: Partial<AccountFacts>): Known {
  return {
    ...known,
    facts: { ...known.facts, ...memory },
    untold: known.untold.filter((name) => !(name in memory)),
  };
}

/**
 * The account after an answer that does not differ: only what moves all the time is taken over, where the answer is newer.
 */
export function refresh(known: AccountSnapshot, { account: { facts, raw }, asOf }: Observation): AccountSnapshot {
  const { balances, lastUsedAt = known.facts.lastUsedAt } = facts;
  return freshest(known, {
    ...known,
    asOf,
    raw,
    balancesAsOf: balances === undefined ? known.balancesAsOf : asOf,
    facts: {
      ...known.facts,
      lastUsedAt,
      balances: balances === undefined ? known.facts.balances : mergeBalances(known, balances),
    },
  });
}

/**
 * `known` with balances, `lastUsedAt`, `raw` and dates of the `other` snapshot of the same account,
 * each where that one is newer.
 */
export function freshest(known: AccountSnapshot, other: AccountSnapshot): AccountSnapshot {
  const latest = other.asOf > known.asOf ? other : known;
  const balanced = (other.balancesAsOf ?? "") > (known.balancesAsOf ?? "") ? other : known;
  if (latest === known && balanced === known) return known;
  return {
    ...known,
    asOf: latest.asOf,
    raw: latest.raw,
    balancesAsOf: balanced.balancesAsOf,
    facts: { ...known.facts, lastUsedAt: latest.facts.lastUsedAt, balances: balanced.facts.balances },
  };
}

/** The balances as told; an amount that was not told keeps its last known value, and the time when that was told. */
function mergeBalances(known: AccountSnapshot, told: readonly Balance[] | null): readonly Balance[] | null {
  if (told === null) return null;
  const knownAt = known.balancesAsOf ?? known.asOf;
  return told.map((balance) => {
    const before = known.facts.balances?.find((one) => isSameBalance(one, balance));
    return before === undefined ? balance : mergeBalance(before, knownAt, balance);
  });
}

function mergeBalance(known: Balance, knownAt: Instant, told: Balance): Balance {
  const kept = amountNames.filter((name) => name in known && !(name in told));
  if (kept.length === 0) return told;
  const toldEarlier = Object.fromEntries(kept.map((name) => [name, known.toldEarlier?.[name] ?? knownAt]));
  return { ...known, ...told, toldEarlier };
}

function isSameBalance(known: Balance, told: Balance): boolean {
  if (told.providerBalanceId !== null && known.providerBalanceId !== null) {
    return told.providerBalanceId === known.providerBalanceId;
  }
  return told.currency === known.currency;
}

/** The later of two moments. */
export function later(one: Instant, other: Instant): Instant {
  if (one > other) return one;
  return other;
}
