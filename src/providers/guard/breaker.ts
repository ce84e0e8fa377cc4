import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from "cockatiel";
import { GatewayError } from "../../domain/errors.ts";
import { circuitOpen, isOutage } from "./failures.ts";
import type { GuardSettings } from "./settings.ts";

export type BreakerState = "closed" | "half-open" | "open";

export interface Breaker {
  state(): BreakerState;
  /** Throws PROVIDER_CIRCUIT_OPEN while calls are stopped. */
  check(): void;
  /**
   * Runs one attempt and learns from how it ends; it throws a `GatewayError`, or anything else if it was aborted. After
   * the stop one attempt goes through, and decides; others fail.
   */
  run<T>(attempt: () => Promise<T>): Promise<T>;
}

/** Stops calls to a provider that failed several times in a row, so that its outage costs nobody time. */
export function createBreaker(
  provider: string,
  settings: GuardSettings,
  onOpen: (error: GatewayError) => void,
): Breaker {
  let openUntil = 0;
  const isHalfOpen = (): boolean => policy.state === CircuitState.HalfOpen;
  const policy = circuitBreaker(
    // A refusal (4xx, 429) proves that the provider is there. A probe that was aborted proves nothing, and cockatiel
    // would take it for a success.
    handleWhen((error) => isOutage(error) || (isHalfOpen() && !(error instanceof GatewayError))),
    { breaker: new ConsecutiveBreaker(settings.breakerFailures), halfOpenAfter: settings.breakerResetMs },
  );
  const refusal = (): GatewayError => circuitOpen(provider, Math.max(0, Math.ceil(openUntil - performance.now())));
  policy.onBreak(() => {
    openUntil = performance.now() + settings.breakerResetMs;
    onOpen(refusal());
  });

  const check = (): void => {
    // Half-open: cockatiel would let them wait for the probe, as long as that hangs.
    if (isHalfOpen() || (policy.state === CircuitState.Open && performance.now() < openUntil)) throw refusal();
  };
  return {
    state: () => (isHalfOpen() ? "half-open" : policy.state === CircuitState.Open ? "open" : "closed"),
    check,
    async run(attempt) {
      check();
      try {
        return await policy.execute(attempt);
      } catch (error) {
        throw error instanceof BrokenCircuitError ? refusal() : error;
      }
    },
  };
}
