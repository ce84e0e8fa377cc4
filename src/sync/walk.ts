import type { Instant, ProviderAccount } from "../domain/account.ts";
import { GatewayError } from "../domain/errors.ts";
import type { Call, Provider, ProviderLog, ProviderPage } from "../providers/provider.ts";

/** One page's worth of accounts that the walk had not met before. */
export interface WalkedPage {
  readonly accounts: readonly ProviderAccount[];
  /** Taken before the page was asked for. */
  readonly asOf: Instant;
}

/** What a walk could not bring. */
export interface WalkLosses {
  /** Rows that could not be read; one that neighbouring pages both show counts twice. */
  readonly malformed: number;
  /** How many accounts the provider counts beyond those that were met, rows that could not be read among them. */
  readonly missing: number;
}

export interface WalkOptions {
  readonly now: () => Promise<Instant>;
  readonly log: ProviderLog;
  readonly visit: (page: WalkedPage) => Promise<void>;
}

const mostPasses = 3;
/** So many pages in a row without an account that is new to the pass: the provider sends us in circles. */
const mostBarrenPages = 500;

/**
 * Visits every account of a provider, each once. Rows may move between pages while we read: when the provider counts
 * more than we met, the list is walked again, until a pass meets nothing new, at most three times in all. Throws what
 * the provider throws, and PROVIDER_MALFORMED_ANSWER for a walk without an end.
 */
export async function walkAccounts(
  provider: Provider,
  call: Call,
  { now, log, visit }: WalkOptions,
): Promise<WalkLosses> {
  const met = new Set<string>();
  let malformed = 0;
  let missing = 0;
  for (let pass = 1; pass <= mostPasses; pass++) {
    const metBefore = met.size;
    let total: number | null = null;
    malformed = 0;
    for await (const { page, asOf } of pages(provider, call, now)) {
      const accounts = page.accounts.filter(({ id }) => !met.has(id) && met.add(id));
      malformed += page.malformed;
      total = page.total ?? total;
      await visit({ accounts, asOf });
    }
    missing = Math.max(0, (total ?? 0) - met.size);
    if (missing === 0 || met.size === metBefore) break;
  }
  if (missing > 0) {
    log.warn({ provider: provider.name, missing, malformed }, "the provider counts more accounts than could be read");
  }
  return { malformed, missing };
}

/** One pass from the start to the end of the list. */
async function* pages(provider: Provider, call: Call, now: () => Promise<Instant>) {
  const met = new Set<string>();
  let barren = 0;
  let cursor: string | null = null;
  do {
    const asOf = await now();
    const page: ProviderPage = await provider.listAccounts(call, cursor, {});
    yield { page, asOf };
    const before = met.size;
    for (const { id } of page.accounts) met.add(id);
    barren = met.size > before ? 0 : barren + 1;
    if (barren === mostBarrenPages) throw endless(provider.name);
    cursor = page.next;
  } while (cursor !== null);
}

function endless(provider: string): GatewayError {
  const message = `${provider} answered ${mostBarrenPages} pages in a row without one new account.`;
  return new GatewayError("PROVIDER_MALFORMED_ANSWER", message, { provider });
}
