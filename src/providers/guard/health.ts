import type { ErrorCode, GatewayError } from "../../domain/errors.ts";
import type { ProviderHealth } from "../provider.ts";
import { isProviderFault } from "./failures.ts";

/** What the calls to a provider say of its health; all the rules stand here. */
export interface HealthRecord {
  /** It answered properly: UP. */
  answered(): void;
  /**
   * A call failed. A refusal of that one request is a proper answer: UP. After the provider's own failings, or when it
   * refuses our credentials or our pace, it is DEGRADED; and DOWN if that call was the ping, unless this was merely rate
   * limited. Only a proper answer ends DOWN. Anything else is our own doing and says nothing.
   */
  failed(error: GatewayError, operation: string): void;
  /** The breaker opened: DOWN. */
  stopped(): void;
  read(): ProviderHealth;
  /** When a call last said something, in milliseconds since 1970; 0 before the first. */
  lastSettledAt(): number;
}

const unwelcome: ReadonlySet<ErrorCode> = new Set(["PROVIDER_AUTH_FAILED", "PROVIDER_RATE_LIMITED"]);

/** `onChange` hears of every change of state. */
export function createHealthRecord(now: () => number, onChange: (health: ProviderHealth) => void): HealthRecord {
  const instant = (): string => new Date(now()).toISOString();
  let health: ProviderHealth = { state: "UNKNOWN", since: instant(), lastError: null, lastContactAt: null };
  let settledAt = 0;

  const settle = (state: ProviderHealth["state"], news: Partial<ProviderHealth>): void => {
    settledAt = now();
    const changes = state !== health.state;
    health = { ...health, ...news, state, since: changes ? instant() : health.since };
    if (changes) onChange(health);
  };
  const answered = (): void => settle("UP", { lastContactAt: instant() });

  return {
    answered,
    failed(error, operation) {
      if (error.code === "PROVIDER_REJECTED") answered();
      else if (isProviderFault(error) || unwelcome.has(error.code)) {
        const pingFailed = operation === "ping" && error.code !== "PROVIDER_RATE_LIMITED";
        const lastError = { code: error.code, message: error.message, at: instant() };
        settle(pingFailed || health.state === "DOWN" ? "DOWN" : "DEGRADED", { lastError });
      }
    },
    stopped: () => settle("DOWN", {}),
    read: () => health,
    lastSettledAt: () => settledAt,
  };
}
