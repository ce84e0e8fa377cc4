import { z } from "zod";
import { rawNumber } from "../../domain/json.ts";
import { wrongInput } from "../kit/client-input.ts";
import { parseDecimal, printDecimal } from "../kit/decimal.ts";
import { currencyDigits } from "../kit/money.ts";
import type { Adjustment, ChangedAccount, ChangeRequest } from "../provider.ts";
import { checkOpen } from "./changes.ts";
import { accountPath, envelope } from "./requests.ts";

const unconnected = "unconnected-service-provider";
const below = "/balance-adjustments";

/** Whether a request moves a balance: its answer tells the adjustment and no account. */
export const isAdjustment = ({ path }: ChangeRequest): boolean => path.endsWith(below);

export const wireAdjustment = z.object({ data: z.object({ balanceAdjustment: z.looseObject({}) }) });

/** Books a correction or a synchronization; the balance moves at once. */
export function planAdjustment(
  provider: string,
  { id, facts }: ChangedAccount,
  { direction, amount: money, description, kind, unconnectedServiceProvider, key }: Adjustment,
): ChangeRequest {
  checkOpen(provider, facts);
  const { currency } = money;
  if (!facts.currencies.includes(currency))
    throw wrongInput(provider, ["currency"], `Use the account's own currency: ${facts.currencies.join(", ")}.`);
  if (description.trim() === "") throw wrongInput(provider, ["description"], "Say what the adjustment is for.");
  const amount = checkedAmount(provider, money.amount, currency);
  const workflow =
    kind.code === "correction"
      ? { code: kind.code, type: kind.type, transactionType: kind.transactionType }
      : { code: kind.code, type: unconnected };
  checkUnconnected(provider, Object.values(workflow).includes(unconnected), unconnectedServiceProvider);
  const balanceAdjustment = {
    accountId: id,
    direction: direction === "DEBIT" ? "debit" : "credit",
    amount: rawNumber(amount),
    currency,
    description,
    unconnectedServiceProvider: unconnectedServiceProvider ?? undefined,
  };
  return { method: "POST", path: `${accountPath(id)}${below}`, body: envelope(workflow, { balanceAdjustment }), key };
}

/** The amount with the digits that the currency has, as a number is written in JSON. */
function checkedAmount(provider: string, text: string, currency: string): string {
  const amount = parseDecimal(text);
  if (amount === null || amount.units <= 0n)
    throw wrongInput(provider, ["amount"], "The amount is a number above zero; `direction` says which way it goes.");
  const digits = currencyDigits(currency) ?? amount.scale;
  const printed = printDecimal(amount, digits);
  if ((printed.split(".")[1] ?? "").length > digits)
    throw wrongInput(provider, ["amount"], `An amount in ${currency} has at most ${digits} digits after the point.`);
  return printed;
}

function checkUnconnected(provider: string, isNeeded: boolean, given: string | null): void {
  const path = ["unconnectedServiceProvider"];
  if (isNeeded && !given)
    throw wrongInput(provider, path, "Name the service provider that is not connected, where the booking happened.");
  if (!isNeeded && given !== null)
    throw wrongInput(provider, path, `Leave it out, or let the transaction type be \`${unconnected}\`.`);
}
