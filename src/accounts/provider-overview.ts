import type { Instant } from "../domain/account.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import type { ErrorCode } from "../domain/errors.ts";
import type { SweepProgress } from "../domain/sweep-progress.ts";
import { capabilitiesOf, type GuardedProvider, type ProviderHealth } from "../providers/provider.ts";

export const sourceOutcomes = ["OK", "IMPORTING", "INCOMPLETE", "UNAVAILABLE"] as const;

/** What one provider contributed to a list. */
export interface SourceReport {
  readonly provider: string;
  readonly outcome: (typeof sourceOutcomes)[number];
  readonly asOf: Instant | null;
  readonly complete: boolean;
  readonly error: { readonly code: ErrorCode; readonly message: string } | null;
}

/** The configured providers, as clients may know them. */
export interface ProviderOverview {
  readonly names: readonly string[];
  readonly cards: readonly ProviderCard[];
  get(name: string): ProviderCard | null;
  /** The card of an account that the directory answered with: its provider is configured. */
  of(ref: AccountRef): ProviderCard;
  /** What the named providers contribute to lists right now. A provider silent for a while is pinged first, briefly. */
  sources(names: readonly string[]): Promise<readonly SourceReport[]>;
}

export interface ProviderCard {
  readonly provider: GuardedProvider;
  readonly capabilities: readonly string[];
  /** The health as of the last two seconds; waits at most half a second for a silent provider. */
  health(): Promise<ProviderHealth>;
  /** How far the gateway is with reading its accounts, at most a second old. */
  sweep(): Promise<SweepProgress>;
  /** How many seconds after a change of a status it is seen here, at the latest; null: nobody can say yet. */
  changeDelay(): Promise<number | null>;
}

const contact = { maxAgeMs: 2_000, waitMs: 500 };

export function createProviderOverview(
  providers: ReadonlyMap<string, GuardedProvider>,
  sweepProgress: (provider: string) => Promise<SweepProgress>,
  changeDelay: (provider: string) => Promise<number | null>,
): ProviderOverview {
  const cards = new Map<string, ProviderCard>();
  for (const [name, provider] of providers) {
    cards.set(name, {
      provider,
      capabilities: capabilitiesOf(provider),
      health: () => provider.checkHealth(contact),
      sweep: () => sweepProgress(name),
      changeDelay: () => changeDelay(name),
    });
  }
  return {
    names: [...cards.keys()],
    cards: [...cards.values()],
    get: (name) => cards.get(name) ?? null,
    of({ provider }) {
      const card = cards.get(provider);
      if (card === undefined) throw new Error(`The provider ${provider} is not configured.`);
      return card;
    },
    // In the configured order, whatever the order of the names.
    sources: (names) =>
      Promise.all(
        [...cards]
          .filter(([name]) => names.includes(name))
          .map(async ([name, card]) => report(name, await card.health(), await sweepProgress(name))),
      ),
  };
}

/** An outage outranks the sweep's state, and both outrank a walk that could not bring everything. */
function report(provider: string, health: ProviderHealth, progress: SweepProgress): SourceReport {
  const everComplete = progress.completedAt !== null;
  const broughtAll = progress.malformed === 0 && progress.missing === 0;
  const known = { provider, asOf: progress.completeAsOf, complete: everComplete && broughtAll };
  if (health.state === "DOWN") {
    const error = health.lastError ?? progress.error;
    return { ...known, outcome: "UNAVAILABLE", error: error && { code: error.code, message: error.message } };
  }
  if (progress.state === "FAILED") return { ...known, outcome: "UNAVAILABLE", error: progress.error };
  if (!everComplete) return { ...known, outcome: "IMPORTING", error: null };
  return { ...known, outcome: broughtAll ? "OK" : "INCOMPLETE", error: null };
}
