import type { ProviderAccount } from "../domain/account.ts";
import type { Call, PlannedCreation, Provider, SoughtCreation } from "../providers/provider.ts";

/**
 * The accounts that may have come of a creation, each once, as it was listed last; null where the provider cannot be asked.
 */
export async function findAllCreated(
  provider: Provider,
  call: Call,
  sought: SoughtCreation,
): Promise<readonly ProviderAccount[] | null> {
  if (provider.findCreated === undefined) return null;
  const found = new Map<string, ProviderAccount>();
  let cursor: string | null = null;
  do {
    const page: { accounts: readonly ProviderAccount[]; next: string | null } = await provider.findCreated(
      call,
      sought,
      cursor,
    );
    for (const account of page.accounts) found.set(account.id, account);
    cursor = page.next;
  } while (cursor !== null);
  return [...found.values()];
}

/**
 * The accounts that are there before a creation is sent and that its own could be taken for; null where that is not asked.
 */
export async function takeWholeInventory(
  provider: Provider,
  call: Call,
  plan: PlannedCreation,
): Promise<readonly string[] | null> {
  if (provider.takeInventory === undefined) return null;
  const ids = new Set<string>();
  let cursor: string | null = null;
  do {
    const page: { ids: readonly string[]; next: string | null } = await provider.takeInventory(call, plan, cursor);
    for (const id of page.ids) ids.add(id);
    cursor = page.next;
  } while (cursor !== null);
  return [...ids];
}
