import type { Books } from "../kit/books.ts";
import type { IfAccount } from "./account.ts";
import { inProgress } from "./connections.ts";
import { type Envelope, textAt } from "./envelope.ts";
import { type Ask, type Creation, newNumbers, pendingAccount } from "./opening.ts";
import { provisioned } from "./provisioning.ts";
import { invalid, Refusal } from "./refusal.ts";
import { chooseServiceProvider, findServiceProvider, outcomeOf } from "./service-providers.ts";
import type { IfSettings } from "./settings.ts";

/** `client.issuing`: a new account at a service provider, pending until that provider has opened it. */
export function issue(books: Books<IfAccount>, { connect }: Envelope, ask: Ask, settings: IfSettings): Creation {
  const method = connect.method ?? "built-in";
  if (method === "plug-in") return issuePlugIn(books, connect, ask);
  if (method !== "built-in") throw invalid("connect.method", "must be built-in or plug-in");

  const provider = readServiceProvider(connect, ask.currency);
  const isNamed = connect.type === "explicit" || settings.namesImplicitProvider;
  const shownCode = isNamed ? provider.code : null;
  const account = pendingAccount(newNumbers(books), ask, inProgress({ method, serviceProvider: shownCode }));
  const link = inProgress({ method, serviceProvider: provider.code });
  const change = provisioned(books, account, link, outcomeOf(books, provider));
  return {
    account: { ...account, upcoming: change && { at: books.now() + settings.provisioningDelayMs, change } },
    connect: { method, type: connect.type, ...(isNamed && { serviceProvider: provider.code }) },
  };
}

/** The platform is only the ledger: the customer reports by PATCH what became of the account. */
function issuePlugIn(books: Books<IfAccount>, connect: Envelope["connect"], ask: Ask): Creation {
  if (connect.type !== "explicit") throw invalid("connect.type", "must be explicit with plug-in");
  const serviceProvider = textAt(connect, "serviceProvider", "connect.serviceProvider");
  const { country = "GB" } = ask.fields;
  if (typeof country !== "string" || !/^[A-Z]{2}$/.test(country)) {
    throw invalid("data.account.country", "must be an ISO 3166 alpha-2 code");
  }
  const account = pendingAccount(newNumbers(books), ask, inProgress({ method: "plug-in", serviceProvider }));
  return { account: { ...account, country }, connect: { method: "plug-in", type: "explicit", serviceProvider } };
}

function readServiceProvider(connect: Envelope["connect"], currency: string) {
  const provider =
    connect.type === "implicit" ? chooseServiceProvider(currency) : findServiceProvider(explicitCode(connect));
  if (!provider?.currencies.includes(currency)) {
    throw new Refusal(422, "currency_not_supported", `no account in ${currency} at this service provider`);
  }
  return provider;
}

function explicitCode(connect: Envelope["connect"]): string {
  if (connect.type !== "explicit") throw invalid("connect.type", "must be explicit or implicit");
  const code = textAt(connect, "serviceProvider", "connect.serviceProvider");
  if (!findServiceProvider(code)) throw invalid("connect.serviceProvider", "is not a known service provider");
  return code;
}
