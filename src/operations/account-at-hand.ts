import { accountsWith } from "../accounts/accounts-of-holder.ts";
import type { Directory } from "../accounts/directory-contract.ts";
import { foreground } from "../accounts/foreground.ts";
import { readThrough } from "../accounts/read-through.ts";
import { shownBalances } from "../accounts/shown-balances.ts";
import type { AccountStatus, Instant } from "../domain/account.ts";
import { accountStatuses } from "../domain/account.ts";
import { type AccountRef, refKey } from "../domain/account-ref.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import { GatewayError } from "../domain/errors.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Call, ChangedAccount, Provider } from "../providers/provider.ts";

export interface AtHandParts {
  readonly directory: Directory;
  readonly providers: ReadonlyMap<string, Provider>;
}

/**
 * The account as it is known, if the viewer may see it. Throws ACCOUNT_NOT_FOUND; `inputPath` is where the input names it.
 */
export async function visibleAccount(
  { directory }: AtHandParts,
  viewer: Viewer,
  ref: AccountRef,
  inputPath: readonly string[] = ["accountId"],
): Promise<AccountSnapshot> {
  const snapshot = (await directory.find(viewer, [ref])).get(refKey(ref));
  if (snapshot !== undefined) return snapshot;
  throw new GatewayError("ACCOUNT_NOT_FOUND", "There is no such account that you may see.", { inputPath });
}

/**
 * The account as its provider has it now; with the accounts below it, where `isClosing`: nothing else depends on them.
 * Throws what the provider throws, and ACCOUNT_NOT_FOUND where the viewer may not see it, as it is now.
 */
export async function accountAtHand(
  parts: AtHandParts,
  viewer: Viewer,
  { provider, id }: { readonly provider: Provider; readonly id: string },
  isClosing: boolean,
): Promise<{ readonly account: ChangedAccount; readonly readAt: Instant }> {
  const ref: AccountRef = { provider: provider.name, id };
  const call = foreground();
  const readAt = await parts.directory.now();
  const [reading = null] = await readThrough({ directory: parts.directory, provider, call }, [id]);
  if (reading instanceof Error) throw reading;
  if (reading === null) {
    throw new GatewayError("PROVIDER_ACCOUNT_UNKNOWN", `${ref.provider} does not know this account any more.`, {
      provider: ref.provider,
    });
  }
  // What has just been read may have made it somebody else's.
  await visibleAccount(parts, viewer, ref);
  const below = isClosing ? await openSubAccounts(parts, provider, ref, call) : 0;
  return { readAt, account: changedAccount(reading, readAt, below) };
}

/** An account that was read at `readAt`, for planning: an amount that only other answers tell may be long gone. */
export function changedAccount(reading: AccountSnapshot, readAt: Instant, openSubAccounts = 0): ChangedAccount {
  const { ref, facts } = reading;
  return { id: ref.id, facts: { ...facts, balances: shownBalances(reading, readAt) }, openSubAccounts };
}

/** Throws UNKNOWN_PROVIDER; `inputPath` is where the input names it. */
export function providerOf(
  { providers }: AtHandParts,
  name: string,
  inputPath: readonly string[] = ["provider"],
): Provider {
  const provider = providers.get(name);
  if (provider !== undefined) return provider;
  throw new GatewayError(
    "UNKNOWN_PROVIDER",
    `There is no provider of this name; there are ${[...providers.keys()].join(", ")}.`,
    { inputPath },
  );
}

const ended: readonly AccountStatus[] = ["CLOSED", "DECLINED"];

/** How many accounts below this one are open, asked of the provider one by one: what is known of them may be old. */
async function openSubAccounts(
  { directory }: AtHandParts,
  provider: Provider,
  ref: AccountRef,
  call: Call,
): Promise<number> {
  const known = await accountsWith(directory, {
    ...{ providers: [ref.provider], mainAccounts: [ref], missing: false },
    statuses: accountStatuses.filter((status) => !ended.includes(status)),
  });
  const ids = new Set(known.map((account) => account.ref.id));
  for (const id of await listedBelow(provider, ref, call)) ids.add(id);
  const readings = await readThrough({ directory, provider, call }, [...ids]);
  // One that cannot be read counts as it is known: open.
  return readings.filter(
    (reading) => reading !== null && (reading instanceof Error || !ended.includes(reading.facts.status)),
  ).length;
}

/**
 * Those that the provider lists as open: some may be younger than the last sweep. None where it
 * cannot be asked for them alone.
 */
async function listedBelow(provider: Provider, { id: mainAccountId }: AccountRef, call: Call): Promise<string[]> {
  const ids: string[] = [];
  if (!provider.filters.includes("mainAccountId")) return ids;
  for (let cursor: string | null = null; ; ) {
    const { accounts, next } = await provider.listAccounts(call, cursor, { mainAccountId });
    for (const { id, facts } of accounts) if (!ended.includes(facts.status ?? "UNKNOWN")) ids.push(id);
    if (next === null) return ids;
    cursor = next;
  }
}
