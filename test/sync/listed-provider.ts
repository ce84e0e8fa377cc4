import { setImmediate as nextTurn } from "node:timers/promises";
import type { ProviderAccount } from "../../src/domain/account.ts";
import type { Call, Provider, ProviderPage } from "../../src/providers/provider.ts";

/** A provider by hand: `list` answers the pages, everything else is as plain as can be. */
export function listedProvider(
  name: string,
  list: (cursor: string | null, call: Call) => Partial<ProviderPage> | Promise<Partial<ProviderPage>>,
  more: Partial<Provider> = {},
): Provider {
  return {
    name,
    kind: "by-hand",
    features: [],
    filters: [],
    ping: async () => {},
    getAccount: async () => null,
    async listAccounts(call, cursor) {
      await nextTurn();
      return { accounts: [], next: null, total: null, malformed: 0, ...(await list(cursor, call)) };
    },
    availableTransitions: () => [],
    close: async () => {},
    ...more,
  };
}

export function account(id: string, label = "told"): ProviderAccount {
  return { id, facts: { label }, raw: JSON.stringify({ id }) };
}

/** Pages of `size` out of accounts 0 … count−1; the cursor is where the next one begins. */
export function pagesOf(count: number, size: number) {
  return (cursor: string | null): Partial<ProviderPage> => {
    const start = Number(cursor ?? 0);
    const end = Math.min(start + size, count);
    const accounts = Array.from({ length: end - start }, (_, index) => account(String(start + index)));
    return { accounts, next: end < count ? String(end) : null, total: count };
  };
}
