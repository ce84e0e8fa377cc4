import type { BankName, LedgerAccount } from "./banks.ts";
import { isShown } from "./wishes.ts";
import type { Evidence, Testimony } from "./witness.ts";

/** What is to be shown of one provider: the first four must be 0. */
export interface Verdict {
  /** Accounts in the ledger that are nobody's, or two keys' at once. */
  readonly beyond: number;
  /** Accounts that a client was told of, and that are not there, or another one by now. */
  readonly lost: number;
  /** Operations that are neither finished nor shown to be in doubt. */
  readonly unfinished: number;
  /** Changes that are said to be made and are not, or the other way round; accounts that are not what was asked for. */
  readonly untrue: number;
  readonly wishes: number;
  readonly succeeded: number;
  readonly refused: number;
  /** Clients that went away after asking once. */
  readonly wentAway: number;
  /** Clients that asked for minutes and then gave up. */
  readonly gaveUp: number;
  /** Operations whose outcome was unknown at first … */
  readonly doubted: number;
  /** … and those of them that were settled without a person. */
  readonly settledAlone: number;
  /** Accounts that were looked for and of which the ledger held exactly one … */
  readonly withOneCandidate: number;
  /** … and those of them that were found without a person. */
  readonly foundAlone: number;
  /** What went to people, by cause. */
  readonly toPeople: Readonly<Record<string, number>>;
  readonly leftInDoubt: number;
  /** Every key that something is wrong with, in words. */
  readonly problems: readonly string[];
}

export function judge(bank: BankName, { testimonies, ledgers }: Evidence): Verdict {
  const own = testimonies.filter(({ wish }) => wish.bank === bank);
  const ledger = new Map((ledgers.get(bank) ?? []).map((account) => [account.id, account]));
  const problems = [
    ...beyondOne(own, ledger),
    ...lostOnes(own, ledger),
    ...unfinishedOnes(own),
    ...untrueOnes(own, ledger),
    ...wrongOnes(own, ledger),
  ];
  const count = (kind: string) => problems.filter((problem) => problem.startsWith(kind)).length;
  const having = (holds: (one: Testimony) => boolean) => own.filter(holds).length;

  const isAlone = ({ operation, decisions }: Testimony) => operation?.state !== "IN_DOUBT" && decisions.length === 0;
  const doubted = own.filter(({ wasInDoubt }) => wasInDoubt);
  const sought = doubted.filter(({ wish }) => wish.mutation === "createAccount");
  const found = sought.filter((one) => isAlone(one) && one.operation?.state === "SUCCEEDED");
  const overlooked = sought.filter(({ decisions }) => decisions.some(({ candidates }) => candidates === 1));
  return {
    beyond: count("beyond"),
    lost: count("lost"),
    unfinished: count("unfinished"),
    untrue: count("untrue"),
    wishes: own.length,
    succeeded: having(({ operation }) => operation?.state === "SUCCEEDED"),
    refused: having(({ ending }) => ending?.state === "REJECTED" || ending?.state === "REFUSED"),
    wentAway: having(({ ending }) => ending?.state === "WENT_AWAY"),
    gaveUp: having(({ ending }) => ending === null || ending.state === "GAVE_UP"),
    doubted: doubted.length,
    settledAlone: doubted.filter(isAlone).length,
    withOneCandidate: found.length + overlooked.length,
    foundAlone: found.length,
    toPeople: countBy(own.filter(({ decisions }) => decisions.length > 0).map(({ wish }) => wish.cause)),
    leftInDoubt: having(({ operation }) => operation?.state === "IN_DOUBT"),
    problems,
  };
}

function beyondOne(own: readonly Testimony[], ledger: ReadonlyMap<string, LedgerAccount>): string[] {
  const owners = new Map<string, string[]>();
  for (const { wish, operation } of own) {
    if (wish.mutation !== "createAccount" || !operation?.account) continue;
    const { providerAccountId: id } = operation.account;
    owners.set(id, [...(owners.get(id) ?? []), wish.key]);
  }
  const waiting = new Set(
    own.flatMap(({ operation }) =>
      operation?.state === "IN_DOUBT" ? operation.candidates.map(({ providerAccountId }) => providerAccountId) : [],
    ),
  );
  const nobodys = [...ledger.keys()].filter((id) => !owners.has(id) && !waiting.has(id));
  const shared = [...owners].filter(([, keys]) => keys.length > 1);
  return [
    ...nobodys.map((id) => `beyond one per key: ${id} is nobody's: ${JSON.stringify(ledger.get(id))}`),
    ...shared.map(([id, keys]) => `beyond one per key: ${id} is ${keys.join(" and ")}`),
  ];
}

function lostOnes(own: readonly Testimony[], ledger: ReadonlyMap<string, LedgerAccount>): string[] {
  return own.flatMap(({ wish, ending, operation }) => {
    if (ending?.state === "DIFFERENT") return [`lost: ${wish.key} was answered in two ways`];
    if (wish.mutation !== "createAccount" || ending?.state !== "SUCCEEDED") return [];
    const told = ending.account?.providerAccountId ?? "none";
    const now = operation?.account?.providerAccountId ?? "none";
    return told === now && ledger.has(told) ? [] : [`lost: ${wish.key} was told of ${told}, and has ${now} now`];
  });
}

function unfinishedOnes(own: readonly Testimony[]): string[] {
  const open = own.filter(({ operation }) => operation?.state === "IN_PROGRESS");
  return open.map(({ wish }) => `unfinished: ${wish.key} (${wish.mutation})`);
}

function untrueOnes(own: readonly Testimony[], ledger: ReadonlyMap<string, LedgerAccount>): string[] {
  return own.flatMap(({ wish, operation }) => {
    const account = wish.account === null ? undefined : ledger.get(wish.account);
    if (account === undefined || operation?.state === "IN_DOUBT" || operation?.state === "IN_PROGRESS") return [];
    const isSaid = operation?.state === "SUCCEEDED";
    return isSaid === isShown(wish, account) ? [] : [`untrue: ${wish.key} is ${operation?.state}, not so the ledger`];
  });
}

/** Accounts that were opened, and are not what was asked for, or not shown under the client's own id. */
function wrongOnes(own: readonly Testimony[], ledger: ReadonlyMap<string, LedgerAccount>): string[] {
  const changed = Map.groupBy(own, ({ wish }) => wish.account);
  return own.flatMap(({ wish, operation }) => {
    const shown = operation?.account;
    const account = shown && ledger.get(shown.providerAccountId);
    if (wish.mutation !== "createAccount" || !account) return [];
    const changedSince = new Set((changed.get(account.id) ?? []).flatMap((one) => Object.keys(one.wish.shows)));
    const isAsAsked = isShown(wish, account, changedSince) && shown.clientAccountId === wish.input.clientAccountId;
    return isAsAsked
      ? []
      : [
          `untrue: ${wish.key} asked for ${JSON.stringify({ ...wish.input, ...wish.shows })}, and has ${shown.clientAccountId}, ${JSON.stringify(account)}`,
        ];
  });
}

function countBy(causes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const cause of causes.toSorted()) counts[cause] = (counts[cause] ?? 0) + 1;
  return counts;
}

/** What the proof demands of a provider, and does not have; empty: nothing. */
export function shortcomings(bank: BankName, verdict: Verdict): string[] {
  const { beyond, lost, unfinished, untrue, doubted, settledAlone, withOneCandidate, foundAlone } = verdict;
  const isKeyed = bank === "inventi" || bank === "if";
  const found = withOneCandidate === 0 ? 1 : foundAlone / withOneCandidate;
  return [
    beyond > 0 ? `${bank}: ${beyond} accounts beyond one per key` : "",
    lost > 0 ? `${bank}: ${lost} acknowledged accounts lost` : "",
    unfinished > 0 ? `${bank}: ${unfinished} operations neither finished nor in doubt` : "",
    untrue > 0 ? `${bank}: ${untrue} changes are not what they are said to be` : "",
    isKeyed && settledAlone < doubted ? `${bank}: ${doubted - settledAlone} operations needed a person` : "",
    !isKeyed && found < 0.99 ? `${bank}: ${withOneCandidate - foundAlone} accounts were there and not found` : "",
  ].filter((one) => one !== "");
}
