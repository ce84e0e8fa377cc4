import { jsonNumber } from "../kit/amount.ts";
import type { Books } from "../kit/books.ts";
import type { Movement, PayneticsAccount, PayneticsBalance } from "./account.ts";
import type { PayneticsSettings } from "./settings.ts";

/** An account as create, details and list return it. A virtual account shows its main account's figures. */
export function presentAccount(
  account: PayneticsAccount,
  books: Books<PayneticsAccount>,
  settings: PayneticsSettings,
): object {
  const holder = (account.main !== null && books.get(account.main)) || account;
  const unused = { text: "", null: null, absent: undefined }[settings.emptyOwner];
  const owner = (token: string) => (token === "" ? unused : token);
  return {
    program: account.program,
    token: account.id,
    merchant: owner(account.merchant),
    user: owner(account.user),
    type: account.main === null ? "default" : "virtual",
    number: account.number,
    link_key: account.linkKey,
    is_main: account.main === null,
    status: account.status,
    multicurrency: account.balances.length > 1,
    balances: account.balances.map((balance) =>
      presentBalance(balance, holder.balances.find(({ currency }) => currency === balance.currency) ?? balance),
    ),
  };
}

function presentBalance(balance: PayneticsBalance, figures: PayneticsBalance): object {
  return {
    available: jsonNumber(figures.available),
    blocked: jsonNumber(figures.blocked),
    currency: balance.currency,
    token: balance.token,
    iban: balance.iban,
    sort_code: balance.sortCode,
    account_number: balance.accountNumber,
    number: balance.number,
    is_main: balance.isMain,
  };
}

/** The documents do not show a transaction's fields; these follow from the list's filters. */
export function presentMovement(account: PayneticsAccount, movement: Movement): object {
  return {
    token: movement.token,
    date: movement.date,
    type: movement.type,
    code: movement.code,
    status: 1,
    amount: jsonNumber(movement.amount),
    currency: movement.currency,
    debit_credit: movement.direction,
    reference: movement.reference,
    account: account.id,
    balance: movement.balance,
  };
}
