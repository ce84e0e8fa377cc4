import { ExponentialBackoff, handleWhen, retry } from "cockatiel";
import { cancelled, GatewayError } from "../domain/errors.ts";
import { createAdmission } from "./guard/admission.ts";
import { createBreaker } from "./guard/breaker.ts";
import { isTimeout, withDeadline } from "./guard/deadline.ts";
import {
  busy,
  isProviderFault,
  isRateLimited,
  rateLimited,
  retryAfterMs,
  timedOut,
  translate,
} from "./guard/failures.ts";
import { createHealthRecord } from "./guard/health.ts";
import { createHealthCheck } from "./guard/health-check.ts";
import type { GuardMetrics } from "./guard/metrics.ts";
import { observed } from "./guard/observed.ts";
import { guardOptional, type OptionalOperation } from "./guard/optional.ts";
import type { GuardSettings } from "./guard/settings.ts";
import {
  type Call,
  filterCapability,
  type GuardedProvider,
  type ListFilter,
  type ListFilterName,
  type Provider,
} from "./provider.ts";

export { createGuardMetrics, type GuardMetrics } from "./guard/metrics.ts";
export { type GuardSettings, guardSettingsSchema } from "./guard/settings.ts";

/**
 * Where a guard tells operators of outages, their ends, and bugs in an adapter. `err` may quote an answer: what is shown
 * of it is the logger's to decide.
 */
export interface GuardLog {
  error(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  info(fields: object, message: string): void;
}

export interface GuardDependencies {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly metrics: GuardMetrics;
  readonly log: GuardLog;
}

type Operation = "ping" | "getAccount" | "listAccounts" | OptionalOperation;

/**
 * Puts around a provider what no adapter does for itself. A call goes through, from the outside in: span and metrics,
 * deadline, retry, queue (concurrency and rate), breaker, timeout. Nothing but a `GatewayError` comes out.
 */
export function guard(
  provider: Provider,
  settings: GuardSettings,
  { now, metrics, log }: GuardDependencies,
): GuardedProvider {
  const { name, kind } = provider;
  const health = createHealthRecord(now, ({ state, lastError }) => {
    if (state === "UP") log.info({ provider: name, state }, "the provider answers");
    else log.warn({ provider: name, state, code: lastError?.code }, "the provider is in trouble");
  });
  const admission = createAdmission(settings);
  const breaker = createBreaker(name, settings, (error) => {
    health.stopped();
    admission.turnAway(error);
  });
  const backoff = new ExponentialBackoff({ initialDelay: settings.retryDelayMs, maxDelay: 10 * settings.retryDelayMs });
  metrics.watch(name, () => ({ breaker: breaker.state(), waiting: admission.waiting() }));

  /** How long one attempt may take: a change that is cut off is in doubt, so it gets more time than a read. */
  const timeoutOf = (operation: Operation): number =>
    operation === "send" ? settings.changeTimeoutMs : settings.timeoutMs;

  /** What a failed attempt is told as. What its adapter did not foresee is for us to mend, so it is logged. */
  function judge(operation: Operation, error: unknown): GatewayError {
    if (isTimeout(error)) return timedOut(name, timeoutOf(operation));
    const failure = translate(name, error);
    if (!(error instanceof GatewayError)) {
      const fields = { provider: name, operation, code: failure.code, err: error };
      log.error(fields, "an adapter failed in a way that it did not foresee");
    }
    return failure;
  }

  /** One attempt, when its turn has come. Throws a `GatewayError` unless it was aborted. */
  async function attempt<T>(operation: Operation, call: Call, run: (call: Call) => Promise<T>): Promise<T> {
    try {
      const answer = await withDeadline(call.signal, timeoutOf(operation), (signal) => run({ ...call, signal }));
      health.answered();
      return answer;
    } catch (error) {
      // Not the caller's reason: that may be a `GatewayError`, and would be taken for the provider's.
      if (call.signal.aborted) throw new DOMException("nobody waits any more", "AbortError");
      const failure = judge(operation, error);
      health.failed(failure, operation);
      admission.holdOff(retryAfterMs(failure));
      throw failure;
    }
  }

  async function send<T>(operation: Operation, call: Call, run: (call: Call) => Promise<T>): Promise<T> {
    const isChange = operation === "send";
    const deadlineMs = isChange ? settings.deadlineMs + settings.changeTimeoutMs : settings.deadlineMs;
    const deadlineAt = performance.now() + deadlineMs;
    const fits = (waitMs: number): boolean => performance.now() + waitMs < deadlineAt;
    const mayRepeat = handleWhen(
      (error) =>
        (isRateLimited(error) || (isProviderFault(error) && breaker.state() === "closed")) && fits(retryAfterMs(error)),
    );
    const isRepeated = operation !== "ping" && !isChange;
    const repeated = retry(mayRepeat, { maxAttempts: isRepeated ? settings.retries : 0, backoff });
    /**
     * What to say if the deadline passes now. Not made before it is needed: an error's stack is the dearest part of a call.
     */
    let verdict = (): GatewayError => busy(name);

    const once = async (signal: AbortSignal): Promise<T> => {
      signal.throwIfAborted();
      breaker.check();
      const heldOffMs = admission.heldOffMs();
      if (!fits(heldOffMs)) throw rateLimited(name, heldOffMs);
      if (admission.isFull()) throw busy(name);
      const turn = { ...call, signal };
      try {
        return await admission.enter(turn, () =>
          breaker.run(() => {
            verdict = () => timedOut(name, deadlineMs);
            return attempt(operation, turn, run);
          }),
        );
      } catch (error) {
        if (error instanceof GatewayError) verdict = () => error;
        throw error;
      }
    };

    try {
      return await withDeadline(call.signal, deadlineMs, (signal) => repeated.execute(() => once(signal), signal));
    } catch (error) {
      if (call.signal.aborted) throw cancelled(name, error);
      throw error instanceof GatewayError ? error : verdict();
    }
  }

  function guarded<T>(operation: Operation, call: Call, run: (call: Call) => Promise<T>): Promise<T> {
    return observed(metrics, provider, operation, () => send(operation, call, run));
  }
  const ping = (call: Call): Promise<void> => guarded("ping", call, (inner) => provider.ping(inner));

  return {
    name,
    kind,
    features: provider.features,
    filters: provider.filters,
    ping,
    async getAccount(call, id) {
      const account = await guarded("getAccount", call, (inner) => provider.getAccount(inner, id));
      return account?.id === id ? account : null;
    },
    async listAccounts(call, cursor, filter) {
      refuseUndeclared(provider, filter);
      return guarded("listAccounts", call, (inner) => provider.listAccounts(inner, cursor, filter));
    },
    ...guardOptional(provider, guarded),
    availableTransitions: (account) => provider.availableTransitions(account),
    health: health.read,
    checkHealth: createHealthCheck(health, now, (signal) => ping({ signal, priority: "foreground" })),
    async close() {
      metrics.unwatch(name);
      admission.close(cancelled(name));
      await provider.close();
    },
  };
}

/** A filter that the provider does not know would be ignored there, and the answer would be wrong. */
function refuseUndeclared(provider: Provider, filter: ListFilter): void {
  for (const [filterName, value] of Object.entries(filter) as [ListFilterName, unknown][]) {
    if (value === undefined || provider.filters.includes(filterName)) continue;
    const capability = filterCapability(filterName);
    const details = { provider: provider.name, capability };
    throw new GatewayError("UNSUPPORTED_OPERATION", `${provider.name} cannot filter by ${filterName}.`, details);
  }
}
