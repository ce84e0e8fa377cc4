import { GatewayError } from "../../domain/errors.ts";
import type { ListFilter, ListFilterName } from "../provider.ts";
import { toWireStatus } from "./mapper.ts";

/** Every filter of the account list that the gateway has a word for; texts match exactly (assumed). */
export const filters: readonly ListFilterName[] = [
  "clientId",
  "status",
  "currency",
  "label",
  "routingCode",
  "iban",
  "accountNumber",
  "ledgerNumber",
  "availableFrom",
  "availableTo",
  "productCode",
  "holderName",
  "mainAccountId",
];

/** The query of one list page. Throws UNSUPPORTED_OPERATION for status UNKNOWN, which the provider has no word for. */
export function listQuery(provider: string, page: number, size: number, filter: ListFilter) {
  return {
    "metadata.page.number": page,
    "metadata.page.size": size,
    "data.account.clientId": filter.clientId,
    "data.account.status": filter.status && statusWord(provider, filter.status),
    "data.account.currency": filter.currency,
    "data.account.alias": filter.label,
    "data.account.routingCodeKey": filter.routingCode?.scheme,
    "data.account.routingCodeValue": filter.routingCode?.value,
    "data.account.iban": filter.iban,
    "data.account.accountNumber": filter.accountNumber,
    "data.account.ledgerNumber": filter.ledgerNumber,
    "data.account.availableBalanceFrom": filter.availableFrom,
    "data.account.availableBalanceTo": filter.availableTo,
    "data.account.serviceProvider": filter.productCode,
    "data.account.accountHolderName": filter.holderName,
    "data.account.mainAccountId": filter.mainAccountId,
  };
}

function statusWord(provider: string, status: NonNullable<ListFilter["status"]>): string {
  const word = toWireStatus(status);
  if (word !== null) return word;
  const details = { provider, capability: "FILTER_STATUS" };
  throw new GatewayError("UNSUPPORTED_OPERATION", `${provider} cannot look for accounts in status ${status}`, details);
}
