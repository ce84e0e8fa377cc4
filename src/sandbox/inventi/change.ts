import { z } from "zod";
import type { Books } from "../kit/books.ts";
import type { InventiAccount } from "./account.ts";
import { mustBeFree, organisationSchema } from "./create.ts";
import { mustFit, Problem, violation } from "./problem.ts";
import type { InventiSettings } from "./settings.ts";

const fixed = z.undefined("cannot be changed here").optional();
const patchSchema = z.object({
  accountHolderName: z.string().min(1, "must not be blank").nullish(),
  accountHolderNameAliases: z.array(z.string()).nullish(),
  clientAccountId: z.string().min(1, "must not be blank").nullish(),
  organisationIdentification: organisationSchema.nullish(),
  status: fixed,
  iban: fixed,
  accountType: fixed,
});

/** Changes what is given; null and absent leave a field as it is. */
export function patchAccount(
  books: Books<InventiAccount>,
  account: InventiAccount,
  body: unknown,
  settings: InventiSettings,
): InventiAccount {
  const patch = mustFit(patchSchema, body, "body");
  if (account.status === "CLOSED" && !settings.patchClosedAllowed) throw new Problem(409, "account is closed");
  if (patch.organisationIdentification && account.accountType !== "LEGAL")
    throw violation("organisationIdentification", "body", "only for LEGAL accounts");
  if (patch.clientAccountId && patch.clientAccountId !== account.clientAccountId)
    mustBeFree(books, patch.clientAccountId);

  return books.update(account.id, {
    accountHolderName: patch.accountHolderName ?? account.accountHolderName,
    accountHolderNameAliases: patch.accountHolderNameAliases ?? account.accountHolderNameAliases ?? null,
    clientAccountId: patch.clientAccountId ?? account.clientAccountId,
    organisationIdentification: patch.organisationIdentification ?? account.organisationIdentification ?? null,
    updatedAt: new Date(books.now()).toISOString(),
  });
}

export const statusSchema = z.enum(["OPEN", "CLOSED"]);

/** Opens and closes, as often as wanted; the state an account has already changes nothing. */
export function changeStatus(
  books: Books<InventiAccount>,
  account: InventiAccount,
  body: unknown,
  settings: InventiSettings,
): InventiAccount {
  const { status } = mustFit(z.object({ status: statusSchema }), body, "body");
  if (status === account.status) return account;
  if (!(status === "CLOSED" ? settings.closeAllowed : settings.reopenAllowed))
    throw new Problem(409, `status cannot become ${status}`);
  return books.update(account.id, { status, updatedAt: new Date(books.now()).toISOString() });
}
