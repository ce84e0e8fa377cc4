import type { Books } from "../kit/books.ts";
import type { IfAccount } from "./account.ts";
import { readAlias } from "./alias.ts";
import { findClient } from "./clients.ts";
import { type Envelope, fieldsAt, textAt } from "./envelope.ts";
import { issue } from "./issue.ts";
import { migrate } from "./migrate.ts";
import type { Ask, Creation } from "./opening.ts";
import { invalid } from "./refusal.ts";
import type { IfSettings } from "./settings.ts";
import { createSubAccount } from "./sub-account.ts";

/** F1: opens an account by one of the three workflows. */
export function createAccount(books: Books<IfAccount>, settings: IfSettings, request: Envelope): Creation {
  const creation = workflow(request)(books, request, readAsk(books, request), settings);
  books.insert(creation.account);
  return creation;
}

function workflow({ workflow: { code } }: Envelope) {
  switch (code) {
    case "client.issuing":
      return issue;
    case "client.migration":
      return migrate;
    case "client.sub-account":
      return createSubAccount;
    default:
      throw invalid("workflow.code", "must be client.issuing, client.migration or client.sub-account");
  }
}

function readAsk(books: Books<IfAccount>, { data }: Envelope): Ask {
  const fields = fieldsAt(data, "account", "data.account");
  const client = findClient(books, textAt(fields, "clientId", "data.account.clientId"));
  if (!client) throw invalid("data.account.clientId", "is not a known client");
  const currency = textAt(fields, "currency", "data.account.currency");
  if (!/^[A-Z]{3}$/.test(currency)) throw invalid("data.account.currency", "must be an ISO 4217 code");
  return { client, currency, alias: readAlias(fields.alias, currency), fields };
}
