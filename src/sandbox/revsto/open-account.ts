import { z } from "zod";
import type { Books } from "../kit/books.ts";
import { checkedIban } from "../kit/iban.ts";
import type { RevstoAccount } from "./account.ts";
import { products } from "./catalogue.ts";
import { Refusal } from "./refusal.ts";
import { revstoSettings } from "./settings.ts";
import { findUser } from "./users.ts";

const bodySchema = z.object({ productId: z.int().positive() });

/** Opens one more account of a product for a user; there is no key, so a repeated request opens another one. */
export function openAccount(books: Books<RevstoAccount>, userId: string, body: unknown): RevstoAccount {
  const user = findUser(books, userId);
  if (!user) throw new Refusal(404, "USER_NOT_FOUND", "unknown user");
  const wanted = bodySchema.safeParse(body);
  if (!wanted.success) throw new Refusal(400, "INVALID_REQUEST", "productId must be a whole number");
  if (user.status !== "OPEN" || user.kyc !== "PASSED")
    throw new Refusal(422, "USER_NOT_ELIGIBLE", "user has not passed KYC or is not open");
  // Neutral characters (blanks, apostrophes, hyphens) and accents belong to every script.
  if (!/^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]+$/u.test(user.name))
    throw new Refusal(400, "INVALID_CHARACTERS", "only Latin characters are supported");
  const product = products.find(({ id }) => id === String(wanted.data.productId));
  if (!product?.profiles.includes(user.profileId))
    throw new Refusal(422, "PRODUCT_NOT_ALLOWED", "product is not offered to the user's profile");

  const settings = revstoSettings(books.settings);
  const now = books.now();
  const isPending = settings.initialStatus === "PENDING";
  const account: RevstoAccount = {
    ...blankAccount(nextId(books), user.id, wanted.data.productId, product.currency, now),
    status: settings.initialStatus,
    opensAt: isPending ? now + settings.openDelayMs : null,
    identifiedAt: now + settings.ibanDelayMs,
  };
  books.insert(account);
  return account;
}

/** Ids are 11 digits and grow; the documents' second sample account is where the sandbox goes on. */
export function nextId(books: Books<RevstoAccount>): string {
  return String(10000096916 + books.next("account"));
}

/** An empty account, open and with its identifiers. */
export function blankAccount(
  id: string,
  userId: number,
  productId: number,
  currency: string,
  createdAt: number,
): RevstoAccount {
  return {
    id,
    userId,
    productId,
    currency,
    status: "OPENED",
    opensAt: null,
    balance: "0",
    held: "0",
    hasStandingOrders: false,
    createdAt,
    lastUsedAt: createdAt,
    // Danish: bank code 8900, then ten digits of the account.
    iban: checkedIban("DK", `8900${id.slice(1)}`),
    bic: "SXPYDKKKXXX",
    identifiedAt: createdAt,
  };
}
