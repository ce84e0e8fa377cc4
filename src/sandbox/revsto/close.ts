import type { Books } from "../kit/books.ts";
import { type RevstoAccount, statusNow } from "./account.ts";
import { Refusal } from "./refusal.ts";
import type { RevstoSettings } from "./settings.ts";
import { accountsOf, findUser, saveUser } from "./users.ts";

/** Closes one account for ever. */
export function closeAccount(books: Books<RevstoAccount>, id: string, settings: RevstoSettings): void {
  const account = books.get(id);
  if (!account) throw new Refusal(404, "ACCOUNT_NOT_FOUND", "unknown account");
  const status = statusNow(account, books.now());
  if (status === "CLOSED") {
    if (settings.closeTwice === "accept") return;
    throw new Refusal(409, "ACCOUNT_CLOSED", "account is closed already");
  }
  if (status === "SUSPENDED" && !settings.suspendedCloseAllowed)
    throw new Refusal(409, "ACCOUNT_SUSPENDED", "a suspended account cannot be closed");
  mustBeIdle(account);
  books.update(id, closed(books));
}

/** Closes a user with all accounts, or nothing at all. */
export function closeUser(books: Books<RevstoAccount>, id: string): void {
  const user = findUser(books, id);
  if (!user) throw new Refusal(404, "USER_NOT_FOUND", "unknown user");
  if (user.status === "CLOSED") throw new Refusal(409, "USER_CLOSED", "user is closed already");
  const open = accountsOf(books, user).filter(({ status }) => status !== "CLOSED");
  open.forEach(mustBeIdle);
  for (const account of open) books.update(account.id, closed(books));
  saveUser(books, { ...user, status: "CLOSED" });
}

function mustBeIdle({ balance, held, hasStandingOrders }: RevstoAccount): void {
  if (BigInt(balance) !== 0n) throw new Refusal(409, "ACCOUNT_BALANCE_NOT_ZERO", "account balance must be zero");
  if (BigInt(held) !== 0n) throw new Refusal(409, "PENDING_TRANSACTIONS", "account has pending transactions");
  if (hasStandingOrders) throw new Refusal(409, "STANDING_ORDERS", "standing orders or direct debits are running");
}

function closed(books: Books<RevstoAccount>): Partial<RevstoAccount> {
  return { status: "CLOSED", opensAt: null, lastUsedAt: books.now() };
}
