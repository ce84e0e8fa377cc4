import { z } from "zod";
import { AdminRefusal, adminAction, mustFind } from "../kit/admin.ts";
import type { Books } from "../kit/books.ts";
import type { AdminAction } from "../kit/simulator.ts";
import { revokeTokens } from "../kit/tokens.ts";
import { type InventiAccount, toJson } from "./account.ts";
import { statusSchema } from "./change.ts";
import { createAccount } from "./create.ts";
import { Problem } from "./problem.ts";
import { inventiSettings } from "./settings.ts";

const id = z.string();

/** What Inventi's staff could do without us being told. */
export const admin: Readonly<Record<string, AdminAction<InventiAccount>>> = {
  /** With the body of a create request. */
  create: (books, input) => {
    try {
      return toJson(createAccount(books, `admin ${books.uuid()}`, input, inventiSettings(books.settings)).account);
    } catch (error) {
      throw error instanceof Problem ? new AdminRefusal(describe(error)) : error;
    }
  },
  rename: adminAction(z.strictObject({ id, accountHolderName: z.string().min(1) }), (books, { id, ...change }) =>
    changed(books, id, change),
  ),
  setStatus: adminAction(z.strictObject({ id, status: statusSchema }), (books, { id, ...change }) =>
    changed(books, id, change),
  ),
  remove: adminAction(z.strictObject({ id }), (books, { id }) => books.remove(mustFind(books, id).id)),
  revokeTokens: adminAction(z.strictObject({}), (books) => revokeTokens(books)),
};

function changed(books: Books<InventiAccount>, id: string, change: Partial<InventiAccount>): unknown {
  mustFind(books, id);
  return toJson(books.update(id, { ...change, updatedAt: new Date(books.now()).toISOString() }));
}

function describe({ message, violations }: Problem): string {
  return [message, ...violations.map(({ field, message }) => `${field}: ${message}`)].join("; ");
}
