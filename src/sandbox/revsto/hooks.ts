import { z } from "zod";
import type { Books, Message } from "../kit/books.ts";
import type { SimulatorWebhooks } from "../kit/webhooks.ts";
import { inRevstoTime, type RevstoAccount } from "./account.ts";
import { hookEvents } from "./catalogue.ts";
import { Refusal } from "./refusal.ts";
import { revstoSettings } from "./settings.ts";

const hookSchema = z.object({
  name: z.string().min(1),
  url: z.url({ protocol: /^https?$/ }),
  events: z.array(z.enum(hookEvents)).min(1),
});
export type Hook = z.output<typeof hookSchema> & { readonly id: number };

const note = "hooks";

export function listHooks(books: Books<RevstoAccount>): readonly Hook[] {
  return (books.note(note) as readonly Hook[] | undefined) ?? [];
}

export function addHook(books: Books<RevstoAccount>, body: unknown): Hook {
  const wanted = hookSchema.safeParse(body);
  if (!wanted.success) throw new Refusal(400, "INVALID_REQUEST", z.prettifyError(wanted.error));
  const hook = { id: 419 + books.next("hook"), ...wanted.data };
  books.setNote(note, [...listHooks(books), hook]);
  return hook;
}

export function removeHook(books: Books<RevstoAccount>, id: string): void {
  const left = listHooks(books).filter((hook) => String(hook.id) !== id);
  if (left.length === listHooks(books).length) throw new Refusal(404, "HOOK_NOT_FOUND", "unknown hook");
  books.setNote(note, left);
}

/**
 * What Revsto tells by the hooks that were registered. What it looks like is not documented: an event's name, its time and
 * what it is about, without a signature and without a number of its own. Nothing tells that an account was closed.
 */
export const webhooks: SimulatorWebhooks<RevstoAccount> = {
  messages(before, after) {
    if (after === undefined) return [];
    const types = [statusEvent(before, after), moneyEvent(before, after)].filter((type) => type !== null);
    return types.map((type) => messageOf(type, after));
  },
  upcoming: (account) =>
    account.status === "PENDING" && account.opensAt !== null
      ? { at: account.opensAt, after: { ...account, status: "OPENED", opensAt: null } }
      : null,
  addresses: (books, type) =>
    listHooks(books).flatMap(({ url, events }) => (events.some((event) => event === type) ? [url] : [])),
  request: (_, { type, at, data }) => ({
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ event: type, createdAt: inRevstoTime(at), data }),
  }),
  retriesAfterMs: ({ settings }) => (revstoSettings(settings).retriesWebhooks ? [5_000, 15_000, 30_000, 60_000] : []),
};

export function messageOf(type: string, { id, userId }: RevstoAccount): Message {
  return { type, data: type.startsWith("identity.") ? { userId } : { accountId: id, userId } };
}

function statusEvent(before: RevstoAccount | undefined, after: RevstoAccount): string | null {
  if (before?.status === after.status) return null;
  if (after.status === "SUSPENDED") return "account.status.blocked";
  if (after.status !== "OPENED") return null;
  return before?.status === "SUSPENDED" ? "account.status.unblocked" : "account.status.opened";
}

function moneyEvent(before: RevstoAccount | undefined, after: RevstoAccount): string | null {
  const moved = before !== undefined && (before.balance !== after.balance || before.held !== after.held);
  return moved ? "transaction.new" : null;
}
