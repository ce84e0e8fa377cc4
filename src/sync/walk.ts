import type { Instant, ProviderAccount } from "../domain/account.ts";
import { GatewayError } from "../domain/errors.ts";
import type { Call, Provider, ProviderLog, ProviderPage } from "../providers/provider.ts";

/** One page's worth of accounts that the walk had not met before. */
export interface WalkedPage {
  readonly accounts: readonly ProviderAccount[];
  /** Taken before the page was asked for. */
  readonly asOf: Instant;
  /** Rows of this page that could not be read; counted in the first pass only. */
  readonly malformed: number;
}

const mostPasses = 3;
/** So many pages in a row without an account that is new to the pass: the provider sends us in circles. */
const mostBarrenPages = 500;

/**
 * Every account of a provider, each once. Rows may move between pages while we read: when the provider counts more than
 * we met, the list is walked again, at most three times in all. Throws what the provider throws, and
 * PROVIDER_MALFORMED_ANSWER for a walk without an end.
 */
export async function* walkAccounts(
  provider: Provider,
  call: Call,
  { now, log }: { now: () => Promise<Instant>; log: ProviderLog },
): AsyncGenerator<WalkedPage> {
  const met = new Set<string>();
  let malformed = 0;
  let total: number | null = null;
  for (let pass = 1; pass <= mostPasses; pass++) {
    total = null;
    for await (const { page, asOf } of pages(provider, call, now)) {
      const accounts = page.accounts.filter(({ id }) => !met.has(id) && met.add(id));
      const unread = pass === 1 ? page.malformed : 0;
      malformed += unread;
      total = page.total ?? total;
      yield { accounts, asOf, malformed: unread };
    }
    if (total === null || total <= met.size + malformed) return;
  }
  log.warn(
    { provider: provider.name, total, met: met.size, malformed },
    "the provider counts more accounts than it lists",
  );
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
