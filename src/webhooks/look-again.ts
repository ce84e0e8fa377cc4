import { accountsOfHolder } from "../accounts/accounts-of-holder.ts";
import type { Directory } from "../accounts/directory-contract.ts";
import { type LiveReading, readThrough } from "../accounts/read-through.ts";
import { chunked } from "../domain/chunks.ts";
import { GatewayError } from "../domain/errors.ts";
import type { WebhookDelivery } from "../domain/webhook.ts";
import type { Provider, WebhookSubject } from "../providers/provider.ts";

const atOnce = 20;

/**
 * Reads again, at the provider, every account that a delivery is about, and lets the directory observe what it tells.
 * Answers why one of them could not be read, null when all could. An account that neither the provider nor the directory
 * knows counts as not read: a provider may tell of an account before it can be asked for. So does one that is not named.
 */
export async function lookAgain(
  directory: Directory,
  provider: Provider,
  delivery: WebhookDelivery,
  subject: WebhookSubject,
  signal: AbortSignal,
): Promise<Error | null> {
  const { id: deliveryId, providerTime, movesBalances } = delivery;
  const ids = await idsOf(directory, delivery);
  if (ids.length === 0) return nothingToRead(delivery, subject);
  // Somebody may be waiting to see it, as for any read that is not the gateway's own wish.
  const call = { signal, priority: "foreground" } as const;
  let failure: Error | null = null;
  for (const some of chunked(ids, atOnce)) {
    const sight = { deliveryId, providerTime, movesBalances };
    const readings = await readThrough({ directory, provider, call, sight }, some);
    failure ??= readings.find((reading) => reading instanceof Error) ?? null;
    failure ??= await unknownAmong(directory, provider.name, some, readings);
  }
  return failure;
}

async function idsOf(directory: Directory, { provider, accountIds, owners }: WebhookDelivery): Promise<string[]> {
  const owned = await Promise.all(owners.map((owner) => accountsOfHolder(directory, provider, owner)));
  return [...new Set([...accountIds, ...owned.flat().map(({ ref }) => ref.id)])];
}

function nothingToRead({ provider, owners }: WebhookDelivery, subject: WebhookSubject): Error | null {
  if (subject === null) return null;
  if (owners.length === 0) {
    const message = `${provider} told of an account, but not which one or whose, where the gateway looks for it.`;
    return new GatewayError("WEBHOOK_WITHOUT_ACCOUNT", message, { provider });
  }
  // An owner without accounts may be blocked. An account of nobody known is a new one, which a sweep will find.
  if (subject === "OWNER") return null;
  return new GatewayError("ACCOUNT_NOT_FOUND", "No account of this owner is known yet.", { provider });
}

async function unknownAmong(
  directory: Directory,
  provider: string,
  ids: readonly string[],
  readings: readonly LiveReading[],
): Promise<Error | null> {
  const unread = ids.filter((_, index) => readings[index] === null).map((id) => ({ provider, id }));
  const known = await directory.find({ sees: "everything" }, unread);
  if (known.size === unread.length) return null;
  return new GatewayError("PROVIDER_ACCOUNT_UNKNOWN", `${provider} does not know this account.`, { provider });
}
