import type { Books } from "../kit/books.ts";
import type { PayneticsAccount } from "./account.ts";

type OwnerKind = "merchant" | "user";

/** Merchants and users are onboarded elsewhere; accounts can only be opened for those that Paynetics knows. */
export function addOwner(books: Books<PayneticsAccount>, kind: OwnerKind, token: string): void {
  books.setNote(noteKey(kind, token), true);
}

export function isOwner(books: Books<PayneticsAccount>, kind: OwnerKind, token: string): boolean {
  return books.note(noteKey(kind, token)) === true;
}

function noteKey(kind: OwnerKind, token: string): string {
  return `${kind}:${token}`;
}
