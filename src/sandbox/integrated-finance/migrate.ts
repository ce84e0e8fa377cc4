import type { Books } from "../kit/books.ts";
import type { IfAccount } from "./account.ts";
import { completed } from "./connections.ts";
import { type Envelope, textAt } from "./envelope.ts";
import { issueIdentifiers } from "./identifiers.ts";
import { type Ask, type Creation, newNumbers, pendingAccount } from "./opening.ts";
import { invalid, Refusal } from "./refusal.ts";
import { findServiceProvider } from "./service-providers.ts";

/** `client.migration`: takes over an account that exists at a built-in service provider; active at once. */
export function migrate(books: Books<IfAccount>, { connect, data }: Envelope, ask: Ask): Creation {
  if ((connect.method ?? "built-in") !== "built-in") throw invalid("connect.method", "must be built-in");
  if (connect.type !== "explicit") throw invalid("connect.type", "must be explicit");
  const provider = findServiceProvider(textAt(connect, "serviceProvider", "connect.serviceProvider"));
  if (!provider) throw invalid("connect.serviceProvider", "is not a known service provider");
  const sourceId = textAt(data, "sourceId", "data.sourceId");
  if (!provider.currencies.includes(ask.currency)) {
    throw new Refusal(422, "currency_mismatch", `the provider's account is not in ${ask.currency}`);
  }
  if (books.all().some((account) => account.sourceId === sourceId && account.serviceProvider === provider.code)) {
    throw new Refusal(409, "already_migrated", "this account has been migrated before");
  }

  const link = { method: "built-in", serviceProvider: provider.code } as const;
  const account = pendingAccount(newNumbers(books), ask, completed(link, { id: sourceId, reference: books.uuid() }));
  return {
    account: {
      ...account,
      status: "active",
      sourceId,
      ...issueIdentifiers(ask.currency, account.ledgerNumber),
    },
    connect: { method: "built-in", type: "explicit", serviceProvider: provider.code },
  };
}
