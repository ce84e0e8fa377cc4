import { z } from "zod";
import type { Books } from "../kit/books.ts";
import type { RevstoAccount } from "./account.ts";

export const userSchema = z.strictObject({
  id: z.int().positive(),
  /** Never shown by the account API, but its alphabet decides whether an account can be opened. */
  name: z.string().min(1),
  profileId: z.int(),
  kyc: z.enum(["PASSED", "PENDING", "REFUSED"]),
  status: z.enum(["OPEN", "PENDING", "BLOCKED", "CLOSED"]),
});
export type RevstoUser = z.output<typeof userSchema>;

export function findUser(books: Books<RevstoAccount>, id: number | string): RevstoUser | undefined {
  return books.note(`user ${id}`) as RevstoUser | undefined;
}

export function saveUser(books: Books<RevstoAccount>, user: RevstoUser): void {
  const before = findUser(books, user.id);
  books.setNote(`user ${user.id}`, user);
  const event = before && identityEvent(before, user);
  if (event) books.tell({ type: event, data: { userId: user.id } });
}

function identityEvent(before: RevstoUser, after: RevstoUser): string | null {
  if (before.status === after.status) return null;
  if (after.status === "CLOSED") return "identity.closed";
  if (after.status === "BLOCKED") return "identity.blocked";
  return before.status === "BLOCKED" ? "identity.unblocked" : null;
}

export function accountsOf(books: Books<RevstoAccount>, user: RevstoUser): readonly RevstoAccount[] {
  return books.all().filter((account) => account.userId === user.id);
}
