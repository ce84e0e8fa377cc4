import { z } from "zod";
import { AdminRefusal, adminAction, mustFind } from "../kit/admin.ts";
import type { Books } from "../kit/books.ts";
import type { AdminAction } from "../kit/simulator.ts";
import { revokeTokens } from "../kit/tokens.ts";
import { accountStatuses, type RevstoAccount, toJson } from "./account.ts";
import { hookEvents } from "./catalogue.ts";
import { messageOf } from "./hooks.ts";
import { openAccount } from "./open-account.ts";
import { Refusal } from "./refusal.ts";
import { saveUser, userSchema } from "./users.ts";

const id = z.string();
/** Whole minor units; text for amounts beyond what a JSON number can hold. */
const units = z.union([z.int().transform(String), z.string().regex(/^-?\d+$/)]);

/** What Revsto's back office can do without us being told. */
export const admin: Readonly<Record<string, AdminAction<RevstoAccount>>> = {
  create: adminAction(
    z.strictObject({ userId: z.int(), productId: z.int() }),
    (books: Books<RevstoAccount>, { userId, productId }) => {
      try {
        return toJson(openAccount(books, String(userId), { productId }), books);
      } catch (error) {
        throw error instanceof Refusal ? new AdminRefusal(`${error.code}: ${error.message}`) : error;
      }
    },
  ),
  setStatus: adminAction(z.strictObject({ id, status: z.enum(accountStatuses) }), (books, { id, status }) =>
    changed(books, id, { status, opensAt: null }),
  ),
  /** `held` is the part of the balance that is not available. */
  setBalance: adminAction(
    z.strictObject({ id, balance: units, held: units.default("0") }),
    (books, { id, ...amounts }) => changed(books, id, { ...amounts, lastUsedAt: books.now() }),
  ),
  /** Shows the IBAN now; without one, that which the account was made with. */
  assignIban: adminAction(
    z.strictObject({ id, iban: z.string().min(1).optional(), bic: z.string().min(1).optional() }),
    (books: Books<RevstoAccount>, { id, iban, bic }) => {
      const account = mustFind(books, id);
      return changed(books, id, {
        iban: iban ?? account.iban,
        bic: bic ?? account.bic,
        identifiedAt: books.now(),
      });
    },
  ),
  remove: adminAction(z.strictObject({ id }), (books, { id }) => books.remove(mustFind(books, id).id)),
  /** Tells of an account, or of its user, as it stands, whether or not anything changed. */
  sendWebhook: adminAction(
    z.strictObject({ id, event: z.enum(hookEvents) }),
    (books: Books<RevstoAccount>, { id, event }) => books.tell(messageOf(event, mustFind(books, id))),
  ),
  /** Makes a user, or replaces one. */
  setUser: adminAction(userSchema, (books: Books<RevstoAccount>, user) => saveUser(books, user)),
  revokeTokens: adminAction(z.strictObject({}), (books) => revokeTokens(books)),
};

function changed(books: Books<RevstoAccount>, id: string, change: Partial<RevstoAccount>): unknown {
  mustFind(books, id);
  return toJson(books.update(id, change), books);
}
