import type { Instant, ProviderAccount } from "../domain/account.ts";
import { GatewayError } from "../domain/errors.ts";
import { shifted } from "../domain/instant.ts";
import { looksNeeded } from "../domain/operation.ts";
import type { Database } from "../storage/database.ts";
import { changeOperation } from "../storage/operation-store.ts";
import { candidatesOf, certainOf, type Sought, storeCandidates } from "./candidates.ts";
import { isRefusal, type Sent, type Subject, send, succeeded } from "./dispatch.ts";
import { shownBy } from "./shown.ts";
import type { Verdict } from "./verdict.ts";

/** What a provider's part of the configuration says of operations in doubt. */
export interface RecoverySettings {
  /** So long after its sending had ended, what does not show may be taken for not made. */
  readonly settleSeconds: number;
  /**
   * What is done about an account that does not show, where the provider has no key: a person
   * decides, or it is sent once more.
   */
  readonly whenNotFound: "person" | "again";
}

/** An operation in doubt, with what it takes to look into it. Whoever has it holds its lease. */
export interface Case extends Sought {
  readonly database: Database;
  readonly settings: RecoverySettings;
  /** When the look began: before anything is asked. */
  readonly now: Instant;
}

const soonestMs = 1_000;
const latestMs = 30_000;
const rarelyMs = 5 * 60_000;

/** Finds out what became of an operation in doubt. */
export async function investigate(one: Case): Promise<Verdict> {
  const { plan } = one;
  try {
    if (isReplayable(one)) return await replay(one);
    if (one.stored.isSentAgain) return await lookAndSend(one);
    if (plan.creation !== null) return await look(one, unseen(one));
    return await compare(one);
  } catch (error) {
    if (error instanceof GatewayError) return notYet(one, error);
    throw error;
  }
}

/** There is a key, and the provider still knows it for certain. */
export function isReplayable({
  plan,
  provider: { replayHorizonMs = null },
  stored,
  now,
}: Pick<Case, "plan" | "provider" | "stored" | "now">): boolean {
  if (plan.request.key === null) return false;
  return replayHorizonMs === null || now < shifted(stored.firstSentAt, replayHorizonMs);
}

/** The stored bytes again, under the provider's own key: their effect is there once, whatever became of the first ones. */
async function replay(one: Case): Promise<Verdict> {
  const sent = await sendOnceMore(one);
  if (sent.result === "YES") return succeeded(one, sent.told, subjectOf(one), one.now);
  if (sent.result !== "NO") return unanswered(one, sent);
  // A refusal is not the last word: the first attempt may have been accepted, and this one refused because of it.
  if (one.plan.creation !== null) return look(one, sent.error);
  const shown = await shownBy(one);
  if (typeof shown === "object") return shown;
  return missed(one, shown === "NOTHING" ? forAPerson(one.now, sent.error) : rejected(sent.error));
}

/** Looks for the account that would have come of it. `why`: what was heard last. */
async function look(one: Case, why: GatewayError): Promise<Verdict> {
  const candidates = await candidatesOf(one);
  if (candidates === null) return forAPerson(one.now, why);
  if (candidates.length > 0) return chosen(one, candidates, why);
  if (isRefusal(why)) return missed(one, rejected(why));
  const isSentAgain = one.plan.request.key === null && one.settings.whenNotFound === "again";
  return missed(one, isSentAgain ? "again" : forAPerson(one.now, why));
}

/** The one that shows, where it is for certain; a person's choice otherwise. */
async function chosen(one: Case, candidates: readonly ProviderAccount[], why: GatewayError): Promise<Verdict> {
  const certain = certainOf(one.provider, candidates, one.now);
  if (certain !== null) return certain;
  await storeCandidates(one, candidates, one.now);
  const choice = { ...forAPerson(one.now, why), candidates: candidates.map(({ id }) => id) };
  // Not at once: within its life the key says which one it is, as soon as the provider does not refuse it any more.
  return one.provider.findsLookalikes ? missed(one, choice) : choice;
}

/**
 * Whether what is there now is what the change would have made of it. Never sent again: somebody may have changed it since.
 */
async function compare(one: Case): Promise<Verdict> {
  const { provider } = one;
  const shown = await shownBy(one);
  if (shown === "NOTHING") return forAPerson(one.now, unseen(one));
  if (shown !== "OTHERWISE") return shown;
  const message = `The answer of ${provider.name} was lost, and nothing changed there.`;
  return missed(one, rejected(new GatewayError("NOT_APPLIED", message, { provider: provider.name })));
}

/** It does not show. Twice after the settle time, that counts. */
async function missed(one: Case, then: Verdict | "again"): Promise<Verdict> {
  const { stored, now } = one;
  const settledAt = settlesAt(one);
  const misses = stored.misses + Number(now >= settledAt);
  if (misses < looksNeeded) {
    const nextAttemptAt = now < settledAt ? settledAt : shifted(now, soonestMs);
    // What was asked again under its key just now and refused had no effect: the time to wait does not begin anew with it.
    const { dispatchedAt } = stored.operation;
    return { state: "IN_DOUBT", error: unseen(one), nextAttemptAt, misses, dispatchedAt };
  }
  return then === "again" ? sendAsDecided(one) : then;
}

/**
 * A person decided that it was not made: on what was seen then. What shows since then comes first, and what was sent has its
 * time to show.
 */
async function lookAndSend(one: Case): Promise<Verdict> {
  const seen = new Set(one.stored.operation.candidates.map(({ id }) => id));
  const news = ((await candidatesOf(one)) ?? []).filter(({ id }) => !seen.has(id));
  if (news.length === 0) {
    const nextAttemptAt = settlesAt(one);
    return one.now < nextAttemptAt ? { state: "IN_DOUBT", error: unseen(one), nextAttemptAt } : sendAsDecided(one);
  }
  const verdict = await chosen(one, news, unseen(one));
  return verdict.state === "IN_DOUBT" ? { ...verdict, isSentAgain: false } : verdict;
}

/** Somebody, or the configuration, decided that what does not show was not made. */
async function sendAsDecided(one: Case): Promise<Verdict> {
  const sent = await sendOnceMore(one);
  if (sent.result === "YES") {
    return { ...(await succeeded(one, sent.told, subjectOf(one), one.now)), mayHaveMore: true };
  }
  if (sent.result !== "NO") return unanswered(one, sent);
  // It may be refused because the first one was made after all, late.
  const shown = await shownBy(one);
  if (typeof shown === "object") return shown;
  if (shown === "NOTHING" && one.plan.creation === null) return forAPerson(one.now, sent.error);
  const candidates = (await candidatesOf(one)) ?? [];
  return candidates.length > 0 ? chosen(one, candidates, sent.error) : rejected(sent.error);
}

/**
 * What did not leave changes nothing: when it was sent last, and that a person wants it sent once more, stay as they were.
 */
function unanswered(one: Case, { result, error }: Exclude<Sent, { readonly result: "YES" }>): Verdict {
  if (result !== "NOT_SENT") return notYet(one, error);
  const { isSentAgain, operation } = one.stored;
  return { ...notYet(one, error), isSentAgain, dispatchedAt: operation.dispatchedAt };
}

/** Written down first, like any sending; what was looked for in vain before it says nothing of this one. */
async function sendOnceMore({ stored: { operation, fence }, database, provider, call, plan, now }: Case) {
  const guard = { id: operation.id, fence, states: ["IN_DOUBT"] as const };
  const change = { attempts: operation.attempts + 1, dispatched_at: now, settled_at: null, send_again: 0, misses: 0 };
  if ((await changeOperation(database.write, guard, change)) === null) {
    throw new GatewayError("OPERATION_IN_PROGRESS", "Another process looks into this operation.");
  }
  return send(provider, call, plan.request);
}

/** The provider cannot be asked now. The longer that lasts, the rarer. */
function notYet(one: Case, error: GatewayError): Extract<Verdict, { state: "IN_DOUBT" }> {
  const waitedMs = Date.parse(one.now) - Date.parse(sentAt(one));
  const pauseMs = Math.min(Math.max(waitedMs / 4, soonestMs), latestMs);
  return { state: "IN_DOUBT", error, nextAttemptAt: shifted(one.now, pauseMs) };
}

/** Somebody has to decide. Until then it is looked for now and then: the account may appear late. */
export function forAPerson(now: Instant, error: GatewayError): Extract<Verdict, { state: "IN_DOUBT" }> {
  return { state: "IN_DOUBT", error, nextAttemptAt: shifted(now, rarelyMs), misses: looksNeeded };
}

function rejected(error: GatewayError): Verdict {
  return { state: "REJECTED", error };
}

function subjectOf({ stored: { operation }, plan: { holder } }: Case): Subject {
  return { account: operation.account, holder };
}

/** When what was sent has had its time to show. */
function settlesAt({ stored: { sentUntil }, settings, now }: Case): Instant {
  return shifted(sentUntil ?? now, settings.settleSeconds * 1_000);
}

function sentAt({ stored: { operation } }: Case): Instant {
  return operation.dispatchedAt ?? operation.createdAt;
}

export function unseen({ provider: { name: provider } }: Pick<Case, "provider">): GatewayError {
  return new GatewayError("OPERATION_IN_DOUBT", `${provider} has not shown yet whether it made this change.`, {
    provider,
  });
}
