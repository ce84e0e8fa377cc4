import { foreground } from "../accounts/foreground.ts";
import type { Instant } from "../domain/account.ts";
import { GatewayError } from "../domain/errors.ts";
import { shifted } from "../domain/instant.ts";
import type { StoredOperation } from "../storage/operation-rows.ts";
import { loadOperation } from "../storage/operation-store.ts";
import { candidatesOf, certainOf, knownCandidates, type Sought, storeCandidates } from "./candidates.ts";
import { type Case, forAPerson, isReplayable, type RecoverySettings, unseen } from "./investigate.ts";
import { planOf } from "./plan.ts";
import { type SettleParts, settle } from "./settle.ts";

/** So long the gateway tries to find out by itself, also where its provider cannot be asked. */
const longestMs = 60 * 60_000;

export interface GivingUpParts extends SettleParts {
  readonly settings: (provider: string) => RecoverySettings;
}

/**
 * Nobody gives up what the gateway may still find out by itself, nor without having seen what shows by now: an account that
 * comes of it would be nobody's. One that shows for certain settles the operation. Throws OPERATION_IN_PROGRESS for what is
 * too early or looked into by somebody else, and BAD_USER_INPUT for what shows and nobody could know of: then it is among
 * the operation's candidates. Answers the fence under which it was looked at, null where it was not in doubt: once that has
 * moved on, somebody else has taken it up since, and may have sent it again.
 */
export async function lookBeforeGivingUp(parts: GivingUpParts, operationId: string): Promise<number | null> {
  const { database, directory, providers, settings } = parts;
  const stored = await loadOperation(database.read, operationId);
  if (stored?.operation.state !== "IN_DOUBT") return null;
  const { fence } = stored;
  const now = await database.now();
  if (stored.leaseUntil !== null && stored.leaseUntil > now) throw lookedInto();
  const plan = planOf(stored);
  const provider = providers.get(stored.operation.provider ?? "");
  const isRepeated =
    plan !== null &&
    provider !== undefined &&
    isSentAgainAndAgain({ plan, provider, stored, now, settings: settings(provider.name) });
  if (!mayBeGivenUp(stored, isRepeated, now)) throw tooEarly();
  if (plan?.creation == null || provider === undefined) return fence;
  const sought: Sought = { stored, plan, database, directory, provider, call: foreground() };
  const shown = await candidatesOf(sought).catch(unlessAsked);
  const ids = shown === null ? await knownCandidates(sought) : shown.map(({ id }) => id);
  const known = new Set(stored.operation.candidates.map(({ id }) => id));
  if (ids.every((id) => known.has(id))) return fence;
  const certain = certainOf(provider, shown ?? [], now);
  if (certain !== null) {
    await settle(parts, stored, certain);
    return fence;
  }
  await storeCandidates(sought, shown ?? [], now);
  await settle(parts, stored, { ...forAPerson(now, unseen({ provider })), candidates: ids });
  throw shows(provider.name, ids);
}

/** Under its key, or as the configuration has it. */
function isSentAgainAndAgain(one: Pick<Case, "plan" | "provider" | "stored" | "now" | "settings">): boolean {
  const { plan, settings } = one;
  if (plan.request.key !== null) return isReplayable(one);
  return plan.creation !== null && settings.whenNotFound === "again";
}

/** It needs a decision, or has been in doubt for so long that it is nobody's but a person's. */
function mayBeGivenUp(
  { operation, firstSentAt, sentUntil }: StoredOperation,
  isRepeated: boolean,
  now: Instant,
): boolean {
  // What is sent again and again was sent last a moment ago.
  const since = isRepeated ? firstSentAt : sentUntil;
  return operation.needsDecision || (since !== null && now >= shifted(since, longestMs));
}

/** The provider's answer could not be had: that shows nothing. */
function unlessAsked(error: unknown): null {
  if (error instanceof GatewayError) return null;
  throw error;
}

/** Nothing is decided on an operation that may be on its way. */
export function lookedInto(): GatewayError {
  return new GatewayError(
    "OPERATION_IN_PROGRESS",
    "The gateway is looking into this operation right now. Ask again in a moment.",
  );
}

function tooEarly(): GatewayError {
  const message =
    "The gateway is still finding out what became of this operation. Give it up when it needs a decision (`needsDecision`), or when it has been in doubt for an hour.";
  return new GatewayError("OPERATION_IN_PROGRESS", message);
}

function shows(provider: string, ids: readonly string[]): GatewayError {
  const message = `It may have opened what ${provider} shows by now: ${ids.join(", ")}. ADOPT the account that came of it; or ABANDON it once more, if none did.`;
  return new GatewayError("BAD_USER_INPUT", message, { provider, inputPath: ["decision"] });
}
