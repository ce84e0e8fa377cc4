import type { Books } from "../kit/books.ts";
import type { IfAccount } from "./account.ts";
import { type Envelope, textAt } from "./envelope.ts";
import { type Ask, type Creation, newNumbers, pendingAccount } from "./opening.ts";
import { settle } from "./provisioning.ts";
import { invalid, Refusal } from "./refusal.ts";
import type { IfSettings } from "./settings.ts";

const mainPath = "data.account.mainAccountId";

/** `client.sub-account`: an account in the platform's ledger, one layer below a main account. */
export function createSubAccount(books: Books<IfAccount>, request: Envelope, ask: Ask, settings: IfSettings): Creation {
  if (!settings.subAccounts) throw new Refusal(403, "feature_disabled", "sub-accounts are not enabled");
  if (Object.keys(request.connect).length > 0) throw invalid("connect", "must be empty for a sub-account");
  const main = findMain(books, textAt(ask.fields, "mainAccountId", mainPath));
  if (main.clientId !== ask.client.id) throw invalid("data.account.clientId", "is not the main account's client");
  if (main.currency !== ask.currency) throw invalid("data.account.currency", "is not the main account's currency");

  const account = pendingAccount(newNumbers(books), ask, null);
  return {
    account: {
      ...account,
      mainAccountId: main.id,
      country: main.country,
      serviceProvider: main.serviceProvider,
      upcoming: { at: books.now() + settings.provisioningDelayMs, change: { status: "active" } },
    },
    connect: {},
  };
}

function findMain(books: Books<IfAccount>, id: string): IfAccount {
  const account = books.get(id);
  if (!account) throw invalid(mainPath, "is not a known account");
  const main = settle(account, books.now());
  if (main.mainAccountId !== null) throw invalid(mainPath, "is a sub-account itself");
  if (main.status === "closed" || main.status === "declined") {
    throw new Refusal(409, "account_closed", `the main account is ${main.status}`);
  }
  return main;
}
