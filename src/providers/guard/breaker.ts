import { BrokenCircuitError, CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from "cockatiel";
import { GatewayError } from "../../domain/errors.ts";
import { circuitOpen, isProviderFault } from "./failures.ts";
import type { GuardSettings } from "./settings.ts";

export type BreakerState = "closed" | "half-open" | "open";

export interface Breaker {
  state(): BreakerState;
  /** Throws PROVIDER_CIRCUIT_OPEN at once while calls are stopped; afterwards lets one through, which decides. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** Stops calls to a provider that failed several times in a row, so that its outage costs nobody time. */
export function createBreaker(
  provider: string,
  settings: GuardSettings,
  now: () => number,
  onOpen: (error: GatewayError) => void,
): Breaker {
  let openedAt = 0;
  const isHalfOpen = (): boolean => policy.state === CircuitState.HalfOpen;
  const policy = circuitBreaker(
    // A refusal (4xx, 429) proves that the provider is there. A probe that ended without any answer proves nothing,
    // and cockatiel would take it for a success.
    handleWhen((error) => isProviderFault(error) || (isHalfOpen() && !(error instanceof GatewayError))),
    { breaker: new ConsecutiveBreaker(settings.breakerFailures), halfOpenAfter: settings.breakerResetMs },
  );
  const refusal = (): GatewayError => circuitOpen(provider, Math.max(0, openedAt + settings.breakerResetMs - now()));

  policy.onBreak(() => {
    openedAt = now();
    onOpen(refusal());
  });

  return {
    state: () => (isHalfOpen() ? "half-open" : policy.state === CircuitState.Open ? "open" : "closed"),
    async run(work) {
      // cockatiel would let them wait for the probe, as long as that hangs.
      if (isHalfOpen()) throw refusal();
      try {
        return await policy.execute(work);
      } catch (error) {
        throw error instanceof BrokenCircuitError ? refusal() : error;
      }
    },
  };
}
