import type { Directory } from "../accounts/directory-contract.ts";
import { foreground } from "../accounts/foreground.ts";
import { readThrough } from "../accounts/read-through.ts";
import type { Instant, ProviderAccount } from "../domain/account.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import type { NewAuditEntry } from "../domain/audit.ts";
import { GatewayError } from "../domain/errors.ts";
import { looksNeeded, type Operation, openStates } from "../domain/operation.ts";
import type { Provider } from "../providers/provider.ts";
import { appendAudit } from "../storage/audit-store.ts";
import { addCustomerLinks, isOwnerLinked, saveCustomer } from "../storage/customer-store.ts";
import type { Database, WriteTransaction } from "../storage/database.ts";
import { auditOfLink } from "../storage/link-audit.ts";
import type { StoredOperation } from "../storage/operation-rows.ts";
import { changeOperation, claimedAccounts, loadOperation } from "../storage/operation-store.ts";
import { releaseId, releaseReservations } from "../storage/reservation-store.ts";
import { failedWrite } from "./failure.ts";
import { planOf, type StoredPlan } from "./plan.ts";
import { changeFor, type Verdict } from "./verdict.ts";

export interface SettleParts {
  readonly database: Database;
  readonly directory: Directory;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly log?: SettleLog;
}

/** Where it is told what a person has to look at; pino satisfies it. */
export interface SettleLog {
  warn(fields: object, message: string): void;
}

/**
 * Writes down what became of an operation together with all that follows from it, in one transaction. Whoever was
 * replaced meanwhile writes nothing, unless the provider said yes: that is true whoever heard it. Answers the operation
 * as it is now: in doubt, where the account that came of it is another operation's.
 */
export async function settle(parts: SettleParts, stored: StoredOperation, verdict: Verdict): Promise<StoredOperation> {
  const { database } = parts;
  const write = (then: Verdict) =>
    database.transaction((transaction) => settleWithin(transaction, parts, stored, then));
  const settled = await write(verdict).catch(async (error: unknown) => {
    const isRefused = database.engine.isDuplicate(error);
    const doubt = isRefused ? await doubtOfAnothers(parts, stored, verdict) : null;
    if (doubt === null) throw error;
    return write(doubt);
  });
  if (settled !== null) {
    await readAgain(parts, settled.overtaken);
    return settled.stored;
  }
  const known = await loadOperation(database.read, stored.operation.id);
  if (known === null) throw new Error("An operation that was not finished is gone.");
  if (verdict.state === "SUCCEEDED") await keepLateYes(parts, known, verdict);
  return known;
}

/** A yes to what had ended before it came: what it shows is stored like anything that is read, and somebody has to look. */
async function keepLateYes(
  parts: SettleParts,
  { operation: { id, mutation, provider, state, account: settled } }: StoredOperation,
  { account, told, owned = [] }: Extract<Verdict, { state: "SUCCEEDED" }>,
): Promise<void> {
  const shown = account !== null && told !== null ? [{ ref: account, ...told }] : owned;
  const observed = await parts.directory.observe(shown, "READ");
  const overtaken = shown.filter((_, index) => observed[index]?.outcome === "SUPERSEDED");
  await readAgain(
    parts,
    overtaken.map(({ ref }) => ref),
  );
  if (state === "SUCCEEDED" && settled?.id === account?.id) return;
  parts.log?.warn(
    { operation: id, provider, mutation, state, account: account?.id },
    "a provider said yes to a change that had ended otherwise",
  );
}

/**
 * What becomes of an operation whose account another one has; null where that is not so. One of them was taken for what it
 * is not: to send it again would tell the same again. What was only found is looked for once more, without that account.
 */
async function doubtOfAnothers(
  { database, log }: SettleParts,
  { operation: { id, mutation } }: StoredOperation,
  verdict: Verdict,
): Promise<Verdict | null> {
  if (verdict.state !== "SUCCEEDED" || verdict.account === null) return null;
  const { provider, id: account } = verdict.account;
  if (!(await claimedAccounts(database.read, provider, [account])).has(account)) return null;
  log?.warn(
    { operation: id, provider, mutation, account },
    "the account of an operation is another operation's already",
  );
  const message = `The account that ${provider} shows for this key came of another operation.`;
  const error = new GatewayError("OPERATION_IN_DOUBT", message, { provider });
  if (verdict.isFound) return { state: "IN_DOUBT", error, nextAttemptAt: await database.now() };
  return { state: "IN_DOUBT", error, nextAttemptAt: null, misses: looksNeeded, candidates: [account] };
}

/** An answer that was overtaken by another one shows the account as it was at some moment: now it is asked for again. */
async function readAgain({ directory, providers }: SettleParts, overtaken: readonly AccountRef[]): Promise<void> {
  const provider = providers.get(overtaken[0]?.provider ?? "");
  if (provider === undefined) return;
  await readThrough(
    { directory, provider, call: foreground() },
    overtaken.map(({ id }) => id),
  );
}

export interface Settled {
  readonly stored: StoredOperation;
  /** Accounts, all at one provider, that are to be read again, after the commit. */
  readonly overtaken: readonly AccountRef[];
}

/** The same, as the last step of somebody's transaction; null when nothing was written. */
export async function settleWithin(
  transaction: WriteTransaction,
  { database, directory }: Pick<SettleParts, "database" | "directory">,
  stored: StoredOperation,
  verdict: Verdict,
): Promise<Settled | null> {
  const { operation, fence } = stored;
  const { id, state: before } = operation;
  const now = await database.engine.now(transaction);
  const isYes = verdict.state === "SUCCEEDED";
  const guard = { id, fence: isYes ? null : fence, states: openStates };
  const changed = await changeOperation(transaction, guard, changeFor(stored, verdict, now));
  if (changed === null) return null;
  if (verdict.state === "REJECTED" || verdict.state === "ABANDONED") await releaseReservations(transaction, id);
  const plan = planOf(changed);
  if (isYes && plan !== null) {
    return {
      stored: changed,
      overtaken: await succeed(transaction, directory, { stored: changed, plan, verdict, now }),
    };
  }
  // What stays in doubt was told when it came to be.
  const { error } = changed.operation;
  if (before !== verdict.state && error !== null) {
    await appendAudit(transaction, [failedWrite(changed, error, now)]);
  }
  return { stored: changed, overtaken: [] };
}

/** Answers which accounts are to be read again. */
async function succeed(
  transaction: WriteTransaction,
  directory: Directory,
  { stored, plan, verdict, now: at }: Success,
): Promise<readonly AccountRef[]> {
  const { id: operationId, caller: actor, account, customerId, clientAccountId } = stored.operation;
  const { memory, releases, creation } = plan;
  if (account !== null && releases != null && releases !== clientAccountId)
    await releaseId(transaction, releases, account);
  const owningCustomer = creation === null ? null : customerId;
  const needsNoLink =
    owningCustomer === null || (await seesByOwner(transaction, stored.operation, plan, verdict.told?.account ?? null));
  const links = account === null || needsNoLink ? [] : await linkTo(transaction, owningCustomer, account);
  // Last: the logs stay locked from here on.
  const origin = { actor, operationId, customerId: owningCustomer };
  const changes =
    account === null
      ? (verdict.owned ?? []).map(({ ref, ...told }) => ({ ref, told, memory: {} }))
      : [{ ref: account, told: verdict.told, memory }];
  const outcomes = await directory.observeChanges(transaction, changes, { heardAt: at, origin });
  const linked = links.map((link): NewAuditEntry => {
    const { details, ...entry } = auditOfLink(link, { at, actor, operationId });
    return { kind: "CUSTOMER_LINKED", ...entry, details: { ...details, holderName: null } };
  });
  const isRecorded = outcomes.includes("RECORDED");
  await appendAudit(transaction, [...linked, ...explanation(stored.operation, plan, { at, isRecorded })]);
  return changes.filter((_, index) => outcomes[index] === "SUPERSEDED").map(({ ref }) => ref);
}

/**
 * What no change of an account tells: that a holder was closed, and why somebody wanted a change. Where none tells anything
 * (`isRecorded`), then that the change was made, and by whom.
 */
function explanation(
  { id: operationId, caller: actor, mutation, provider, account }: Operation,
  { holder, reason }: StoredPlan,
  { at, isRecorded }: { readonly at: Instant; readonly isRecorded: boolean },
): readonly NewAuditEntry[] {
  const common = { at, provider, accountId: account?.id ?? null, operationId, actor };
  if (holder !== null) {
    const owner = { kind: holder.kind, id: holder.id };
    return [{ kind: "HOLDER_CLOSED", ...common, accountId: null, details: { owner, reason: reason ?? null } }];
  }
  const entries: NewAuditEntry[] = [];
  if (!isRecorded) entries.push({ kind: "CHANGE_MADE", ...common, details: { mutation } });
  if (reason !== undefined) entries.push({ kind: "REASON_GIVEN", ...common, details: { mutation, reason } });
  return entries;
}

interface Success {
  readonly stored: StoredOperation;
  readonly plan: StoredPlan;
  readonly verdict: Extract<Verdict, { state: "SUCCEEDED" }>;
  readonly now: Instant;
}

/**
 * Whether the account's customer needs no link of its own to see it: it does so by a link to the owner, for as long as that
 * lasts. What a customer opened for an owner itself it sees by no other, also when that was taken away before the account
 * was found. Where the owner was not told, the account gets a link, unless its customer has lost the owner meanwhile.
 */
async function seesByOwner(
  transaction: WriteTransaction,
  { account, customerId }: Operation,
  { creation, isForOwn = false }: StoredPlan,
  told: ProviderAccount | null,
): Promise<boolean> {
  const asked = creation?.owner ?? null;
  const owner = told === null ? asked : (told.facts.owner ?? null);
  if (asked === null || account === null || customerId === null) return false;
  if (owner === null) return isForOwn && !(await isOwnerLinked(transaction, customerId, account.provider, asked));
  return isForOwn || (await isOwnerLinked(transaction, customerId, account.provider, owner));
}

/** Lets the customer see the account; answers the link if it is new. */
async function linkTo(transaction: WriteTransaction, customerId: string, { provider, id }: AccountRef) {
  await saveCustomer(transaction, customerId, null);
  const link = { customer_id: customerId, provider, target_kind: "ACCOUNT", target_id: id, origin: "COMMAND" } as const;
  return addCustomerLinks(transaction, [link]);
}
