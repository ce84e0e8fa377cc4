import { z } from "zod";
import type { Books } from "../kit/books.ts";
import type { RevstoAccount } from "./account.ts";
import { hookEvents } from "./catalogue.ts";
import { Refusal } from "./refusal.ts";

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
