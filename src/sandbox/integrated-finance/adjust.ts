import { addAmounts, hundredths, jsonNumber, readAmount, subtractAmounts } from "../kit/amount.ts";
import type { Books } from "../kit/books.ts";
import type { IfAccount } from "./account.ts";
import { addEntry } from "./entries.ts";
import { type Envelope, type Fields, fieldsAt, textAt } from "./envelope.ts";
import { findAccount } from "./provisioning.ts";
import { invalid, Refusal } from "./refusal.ts";
import type { IfSettings } from "./settings.ts";
import { entryDateTime, nextTransactionNumber } from "./transaction-number.ts";
import { isFinal } from "./transitions.ts";

const path = "data.balanceAdjustment";

/** F6 (deprecated upstream): moves the balance at once and books a statement entry. Returns the adjustment. */
export function adjustBalance(books: Books<IfAccount>, settings: IfSettings, id: string, request: Envelope): object {
  const account = findAccount(books, id);
  const fields = fieldsAt(request.data, "balanceAdjustment", path);
  checkWorkflow(request.workflow, fields);
  if (isFinal(account.status)) throw new Refusal(409, "account_closed", `the account is ${account.status}`);
  const { direction, amount, description } = readAdjustment(account, fields);

  const balance = (direction === "debit" ? subtractAmounts : addAmounts)(account.available, amount);
  if (settings.refuseOverdraft && hundredths(balance) < 0n) {
    throw new Refusal(422, "insufficient_balance", "the account does not hold this much");
  }
  const transactionNumber = nextTransactionNumber(books, books.now());
  const entry = {
    transactionNumber,
    entryDateTime: entryDateTime(books.now()),
    direction,
    amount,
    transactionType: "balance-adjustment",
    entryType: "principal",
    balance,
    narrative: description,
  };
  books.update(id, { ...account, available: balance });
  addEntry(books, id, entry);
  const { accountId, currency, unconnectedServiceProvider } = fields;
  return {
    id: books.uuid(),
    accountId,
    direction,
    transactionNumber,
    amount: jsonNumber(amount),
    currency,
    description,
    ...(unconnectedServiceProvider !== undefined && { unconnectedServiceProvider }),
  };
}

/** Corrections concern another transaction; synchronisations record what happened at a bank outside the platform. */
function checkWorkflow(workflow: Fields, fields: Fields): void {
  const unconnected = "unconnected-service-provider";
  if (workflow.code === "correction") {
    if (workflow.type !== "fee" && workflow.type !== "unknown")
      throw invalid("workflow.type", "must be fee or unknown");
    textAt(workflow, "transactionType", "workflow.transactionType");
  } else if (workflow.code !== "synchronization") {
    throw invalid("workflow.code", "must be correction or synchronization");
  } else if (workflow.type !== unconnected) {
    throw invalid("workflow.type", `must be ${unconnected}`);
  }
  if (workflow.code === "synchronization" || workflow.transactionType === unconnected) {
    textAt(fields, "unconnectedServiceProvider", `${path}.unconnectedServiceProvider`);
  }
}

function readAdjustment(account: IfAccount, fields: Fields) {
  const { direction } = fields;
  if (fields.accountId !== account.id) throw invalid(`${path}.accountId`, "is not the account of the path");
  if (fields.currency !== account.currency) throw invalid(`${path}.currency`, "is not the account's currency");
  if (direction !== "debit" && direction !== "credit") throw invalid(`${path}.direction`, "must be debit or credit");
  const amount = typeof fields.amount === "number" ? readAmount(fields.amount) : null;
  if (amount === null || hundredths(amount) <= 0n) throw invalid(`${path}.amount`, "must be a positive number");
  return { direction, amount, description: textAt(fields, "description", `${path}.description`) } as const;
}
