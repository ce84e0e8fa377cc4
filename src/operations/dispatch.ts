import { accountsOfHolder } from "../accounts/accounts-of-holder.ts";
import type { Directory } from "../accounts/directory-contract.ts";
import { readUnstored } from "../accounts/read-unstored.ts";
import type { Instant, ProviderAccount } from "../domain/account.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import { errorTable, GatewayError } from "../domain/errors.ts";
import { shifted } from "../domain/instant.ts";
import type { Call, ChangeRequest, Provider } from "../providers/provider.ts";
import { type IdWish, whyRefused } from "./duplicate-ids.ts";
import type { StoredPlan } from "./plan.ts";
import type { Verdict } from "./verdict.ts";

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

/** What is changed: an account, a holder with all its accounts, or, where both are null, one that comes into being. */
export interface Subject extends Pick<StoredPlan, "holder"> {
  readonly account: AccountRef | null;
}

interface ReadParts {
  readonly directory: Directory;
  readonly provider: Provider;
  readonly call: Call;
}

/**
 * What a first sending comes to. Where the provider only said yes, what it was about is read to show what it became; what
 * cannot be read is shown as it was.
 */
export async function firstVerdict(
  parts: ReadParts,
  sent: Sent,
  { asOf, clientAccountId, ...subject }: Subject & IdWish & { readonly asOf: Instant },
): Promise<Verdict> {
  switch (sent.result) {
    case "YES":
      return succeeded(parts, sent.told, subject, asOf);
    case "NO":
      return {
        state: "REJECTED",
        error: await whyRefused(parts, sent.error, { account: subject.account, clientAccountId }),
      };
    case "NOT_SENT":
      return { state: "NOT_SENT", error: sent.error };
    case "UNKNOWN":
      return { state: "IN_DOUBT", error: sent.error, nextAttemptAt: shifted(await parts.directory.now(), firstLookMs) };
  }
}

/** The verdict of a yes. `asOf`: before it was sent. */
export async function succeeded(
  parts: ReadParts,
  told: ProviderAccount | null,
  { account, holder }: Subject,
  asOf: Instant,
): Promise<Extract<Verdict, { state: "SUCCEEDED" }>> {
  if (told !== null) {
    const ref = account ?? { provider: parts.provider.name, id: told.id };
    return { state: "SUCCEEDED", account: ref, told: { account: told, asOf } };
  }
  const owned = holder === null ? [] : await accountsOfHolder(parts.directory, parts.provider.name, holder);
  const refs = account === null ? owned.map(({ ref }) => ref) : [account];
  const { read } = await readUnstored(parts, refs);
  if (account === null) return { state: "SUCCEEDED", account, told: null, owned: read };
  return { state: "SUCCEEDED", account, told: read[0] ?? null };
}
