import type { Kysely } from "kysely";
import type { Instant } from "../domain/account.ts";
import type { ErrorCode } from "../domain/errors.ts";
import type { WebhookDelivery } from "../domain/webhook.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";
import { type StoredDelivery, toStoredDelivery } from "./webhook-rows.ts";

/** A message as it has just come. */
export interface ArrivedWebhook
  extends Pick<
    WebhookDelivery,
    "id" | "provider" | "type" | "accountIds" | "owners" | "movesBalances" | "providerTime"
  > {
  readonly key: string;
  /** Whether the key is the provider's own number: if not, one that comes again may be another that looks the same. */
  readonly isNumbered: boolean;
  /** Byte for byte. */
  readonly body: Uint8Array;
}

/**
 * Writes down what came; answers whether its key is new. A key that is there already is counted, and, unless it is a
 * number of the provider's own, looked after once more: whoever works on it now has lost it.
 */
export async function storeWebhook(
  write: Kysely<Tables>,
  { key, isNumbered, body, ...webhook }: ArrivedWebhook,
  now: Instant,
): Promise<boolean> {
  const { arrivals, number } = await write
    .insertInto("webhook_inbox")
    .values({
      id: webhook.id,
      provider: webhook.provider,
      dedupe_key: key,
      type: webhook.type,
      account_ids: JSON.stringify(webhook.accountIds),
      owners: JSON.stringify(webhook.owners),
      moves_balances: webhook.movesBalances ? 1 : 0,
      provider_time: webhook.providerTime,
      received_at: now,
      arrivals: 1,
      fence: 0,
      ...opened(now),
    })
    .onConflict((conflict) =>
      conflict.columns(["provider", "dedupe_key"]).doUpdateSet(({ ref, eb }) => ({
        arrivals: eb(ref("webhook_inbox.arrivals"), "+", 1),
        ...(!isNumbered && { ...opened(now), fence: eb(ref("webhook_inbox.fence"), "+", 1) }),
      })),
    )
    .returning(["arrivals", "number"])
    .executeTakeFirstOrThrow();
  const isNew = arrivals === 1;
  if (isNew) await write.insertInto("webhook_bodies").values({ delivery: number, body }).execute();
  return isNew;
}

/** Looked after from its beginning, at once. */
function opened(now: Instant) {
  return {
    state: "WAITING" as const,
    opened_at: now,
    attempts: 0,
    next_attempt_at: now,
    ...{ lease_until: null, settled_at: null, error_code: null, error_message: null },
  };
}

/** Looks after a delivery once more, whatever became of it; null when there is none. */
export async function reopenDelivery(write: Kysely<Tables>, id: string, now: Instant): Promise<StoredDelivery | null> {
  const row = await write
    .updateTable("webhook_inbox")
    .set(({ eb }) => ({ ...opened(now), fence: eb("fence", "+", 1) }))
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : toStoredDelivery(row);
}

/** Those of a provider whose turn it is and that nobody works on, the longest waiting first. */
export async function loadDueDeliveries(
  read: Kysely<Tables>,
  provider: string,
  { now, limit }: { readonly now: Instant; readonly limit: number },
): Promise<readonly StoredDelivery[]> {
  const rows = await read
    .selectFrom("webhook_inbox")
    .selectAll()
    .where("state", "=", "WAITING")
    .where("provider", "=", provider)
    .where("next_attempt_at", "<=", now)
    .where((where) => where.or([where("lease_until", "is", null), where("lease_until", "<=", now)]))
    .orderBy("next_attempt_at")
    .orderBy("number")
    .limit(limit)
    .execute();
  return rows.map(toStoredDelivery);
}

/** Makes somebody the one who works on these; those where somebody else was first are left out. */
export function takeDeliveries(
  { transaction }: Pick<Database, "transaction">,
  due: readonly StoredDelivery[],
  leaseUntil: Instant,
): Promise<readonly StoredDelivery[]> {
  return transaction(async (write) => {
    const taken: StoredDelivery[] = [];
    for (const one of inOrder(due)) {
      const row = await owned(write, one)
        .set(({ eb }) => ({ lease_until: leaseUntil, fence: eb("fence", "+", 1), attempts: eb("attempts", "+", 1) }))
        .returningAll()
        .executeTakeFirst();
      if (row !== undefined) taken.push(toStoredDelivery(row));
    }
    return taken;
  });
}

/**
 * Keeps deliveries for whoever works on them, or (null) lets go of them; those that somebody else
 * has by now stay as they are.
 */
export function holdDeliveries(
  { transaction }: Pick<Database, "transaction">,
  taken: readonly StoredDelivery[],
  leaseUntil: Instant | null,
): Promise<void> {
  return transaction(async (write) => {
    for (const one of inOrder(taken)) await owned(write, one).set({ lease_until: leaseUntil }).execute();
  });
}

/** What came of an attempt; of one that failed, when the next one is, null: none. */
export type DeliveryOutcome =
  | { readonly state: "DONE" }
  | {
      readonly state: "FAILED";
      readonly error: { readonly code: ErrorCode; readonly message: string };
      readonly nextAttemptAt: Instant | null;
    };

/** Writes down what came of attempts; nothing of those that somebody else has by now. */
export function settleDeliveries(
  { transaction }: Pick<Database, "transaction">,
  outcomes: ReadonlyMap<StoredDelivery, DeliveryOutcome>,
  now: Instant,
): Promise<void> {
  return transaction(async (write) => {
    for (const one of inOrder([...outcomes.keys()])) {
      const outcome = outcomes.get(one);
      if (outcome !== undefined) await owned(write, one).set(changeFor(outcome, now)).execute();
    }
  });
}

function changeFor(outcome: DeliveryOutcome, now: Instant) {
  if (outcome.state === "DONE") return { ...ended(now), state: "DONE" as const };
  const { error, nextAttemptAt } = outcome;
  const told = { error_code: error.code, error_message: error.message };
  return nextAttemptAt === null
    ? { ...ended(now), ...told, state: "PARKED" as const }
    : { ...told, lease_until: null, next_attempt_at: nextAttemptAt };
}

function ended(now: Instant) {
  return { settled_at: now, next_attempt_at: null, lease_until: null, error_code: null, error_message: null };
}

/** The row, as long as it waits and nobody has taken it since. */
function owned(write: Kysely<Tables>, { delivery: { id }, fence }: StoredDelivery) {
  return write
    .updateTable("webhook_inbox")
    .where("id", "=", id)
    .where("fence", "=", fence)
    .where("state", "=", "WAITING");
}

/** Rows are locked in one order, whoever locks them. */
function inOrder(deliveries: readonly StoredDelivery[]): readonly StoredDelivery[] {
  return deliveries.toSorted((one, other) => one.delivery.number - other.delivery.number);
}

/** Frees what a process left that was killed: only where no other process can be at work. */
export async function releaseDeliveries({ write }: Pick<Database, "write">): Promise<void> {
  await write.updateTable("webhook_inbox").set({ lease_until: null }).where("state", "=", "WAITING").execute();
}

/**
 * Forgets what ended before `before`, and the bodies with it; answers how many. What has waited since then has nobody who
 * looks after it, as its provider is not configured any more: bodies hold personal data, and none stays for ever.
 */
export async function forgetDeliveries({ write }: Pick<Database, "write">, before: Instant): Promise<number> {
  const { numDeletedRows } = await write
    .deleteFrom("webhook_inbox")
    .where(({ eb, or, and }) =>
      or([eb("settled_at", "<", before), and([eb("state", "=", "WAITING"), eb("opened_at", "<", before)])]),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
