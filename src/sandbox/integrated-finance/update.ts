import { isZero } from "../kit/amount.ts";
import type { Books } from "../kit/books.ts";
import { type Connection, type IfAccount, type Status, statuses } from "./account.ts";
import { readAlias } from "./alias.ts";
import { readConnectionReport } from "./connection-report.ts";
import { type Envelope, type Fields, fieldsAt } from "./envelope.ts";
import { findAccount, settle } from "./provisioning.ts";
import { invalid, Refusal } from "./refusal.ts";
import type { IfSettings } from "./settings.ts";
import { isFinal, mayFollow } from "./transitions.ts";

const identifierFields = ["iban", "accountNumber", "routingCodes"];
const builtInFields = ["alias", "status"];
const plugInFields = [...builtInFields, ...identifierFields, "connection"];

/** F2: changes label and status, and on plug-in accounts what the customer knows from the service provider. */
export function updateAccount(books: Books<IfAccount>, settings: IfSettings, id: string, request: Envelope): IfAccount {
  if (request.workflow.code !== "client.direct") throw invalid("workflow.code", "must be client.direct");
  const account = findAccount(books, id);
  const fields = fieldsAt(request.data, "account", "data.account");
  if (isFinal(account.status)) throw new Refusal(409, "account_closed", `the account is ${account.status}`);
  const isPlugIn = methodOf(books, account) === "plug-in";
  checkFields(account, fields, isPlugIn);
  const status = readStatus(books, settings, account, { value: fields.status, isPlugIn });

  return books.update(id, {
    ...account,
    alias: readAlias(fields.alias ?? account.alias, account.currency),
    status,
    // What the platform would have made of it is overtaken.
    ...(status !== account.status && { upcoming: null }),
    ...(isPlugIn && readIdentifiers(account, fields)),
    ...(isPlugIn && { connection: readConnectionReport(account.connection, fields.connection, status) }),
    ...(!isPlugIn && status === "closed" && { upcoming: closingAtProvider(books, settings, account) }),
  });
}

/** A sub-account follows its main account, whose connection is the one that lists show of it. */
function methodOf(books: Books<IfAccount>, { connection, mainAccountId }: IfAccount): Connection["method"] | undefined {
  return (mainAccountId === null ? connection : books.get(mainAccountId)?.connection)?.method;
}

function checkFields(account: IfAccount, fields: Fields, isPlugIn: boolean): void {
  const known = !isPlugIn ? builtInFields : account.connection ? plugInFields : [...builtInFields, ...identifierFields];
  const foreign = Object.keys(fields).find((name) => !known.includes(name));
  if (foreign !== undefined) throw invalid(`data.account.${foreign}`, "can not be changed on this account");
  const isIdentified = identifierFields.some((name) => fields[name] !== undefined);
  if (isIdentified && account.status !== "active" && fields.status === undefined) {
    throw invalid("data.account.status", "must go along with identifiers while the account is not active");
  }
}

function readStatus(
  books: Books<IfAccount>,
  settings: IfSettings,
  account: IfAccount,
  { value, isPlugIn }: { readonly value: unknown; readonly isPlugIn: boolean },
): Status {
  if (value === undefined) return account.status;
  const status = statuses.find((word) => word === value);
  if (!status) throw invalid("data.account.status", `must be one of ${statuses.join(", ")}`);
  const isFree = isPlugIn || settings.builtInStatusChanges;
  if (!isFree && status !== "closed" && status !== account.status) {
    throw invalid("data.account.status", "can only become closed on a built-in account");
  }
  if (!mayFollow(account.status, status, settings.closePending)) {
    throw new Refusal(409, "invalid_transition", `${account.status} can not become ${status}`);
  }
  if (status === "closed" && !settings.closeWithBalance) checkClosing(books, account);
  return status;
}

function checkClosing(books: Books<IfAccount>, account: IfAccount): void {
  if (!isZero(account.available)) throw new Refusal(409, "balance_not_zero", "the account still holds money");
  const hasOpenSubs = books
    .all()
    .some((sub) => sub.mainAccountId === account.id && !isFinal(settle(sub, books.now()).status));
  if (hasOpenSubs) throw new Refusal(409, "open_sub_accounts", "the account has open sub-accounts");
}

function readIdentifiers(
  account: IfAccount,
  fields: Fields,
): Pick<IfAccount, "iban" | "accountNumber" | "routingCodes"> {
  const text = (name: "iban" | "accountNumber"): string | null => {
    const value = fields[name];
    if (value === undefined) return account[name];
    if (value !== null && typeof value !== "string") throw invalid(`data.account.${name}`, "must be a text");
    return value;
  };
  return { iban: text("iban"), accountNumber: text("accountNumber"), routingCodes: readRoutingCodes(account, fields) };
}

function readRoutingCodes(account: IfAccount, fields: Fields): Readonly<Record<string, string>> {
  if (fields.routingCodes === undefined) return account.routingCodes;
  const codes = Object.entries(fieldsAt(fields, "routingCodes", "data.account.routingCodes"));
  return Object.fromEntries(
    codes.map(([scheme, value]) => {
      if (typeof value !== "string") throw invalid(`data.account.routingCodes.${scheme}`, "must be a text");
      return [scheme, value];
    }),
  );
}

/** The answer to the closing still shows the provider's old status; the provider follows a little later. */
function closingAtProvider(books: Books<IfAccount>, settings: IfSettings, { connection }: IfAccount) {
  if (!connection) return null;
  return {
    at: books.now() + settings.provisioningDelayMs,
    change: { connection: { ...connection, status: "closed" } },
  };
}
