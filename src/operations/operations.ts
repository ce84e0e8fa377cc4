import { setTimeout as sleep } from "node:timers/promises";
import type { Directory } from "../accounts/directory-contract.ts";
import { foreground } from "../accounts/foreground.ts";
import type { Instant } from "../domain/account.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import { GatewayError } from "../domain/errors.ts";
import type { Call, Provider } from "../providers/provider.ts";
import type { Database, WriteTransaction } from "../storage/database.ts";
import type { StoredOperation } from "../storage/operation-rows.ts";
import { findOperation, insertOperation, type OperationKey } from "../storage/operation-store.ts";
import type { TakenId } from "../storage/reservation-store.ts";
import { claim } from "./claim.ts";
import type { Outcome } from "./commands.ts";
import { firstVerdict, type Sent, send } from "./dispatch.ts";
import { accountInTheWay } from "./duplicate-ids.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { holding, type OwnClock, ownClock, type Taken } from "./lease.ts";
import { outcomeOf, refused } from "./outcome.ts";
import type { Intent, Planned } from "./plan.ts";
import { type SettleLog, settle } from "./settle.ts";
import type { SettledOperation, SettledOperations } from "./settled-operations.ts";

/** The steps between which a process may die; told as they are reached. `recovering`: taken over, and nothing asked yet. */
export const operationSteps = ["claimed", "dispatching", "answered", "settled", "recovering"] as const;
export type OperationStep = (typeof operationSteps)[number];

export interface OperationsParts {
  readonly database: Database;
  readonly directory: Directory;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly settled: SettledOperations;
  readonly uuid: () => string;
  readonly log?: SettleLog;
  readonly clock?: OwnClock;
  /** For tests that end the process here; waited for. */
  readonly reached?: (step: OperationStep) => void | Promise<void>;
}

/** Changes at providers, each once by its key. */
export interface Operations {
  run(intent: Intent): Promise<Outcome>;
  /** A change of our own tables: its effect, and that it happened, are one transaction. */
  runHere(intent: OwnIntent): Promise<Outcome>;
  /** Waits for those under way, at most so many milliseconds. */
  idle(atMostMs: number): Promise<void>;
}

/** A wish that only our own tables have to meet: how is asked only when it is new. */
export interface OwnIntent extends Pick<Intent, "key" | "input"> {
  /** Throws `GatewayError` for what cannot or may not be done. */
  plan(): Promise<OwnPlan>;
}

export interface OwnPlan {
  /** What it is about, where that is known beforehand. */
  readonly about?: { readonly provider: string; readonly account: AccountRef | null; readonly customerId: string };
  /** `id` is the operation's. May throw `GatewayError`: then nothing has happened. */
  effect(transaction: WriteTransaction, id: string): Promise<void>;
}

/** A change that is written down and may leave. */
interface Begun {
  readonly taken: Taken;
  readonly planned: Planned;
  /** Before it was written down. */
  readonly asOf: Instant;
}

export function createOperations(parts: OperationsParts): Operations {
  const { database, directory, settled, uuid, clock = ownClock, reached = () => {} } = parts;
  const underWay = new Set<Promise<unknown>>();
  /** What is thought through now: to plan a change may cost its provider a walk, for all who ask with one key together. */
  const beginning = new Map<string, Promise<Begun | Outcome>>();

  /** Goes on when the caller goes away: what was begun is finished. */
  function kept<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    const done = () => void underWay.delete(work);
    work.then(done, done);
    return work;
  }

  async function run(intent: Intent): Promise<Outcome> {
    const fingerprint = fingerprintOf(intent.input);
    const ended = await settled.recall(intent.key);
    if (ended !== null) return replay(ended, fingerprint);
    // Only who may see the same is told what another was refused.
    const place = JSON.stringify([intent.key, intent.viewer, fingerprint]);
    const joined = beginning.get(place);
    if (joined !== undefined) {
      const begun = await joined;
      return "taken" in begun ? answered(intent.key, fingerprint) : begun;
    }
    const begins = begin(intent, fingerprint).finally(() => beginning.delete(place));
    beginning.set(place, begins);
    const begun = await begins;
    return "taken" in begun ? dispatch(begun) : begun;
  }

  /** Everything before the request may leave; an outcome where it may not. */
  async function begin(intent: Intent, fingerprint: string): Promise<Begun | Outcome> {
    const known = await findOperation(database.read, intent.key);
    if (known !== null && !(await mayBeSent(known))) return replay(known, fingerprint);
    if (known !== null && known.fingerprint !== fingerprint) return reused(known);

    const id = known?.operation.id ?? uuid();
    let planned: Planned;
    try {
      planned = await intent.plan(id);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      // Refused, perhaps, because the same wish was met while it was thought through.
      const other = await findOperation(database.read, intent.key);
      if (other !== null && other.fence !== known?.fence) return replay(other, fingerprint);
      return refused(error, known?.operation ?? null);
    }
    const at = clock();
    const now = await database.now();
    const claimed = await claim(database, intent.key, { id, fingerprint, known, planned, now });
    if (claimed === null) return answered(intent.key, fingerprint);
    if ("account" in claimed) return duplicate(claimed);
    await reached("claimed");
    if (claimed.operation.state === "RECEIVED") {
      const { operation } = await settle(parts, claimed, { state: "NOT_SENT", error: busy(planned) });
      return outcomeOf(operation, false);
    }
    return { taken: { stored: claimed, clock, at }, planned, asOf: now };
  }

  /** Somebody else was first with this key. */
  async function answered(key: OperationKey, fingerprint: string): Promise<Outcome> {
    const other = await findOperation(database.read, key);
    if (other === null) throw new Error("An operation vanished while it was claimed.");
    return replay(other, fingerprint);
  }

  async function replay(known: SettledOperation, fingerprint: string): Promise<Outcome> {
    return known.fingerprint === fingerprint ? told(known, true) : reused(known);
  }

  /** What the client is told, with the account that was in the way where there was one. */
  async function told({ operation }: Pick<SettledOperation, "operation">, replayed: boolean): Promise<Outcome> {
    const outcome = outcomeOf(operation, replayed);
    if (outcome.error?.error.code !== "DUPLICATE_CLIENT_ACCOUNT_ID") return outcome;
    return { ...outcome, error: { ...outcome.error, existing: await accountInTheWay(directory, operation) } };
  }

  /** Nothing has left for the provider, and nobody is at it. */
  async function mayBeSent({ operation: { state }, leaseUntil: until }: StoredOperation): Promise<boolean> {
    if (state !== "RECEIVED") return state === "NOT_SENT";
    return until === null || until <= (await database.now());
  }

  /** What was written down is sent, and what came of it is written down. */
  async function dispatch(begun: Begun): Promise<Outcome> {
    await reached("dispatching");
    const ended = await kept(sendAndSettle(begun));
    await reached("settled");
    settled.keep(ended);
    return told(ended, false);
  }

  async function sendAndSettle({ taken, planned, asOf }: Begun): Promise<StoredOperation> {
    const { provider, account, clientAccountId, plan } = planned;
    return holding(database, taken, async (isOurs) => {
      const call: Call = { ...foreground(), isOurs };
      const sent: Sent = await send(provider, call, plan.request);
      await reached("answered");
      const about = { account, clientAccountId, holder: plan.holder, asOf };
      const verdict = await firstVerdict({ directory, provider, call }, sent, about);
      return settle(parts, taken.stored, verdict);
    });
  }

  return {
    run,
    async runHere({ key, input, plan }) {
      const fingerprint = fingerprintOf(input);
      const known = await findOperation(database.read, key);
      if (known !== null) return replay(known, fingerprint);
      try {
        const { about, effect } = await plan();
        const now = await database.now();
        const ended = { state: "SUCCEEDED", settled_at: now, created_at: now } as const;
        const subject = about && {
          ...{ provider: about.provider, provider_account_id: about.account?.id ?? null },
          customer_id: about.customerId,
        };
        const done = await database.transaction(async (transaction) => {
          const inserted = await insertOperation(transaction, key, { id: uuid(), fingerprint, ...ended, ...subject });
          if (inserted !== null) await effect(transaction, inserted.operation.id);
          return inserted;
        });
        return done === null ? await answered(key, fingerprint) : outcomeOf(done.operation, false);
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        // Refused, perhaps, because the same wish was met meanwhile.
        const other = await findOperation(database.read, key);
        return other === null ? refused(error) : replay(other, fingerprint);
      }
    },
    async idle(atMostMs) {
      await Promise.race([Promise.allSettled([...underWay]), sleep(atMostMs, null, { ref: false })]);
    },
  };
}

function reused({ operation }: SettledOperation): Outcome {
  const message = `This key belongs to another input of ${operation.mutation}. Use a new key for a new wish, and the old input with the old key.`;
  return { ...refused(new GatewayError("IDEMPOTENCY_KEY_REUSED", message)), operation: null };
}

function duplicate({ account }: TakenId): Outcome {
  const message =
    "This clientAccountId is taken, by another account or by another request for one. Use a new one, or the key of the earlier request.";
  const details = { inputPath: ["clientAccountId"] };
  return refused(new GatewayError("DUPLICATE_CLIENT_ACCOUNT_ID", message, details), null, account);
}

function busy({ provider: { name: provider }, account }: Planned): GatewayError {
  return account === null
    ? new GatewayError(
        "OWNER_BUSY",
        `Another request for this owner is under way or in doubt at ${provider}. Ask again with the same key.`,
        { provider },
      )
    : new GatewayError(
        "ACCOUNT_BUSY",
        "Another change of this account is under way, in doubt, or just made. Ask again with the same key.",
        { provider },
      );
}
