import { isZero } from "../kit/amount.ts";
import type { Books } from "../kit/books.ts";
import type { PayneticsAccount } from "./account.ts";
import { Refusal } from "./answers.ts";
import type { PayneticsSettings } from "./settings.ts";

/** The account, or the refusal for an unknown token. */
export function findAccount(books: Books<PayneticsAccount>, token: string): PayneticsAccount {
  const account = books.get(token);
  if (!account) throw new Refusal(11002);
  return account;
}

/** P4: blocks or unblocks. Asking for the status that it already has changes nothing and is no error. */
export function changeStatus(books: Books<PayneticsAccount>, token: string, body: unknown): void {
  const account = findAccount(books, token);
  const status = (body as { status?: unknown } | undefined)?.status;
  if (status !== "active" && status !== "blocked") throw new Refusal(11001, { status: "must be active or blocked" });
  if (account.status === "closed") throw new Refusal(11000);
  if (account.status !== status) books.update(token, { status });
}

/** P5: closes for good. */
export function terminate(books: Books<PayneticsAccount>, token: string, settings: PayneticsSettings): void {
  const account = findAccount(books, token);
  const isEmpty = account.balances.every(({ available, blocked }) => isZero(available) && isZero(blocked));
  const isRefused =
    account.status === "closed" ||
    (!isEmpty && !settings.closeWithBalance) ||
    (!settings.closeMainWithOpenVirtuals && hasOpenVirtuals(books, token));
  if (isRefused) throw new Refusal(11000);
  books.update(token, { status: "closed" });
}

function hasOpenVirtuals(books: Books<PayneticsAccount>, token: string): boolean {
  return books.all().some((account) => account.main === token && account.status !== "closed");
}
