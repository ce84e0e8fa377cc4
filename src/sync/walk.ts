import type { Instant, ProviderAccount } from "../domain/account.ts";
import { GatewayError } from "../domain/errors.ts";
import type { Call, Provider, ProviderLog, ProviderPage } from "../providers/provider.ts";

/** One page's worth of accounts that the walk had not met before. */
export interface WalkedPage {
  readonly accounts: readonly ProviderAccount[];
  /** Taken before the page was asked for. */
  readonly asOf: Instant;
  /** Where the walk goes on behind this page, also in another process; null at the end of the list. */
  readonly next: string | null;
  /** Accounts met up to here, also before an interruption; one that another pass meets again counts once. */
  readonly seen: number;
  /** Rows of this pass, up to here, that could not be read. */
  readonly malformed: number;
}

/** Where an earlier process left off: what it had met, it remembers only as a number. */
export interface WalkedBefore {
  readonly cursor: string;
  readonly seen: number;
  readonly malformed: number;
}

/** What a walk could not bring. */
export interface WalkLosses {
  /** Rows that could not be read; one that neighbouring pages both show counts twice. */
  readonly malformed: number;
  /** How many accounts the provider counts beyond those that were met and the rows that could not be read. */
  readonly missing: number;
}

export interface WalkOptions {
  readonly now: () => Promise<Instant>;
  readonly log: ProviderLog;
  readonly visit: (page: WalkedPage) => Promise<void>;
  readonly resume?: WalkedBefore | null;
}

const mostPasses = 3;
/** So many pages in a row without an account that is new to the pass: the provider sends us in circles. */
const mostBarrenPages = 500;

/**
 * Visits every account of a provider, each once. Rows may move between pages while we read: when the provider
 * counts more than we met, the list is walked again, until a pass meets nothing new, at most three times in all. A
 * walk that was interrupted goes on where it stopped. Throws what the provider throws, and
 * PROVIDER_MALFORMED_ANSWER for a walk without an end.
 */
export async function walkAccounts(
  provider: Provider,
  call: Call,
  { now, log, visit, resume = null }: WalkOptions,
): Promise<WalkLosses> {
  const met = new Set<string>();
  let malformed = 0;
  let missing = 0;
  let seen = resume?.seen ?? 0;
  for (let pass = 1; pass <= mostPasses; pass++) {
    const metBefore = met.size;
    const before = pass === 1 ? resume : null;
    let total: number | null = null;
    malformed = before?.malformed ?? 0;
    for await (const { page, asOf } of pages(provider, call, now, before?.cursor ?? null)) {
      const accounts = page.accounts.filter(({ id }) => !met.has(id) && met.add(id));
      malformed += page.malformed;
      total = page.total ?? total;
      // What was met before an interruption is known as a number only: a second pass counts from there on.
      seen = Math.max(seen, met.size + (before?.seen ?? 0));
      await visit({ accounts, asOf, next: page.next, seen, malformed });
    }
    const unmet = Math.max(0, (total ?? 0) - met.size - (before?.seen ?? 0));
    missing = Math.max(0, unmet - malformed);
    // A row that could not be read may count twice, and then hide an account: whether to walk again it does not decide.
    if (unmet === 0 || (before === null && met.size === metBefore)) break;
  }
  if (missing > 0) {
    log.warn({ provider: provider.name, missing, malformed }, "the provider counts more accounts than could be read");
  }
  return { malformed, missing };
}

/** One pass to the end of the list, from its start or from a page's `next`. */
async function* pages(provider: Provider, call: Call, now: () => Promise<Instant>, from: string | null) {
  const met = new Set<string>();
  let barren = 0;
  let cursor = from;
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
