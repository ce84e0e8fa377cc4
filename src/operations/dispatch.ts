import type { Directory, Observation } from "../accounts/directory-contract.ts";
import type { Instant, ProviderAccount } from "../domain/account.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import { errorTable, GatewayError } from "../domain/errors.ts";
import { shifted } from "../domain/instant.ts";
import type { Call, ChangeRequest, Provider } from "../providers/provider.ts";
import type { Verdict } from "./settle.ts";

/** How long after an unknown outcome the first look is taken. */
const firstLookMs = 1_000;

/** What one sending came to. UNKNOWN: it may have had its effect. */
export type Sent =
  | { readonly result: "YES"; readonly told: ProviderAccount | null }
  | { readonly result: "NO" | "NOT_SENT" | "UNKNOWN"; readonly error: GatewayError };

/** Sends a request that is written down. Never throws. */
export async function send(provider: Provider, call: Call, request: ChangeRequest): Promise<Sent> {
  try {
    if (provider.send === undefined) throw new Error(`${provider.name} cannot send changes.`);
    return { result: "YES", told: await provider.send(call, request) };
  } catch (thrown) {
    const error = thrown instanceof GatewayError ? thrown : unexpected(provider, thrown);
    if (isRefusal(error)) return { result: "NO", error };
    return { result: errorTable[error.code].outcome === "none" ? "NOT_SENT" : "UNKNOWN", error };
  }
}

/** The provider has heard it and said no. */
export function isRefusal({ code }: GatewayError): boolean {
  return code === "PROVIDER_REJECTED" || code === "PROVIDER_ACCOUNT_UNKNOWN";
}

function unexpected({ name: provider }: Provider, cause: unknown): GatewayError {
  return new GatewayError("INTERNAL_ERROR", `The gateway failed at a change at ${provider}.`, { provider }, cause);
}

/**
 * What a first sending comes to. Where the provider only said yes, the account is read to show what it became; when that
 * fails it is shown as it was.
 */
export async function firstVerdict(
  parts: { readonly directory: Directory; readonly provider: Provider; readonly call: Call },
  sent: Sent,
  { account, asOf }: { readonly account: AccountRef | null; readonly asOf: Instant },
): Promise<Verdict> {
  switch (sent.result) {
    case "YES":
      return succeeded(parts, sent.told, account, asOf);
    case "NO":
      return { state: "REJECTED", error: sent.error };
    case "NOT_SENT":
      return { state: "NOT_SENT", error: sent.error };
    case "UNKNOWN":
      return { state: "IN_DOUBT", error: sent.error, nextAttemptAt: shifted(await parts.directory.now(), firstLookMs) };
  }
}

/** The verdict of a yes. `asOf`: before it was sent. */
export async function succeeded(
  { directory, provider, call }: { readonly directory: Directory; readonly provider: Provider; readonly call: Call },
  told: ProviderAccount | null,
  account: AccountRef | null,
  asOf: Instant,
): Promise<Extract<Verdict, { state: "SUCCEEDED" }>> {
  if (told !== null) {
    return {
      state: "SUCCEEDED",
      account: account ?? { provider: provider.name, id: told.id },
      told: { account: told, asOf },
    };
  }
  return { state: "SUCCEEDED", account, told: account && (await readAgain()) };

  async function readAgain(): Promise<Pick<Observation, "account" | "asOf"> | null> {
    if (account === null) return null;
    const readAt = await directory.now();
    const read = await provider.getAccount(call, account.id).catch(() => null);
    return read && { account: read, asOf: readAt };
  }
}
