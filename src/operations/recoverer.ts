import { setTimeout as sleep } from "node:timers/promises";
import type { Directory } from "../accounts/directory-contract.ts";
import type { Instant } from "../domain/account.ts";
import { GatewayError } from "../domain/errors.ts";
import { shifted } from "../domain/instant.ts";
import type { Provider } from "../providers/provider.ts";
import type { Database } from "../storage/database.ts";
import type { StoredOperation } from "../storage/operation-rows.ts";
import {
  forgetOperations,
  loadDueOperations,
  type OfProviders,
  releaseOperations,
} from "../storage/operation-store.ts";
import { forAPerson, investigate, type RecoverySettings } from "./investigate.ts";
import { holding, type OwnClock, ownClock } from "./lease.ts";
import type { OperationStep } from "./operations.ts";
import { planOf } from "./plan.ts";
import { settle } from "./settle.ts";
import { takeOver } from "./take-over.ts";
import type { Verdict } from "./verdict.ts";

/** Looks after operations whose outcome is unknown, in the background, in as many processes as there are. */
export interface Recoverer {
  start(): Promise<void>;
  /** Looks into those that are due now, of each provider so many at once; answers how many there were. */
  round(): Promise<number>;
  stop(): Promise<void>;
}

/** The log of recovery; pino satisfies it. */
export interface RecoveryLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface RecovererParts {
  readonly database: Database;
  readonly directory: Directory;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly settings: (provider: string) => RecoverySettings;
  readonly log: RecoveryLog;
  readonly clock?: OwnClock;
  /** Between two looks for operations that are due, in milliseconds. */
  readonly everyMs: number;
  /** How long the keys of what came to nothing are kept, in milliseconds. */
  readonly keptMs: number;
  /** For tests that end the process here; waited for. */
  readonly reached?: (step: OperationStep) => void | Promise<void>;
}

const atOnce = 20;
/** So long others have to look after what is a provider's that is not configured here. */
const othersWaitMs = 60_000;
const forgetEveryMs = 60 * 60_000;

export function createRecoverer(parts: RecovererParts): Recoverer {
  const { database, directory, providers, settings, log, everyMs, keptMs } = parts;
  const { clock = ownClock, reached = () => {} } = parts;
  const stopped = new AbortController();
  const names = [...providers.keys()];
  let running: Promise<unknown> = Promise.resolve();

  /** Nothing has left, and nobody will send it but the same key. */
  async function giveBack(due: StoredOperation): Promise<void> {
    const message = "The gateway stopped before it sent this change. Ask again with the same key.";
    const { provider } = due.operation;
    const error = new GatewayError("INTERNAL_ERROR", message, provider === null ? {} : { provider });
    await settle(parts, due, { state: "NOT_SENT", error });
  }

  async function recover(due: StoredOperation): Promise<void> {
    if (due.operation.state === "RECEIVED") return giveBack(due);
    const at = clock();
    const taken = await takeOver(database, due);
    if (taken === null) return;
    const provider = providers.get(taken.operation.provider ?? "");
    if (provider === undefined) return leaveToAPerson(taken);
    const plan = planOf(taken);
    if (plan === null) return;
    await reached("recovering");
    await holding(database, { stored: taken, clock, at }, async (isOurs) => {
      const call = { signal: stopped.signal, priority: "foreground", isOurs } as const;
      const now = await database.now();
      const one = { stored: taken, plan, database, directory, provider, call, settings: settings(provider.name), now };
      const verdict = await investigate(one);
      await end(taken, verdict);
    });
  }

  async function end(taken: StoredOperation, verdict: Verdict): Promise<void> {
    const settled = await settle(parts, taken, verdict);
    const { state, needsDecision } = settled.operation;
    const { id: operation, provider, mutation } = taken.operation;
    const fields = { operation, provider, mutation, state };
    if (state !== "IN_DOUBT") log.info(fields, "an operation in doubt is settled");
    else if (needsDecision && !taken.operation.needsDecision)
      log.warn(fields, "an operation in doubt needs a person's decision");
  }

  /** There is nobody to ask. Once its provider is configured again, it is looked into. */
  async function leaveToAPerson(taken: StoredOperation): Promise<void> {
    const provider = taken.operation.provider ?? "";
    const message = `${provider} is not configured: whether it made this change cannot be found out.`;
    const error = new GatewayError("OPERATION_IN_DOUBT", message, { provider });
    await end(taken, forAPerson(await database.now(), error));
  }

  /** Looks into what is due at a provider, so many at once; answers how many. */
  async function lookInto(provider: string): Promise<number> {
    return recoverAll({ now: await database.now(), provider });
  }

  /** The same for providers that are not configured here. Later: in another process they may be, and it comes first. */
  async function lookIntoOthers(): Promise<number> {
    return recoverAll({ now: shifted(await database.now(), -othersWaitMs), notOf: names });
  }

  async function recoverAll(which: OfProviders & { readonly now: Instant }): Promise<number> {
    const due = await loadDueOperations(database.read, { ...which, limit: atOnce });
    const results = await Promise.allSettled(due.map(recover));
    for (const result of results) {
      if (result.status === "rejected" && !isOurStop(result.reason))
        log.error({ err: result.reason }, "an operation could not be looked into");
    }
    // Where nothing can be written down, there is no hurry.
    return results.every(({ status }) => status === "fulfilled") ? due.length : 0;
  }

  function isOurStop(error: unknown): boolean {
    return stopped.signal.aborted && error instanceof GatewayError;
  }

  /** Does it again and again, each time after the pause that it answers, in milliseconds, or after `everyMs`. */
  async function repeat(task: () => Promise<number>): Promise<void> {
    while (!stopped.signal.aborted) {
      const pauseMs = await task().catch((error: unknown) => {
        log.error({ err: error }, "operations could not be looked after");
        return everyMs;
      });
      await sleep(pauseMs, null, { signal: stopped.signal, ref: false }).catch(() => {});
    }
  }

  /** Each provider's are looked after by themselves: one that does not answer keeps no other's waiting. */
  async function lookAfter(look: () => Promise<number>): Promise<number> {
    return (await look()) === atOnce ? 0 : everyMs;
  }

  async function forget(): Promise<number> {
    await forgetOperations(database, shifted(await database.now(), -keptMs));
    return forgetEveryMs;
  }

  const looks = [...names.map((name) => () => lookInto(name)), lookIntoOthers];

  return {
    async start() {
      // Only one process has a SQLite file: whoever worked on these is gone.
      if (database.engine.name === "sqlite") await releaseOperations(database);
      running = Promise.all([repeat(forget), ...looks.map((look) => repeat(() => lookAfter(look)))]);
    },
    async round() {
      const found = await Promise.all(looks.map((look) => look()));
      return found.reduce((sum, one) => sum + one, 0);
    },
    async stop() {
      stopped.abort(new GatewayError("CANCELLED", "The gateway stops."));
      await running;
    },
  };
}
