import type { Instant } from "../domain/account.ts";
import type { EventCause } from "../domain/account-event.ts";
import { refKey } from "../domain/account-ref.ts";
import type { AccountSnapshot, UnstoredSnapshot } from "../domain/account-snapshot.ts";
import { chunked } from "../domain/chunks.ts";
import type { ProviderLog } from "../providers/provider.ts";
import type { StoredAccount } from "../storage/account-rows.ts";
import { type AccountWrite, loadAccounts, lockAccounts, saveAccounts } from "../storage/account-store.ts";
import type { Database, WriteTransaction } from "../storage/database.ts";
import { hasOtherBalances } from "./account-changes.ts";
import type { AuditOrigin } from "./change-audit.ts";
import type {
  Change,
  ChangeOutcome,
  Directory,
  Observation,
  ObservationOutcome,
  Observed,
  Sight,
  ToldBy,
} from "./directory-contract.ts";
import type { Freshness } from "./directory-freshness.ts";
import { findLateAccounts, type LateAccount } from "./late-accounts.ts";
import { change, changesStatus, differs, firstSight, later, refresh, remember } from "./merge.ts";
import { nameNewHolders } from "./new-holders.ts";
import { type RecordedChange, recordChanges } from "./record-changes.ts";

const batchSize = 200;

/** What all observations of one call have in common. */
interface Occasion extends Pick<ToldBy, "providerTime" | "movesBalances"> {
  readonly cause: EventCause;
  readonly deliveryId: string | null;
  /** Every answer had arrived by then: whatever is asked for later is newer than what is stored now. */
  readonly heardAt: Instant;
  /** Whom the audit log names. */
  readonly origin: AuditOrigin;
}

interface Written {
  readonly stored: readonly AccountSnapshot[];
  readonly recorded: ReadonlySet<string>;
  readonly late: readonly LateAccount[];
}

const toldByNobody = { deliveryId: null, providerTime: null, movesBalances: false };

/** What nobody asked the gateway to change, it saw by itself. */
function seenBy(sight: Sight) {
  const cause = typeof sight === "string" ? sight : "WEBHOOK";
  const origin: AuditOrigin = { actor: { system: cause }, operationId: null };
  return { cause, origin, ...(typeof sight === "string" ? toldByNobody : sight) } as const;
}

/** Stores what providers told; the promises are `Directory.observe` and `Directory.observeChanges`. */
export function createObserver(database: Database, freshness: Freshness, log: ProviderLog) {
  /** Distinct accounts only. Answers that change nothing need no transaction. */
  async function observeBatch(batch: readonly Observation[], occasion: Occasion): Promise<Map<string, Observed>> {
    const known = await loadAccounts(database.read, batch.map(refOf));
    const { observed } = judgeAll(batch, known, occasion);
    let unwritten = batch.filter((observation) => !observed.has(keyOf(observation)));
    while (unwritten.length > 0) {
      for (const [key, answer] of await writeBatch(unwritten, occasion)) observed.set(key, answer);
      // What another process stored first, between our look and our write, is judged again against its row.
      unwritten = unwritten.filter((observation) => !observed.has(keyOf(observation)));
    }
    const unchanged = [...observed.values()].filter(({ outcome }) => outcome === "UNCHANGED");
    await freshness.note(
      unchanged.map(({ snapshot }) => snapshot),
      occasion.heardAt,
    );
    return observed;
  }

  async function writeBatch(batch: readonly Observation[], occasion: Occasion): Promise<Map<string, Observed>> {
    const { answers, late } = await database.transaction(async (transaction) => {
      const locked = await lockAccounts(transaction, database.engine, batch.map(refOf));
      const { observed, writes } = judgeAll(batch, locked, occasion);
      const isNew = new Set(writes.filter(({ before }) => before === null).map(({ after }) => refKey(after.ref)));
      const { stored, late } = await write(transaction, writes, occasion);
      for (const snapshot of stored) {
        const key = refKey(snapshot.ref);
        observed.set(key, { outcome: isNew.has(key) ? "CREATED" : "CHANGED", snapshot });
      }
      return { answers: observed, late };
    });
    for (const { provider, accountId: account, operationId: operation } of late) {
      log.warn(
        { provider, account, operation },
        "an account appeared that may have come of an operation that had ended",
      );
    }
    return answers;
  }

  /**
   * Stores accounts, and the events and audit entries of their changes; a new account that another process stored first is
   * left out. `recorded`: the keys of those that the audit log tells of.
   */
  async function write(
    transaction: WriteTransaction,
    writes: readonly AccountWrite[],
    { heardAt, origin, ...common }: Occasion,
  ): Promise<Written> {
    const named = await nameNewHolders(transaction, writes);
    const saved = await saveAccounts(transaction, database.engine, named);
    const changes = named.flatMap(({ before, after }): readonly RecordedChange[] => {
      const snapshot = saved.get(refKey(after.ref));
      if (snapshot === undefined) return [];
      return [{ before: before?.snapshot ?? null, after: snapshot, occurredAt: snapshot.asOf }];
    });
    const appeared = changes.filter(({ before }) => before === null).map(({ after }) => after);
    const late = await findLateAccounts(transaction, appeared, { cause: common.cause, at: heardAt, origin });
    const recorded = await recordChanges(transaction, changes, { ...common, recordedAt: heardAt }, origin, late);
    return { stored: [...saved.values()], recorded, late };
  }

  /**
   * What becomes of each observation, given the rows as they are: an answer for those that write
   * nothing, a write for the others.
   */
  function judgeAll(batch: readonly Observation[], known: ReadonlyMap<string, StoredAccount>, occasion: Occasion) {
    const observed = new Map<string, Observed>();
    const writes: AccountWrite[] = [];
    for (const observation of batch) {
      const before = known.get(keyOf(observation));
      if (before === undefined) {
        writes.push({ before: null, after: firstSight(observation, occasion.heardAt), storedAt: occasion.heardAt });
        continue;
      }
      const current = freshness.overlay(before.snapshot);
      const outcome = judge(before, observation, occasion);
      if (outcome === "CHANGED") {
        writes.push({ before, after: change(current, observation), storedAt: occasion.heardAt });
      } else {
        const snapshot = outcome === "UNCHANGED" ? refresh(current, observation) : current;
        observed.set(keyOf(observation), { outcome, snapshot });
      }
    }
    return { observed, writes };
  }

  /**
   * Two answers whose calls overlap in time can arrive in either order, so a differing one counts only when it was asked
   * for after the last one that was stored, or found to be true, had arrived. Lists may lag behind: a change of status,
   * or the return of a missing account, counts only when the account itself tells it. Another balance is a difference only
   * where the provider had told that it moved.
   */
  function judge(
    { snapshot, storedAt }: StoredAccount,
    observation: Observation,
    { cause, movesBalances }: Pick<Occasion, "cause" | "movesBalances">,
  ): Exclude<ObservationOutcome, "CREATED"> {
    const { facts } = observation.account;
    const isBack = snapshot.missingSince !== null;
    const isMoved = movesBalances && hasOtherBalances(snapshot, refresh(freshness.overlay(snapshot), observation));
    if (!isBack && !isMoved && !differs(snapshot, facts)) return "UNCHANGED";
    const isListed = observation.isListed ?? cause === "SWEEP";
    if (isListed && (isBack || changesStatus(snapshot, facts))) return "SUPERSEDED";
    const confirmed = confirmedAt(freshness, { snapshot, storedAt });
    // A change of ours was asked for after what was heard in the same millisecond, by whoever made it.
    const isLater = cause === "MUTATION" ? observation.asOf >= confirmed : observation.asOf > confirmed;
    return isLater ? "CHANGED" : "SUPERSEDED";
  }

  async function observe(observations: readonly Observation[], sight: Sight): Promise<readonly Observed[]> {
    if (observations.length === 0) return [];
    const occasion = { heardAt: await database.now(), ...seenBy(sight) };
    const answers = new Array<Observed>(observations.length);
    for (const batch of inBatches(observations)) {
      const observed = await observeBatch([...batch.values()], occasion);
      for (const [index, observation] of batch) {
        const answer = observed.get(keyOf(observation));
        if (answer !== undefined) answers[index] = answer;
      }
    }
    return answers;
  }

  async function observeChanges(
    transaction: WriteTransaction,
    changes: readonly Change[],
    { heardAt, origin }: Pick<Occasion, "heardAt" | "origin">,
  ): Promise<readonly ChangeOutcome[]> {
    const occasion = { cause: "MUTATION", heardAt, origin, ...toldByNobody } as const;
    const overtaken = new Set<string>();
    const recorded = new Set<string>();
    let unwritten = changes;
    while (unwritten.length > 0) {
      const locked = await lockAccounts(
        transaction,
        database.engine,
        unwritten.map(({ ref }) => ref),
      );
      const writes: AccountWrite[] = [];
      for (const change of unwritten) {
        const known = locked.get(refKey(change.ref));
        const { isOvertaken, after } = judgeChange(known, change);
        if (isOvertaken) overtaken.add(refKey(change.ref));
        // Whoever stored it while this one waited for its lock was told something later.
        const storedAt = later(known?.storedAt ?? heardAt, heardAt);
        if (after !== null) writes.push({ before: known ?? null, after, storedAt });
      }
      const stored = new Set<string>();
      // What is known is locked by now: that the logs are from the first part on keeps nobody waiting for each other.
      for (const part of chunked(writes, batchSize)) {
        const written = await write(transaction, part, occasion);
        for (const { ref } of written.stored) stored.add(refKey(ref));
        for (const key of written.recorded) recorded.add(key);
      }
      const lost = new Set(writes.map(({ after }) => refKey(after.ref)).filter((key) => !stored.has(key)));
      // A new account that another process stored first is judged again against its row.
      unwritten = unwritten.filter(({ ref }) => lost.has(refKey(ref)));
    }
    return changes.map(({ ref }) => {
      if (overtaken.has(refKey(ref))) return "SUPERSEDED";
      return recorded.has(refKey(ref)) ? "RECORDED" : "UNCHANGED";
    });
  }

  /** What becomes of a change, given the account as it is; `after` is null when nothing is to be written. */
  function judgeChange(
    known: StoredAccount | undefined,
    { ref, told, memory }: Change,
  ): { readonly isOvertaken: boolean; readonly after: UnstoredSnapshot | null } {
    const facts = told && { ...told.account.facts, ...memory };
    const observation = told && facts && { ref, asOf: told.asOf, account: { ...told.account, facts } };
    if (known === undefined) {
      return { isOvertaken: false, after: observation && firstSight(observation, observation.asOf) };
    }
    const current = freshness.overlay(known.snapshot);
    const judged = observation && judge(known, observation, { cause: "MUTATION", movesBalances: false });
    if (observation !== null && judged === "CHANGED")
      return { isOvertaken: false, after: change(current, observation) };
    const after = differs(current, memory) ? remember(current, memory) : null;
    return { isOvertaken: judged === "SUPERSEDED", after };
  }

  return { observe, observeChanges };
}

/** Marks accounts that their provider does not know; the promise is `Directory.observeMissing`. */
export function createMissingObserver(database: Database, freshness: Freshness): Directory["observeMissing"] {
  return async (refs, asOf, sight) => {
    const isNews = (account: StoredAccount) =>
      account.snapshot.missingSince === null && asOf > confirmedAt(freshness, account);
    // Most often nothing is known of the account, or this already: then nothing is locked.
    const known = [...(await loadAccounts(database.read, refs)).values()].filter(isNews);
    if (known.length === 0) return;
    const storedAt = await database.now();
    await database.transaction(async (transaction) => {
      const locked = await lockAccounts(
        transaction,
        database.engine,
        known.map(({ snapshot }) => snapshot.ref),
      );
      const writes = [...locked.values()].filter(isNews).map((before) => {
        const after = { ...freshness.overlay(before.snapshot), missingSince: asOf };
        return { before, after, storedAt };
      });
      await saveAccounts(transaction, database.engine, writes);
      const changes = writes.map(({ before, after }) => ({ before: before.snapshot, after, occurredAt: asOf }));
      const { origin, ...common } = seenBy(sight);
      await recordChanges(transaction, changes, { ...common, recordedAt: storedAt }, origin);
    });
  };
}

/** When the last answer that was stored, or found to be true, had arrived. */
function confirmedAt(freshness: Freshness, account: Pick<StoredAccount, "snapshot" | "storedAt">): Instant {
  return later(account.storedAt, freshness.heardAt(account.snapshot) ?? account.storedAt);
}

/** Newest first and never one account twice in a batch, so that of two answers about one account the newer one is stored. */
function inBatches(observations: readonly Observation[]): readonly ReadonlyMap<number, Observation>[] {
  const newestFirst = [...observations.entries()].sort(([, one], [, other]) => compare(other.asOf, one.asOf));
  const times = new Map<string, number>();
  const rounds = Map.groupBy(newestFirst, ([, observation]) => {
    const round = times.get(keyOf(observation)) ?? 0;
    times.set(keyOf(observation), round + 1);
    return round;
  });
  return [...rounds.values()].flatMap((round) => chunked(round, batchSize).map((part) => new Map(part)));
}

function compare(one: Instant, other: Instant): number {
  return one < other ? -1 : Number(one > other);
}

function keyOf({ ref }: Observation): string {
  return refKey(ref);
}

function refOf({ ref }: Observation): Observation["ref"] {
  return ref;
}
