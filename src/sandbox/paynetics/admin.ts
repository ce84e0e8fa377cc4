import { z } from "zod";
import { AdminRefusal, adminAction, mustFind } from "../kit/admin.ts";
import type { Books } from "../kit/books.ts";
import type { AdminAction } from "../kit/simulator.ts";
import type { PayneticsAccount } from "./account.ts";
import { Refusal } from "./answers.ts";
import { createAccount } from "./create.ts";
import { withFigures } from "./figures.ts";

const amount = z.string().regex(/^-?\d+\.\d{2}$/, 'an amount is a text such as "12.30"');

const setStatus = adminAction(
  z.strictObject({ id: z.string(), status: z.enum(["active", "blocked", "closed"]) }),
  (books: Books<PayneticsAccount>, { id, status }) => books.update(mustFind(books, id).id, { status }),
);

/** On a virtual account set the main account's balance: the virtual one only shows it. */
const setBalance = adminAction(
  z.strictObject({ id: z.string(), currency: z.string(), available: amount, blocked: amount.default("0.00") }),
  (books: Books<PayneticsAccount>, { id, ...figures }) => {
    const account = mustFind(books, id);
    if (!account.balances.some(({ currency }) => currency === figures.currency)) {
      throw new AdminRefusal(`account ${id} has no balance in ${figures.currency}`);
    }
    const booking = { token: () => books.uuid(), date: new Date(books.now()).toISOString() };
    return books.update(id, withFigures(account, [figures], booking));
  },
);

/** Takes the body of the API's own create call. */
const create = adminAction(z.looseObject({ program: z.string() }), (books: Books<PayneticsAccount>, body) => {
  try {
    return createAccount(books, body);
  } catch (error) {
    throw error instanceof Refusal ? new AdminRefusal(`${error.code} ${JSON.stringify(error.fields)}`) : error;
  }
});

const remove = adminAction(z.strictObject({ id: z.string() }), (books: Books<PayneticsAccount>, { id }) =>
  books.remove(mustFind(books, id).id),
);

/** Changes behind the API's back. */
export const admin: Readonly<Record<string, AdminAction<PayneticsAccount>>> = { setStatus, setBalance, create, remove };
