import { jsonDecimal, jsonNumber } from "../kit/amount.ts";
import type { Connection, IfAccount } from "./account.ts";

/** Answers differ in what they tell, by endpoint and sort of account; each difference is in the documents' samples. */
export type Answer = "create" | "update" | "get" | "get expanded" | "list";

/** `mainConnection` is that of a sub-account's main account, which only lists show. */
export function presentAccount(account: IfAccount, answer: Answer, mainConnection: Connection | null = null): object {
  const isSub = account.mainAccountId !== null;
  const isPlugIn = account.connection?.method === "plug-in";
  const isWrite = answer === "create" || answer === "update";
  const isDetailed = answer === "get expanded" || (answer === "update" && !isPlugIn);
  const connection = isSub ? (answer === "list" ? mainConnection : null) : account.connection;
  return {
    id: account.id,
    clientId: account.clientId,
    status: account.status,
    country: account.country,
    currency: account.currency,
    alias: account.alias,
    ...(!(isSub && answer === "create") && {
      routingCodes: account.routingCodes,
      iban: account.iban,
      accountNumber: account.accountNumber,
    }),
    ledgerNumber: account.ledgerNumber,
    availableBalance: jsonNumber(account.available),
    serviceProvider: isWrite && (isPlugIn || isSub) ? null : account.serviceProvider,
    accountHolderName: account.accountHolderName,
    accountHolderIdentityType: account.accountHolderIdentityType,
    ...((isDetailed || answer === "list") && { receivableBalance: jsonDecimal(account.receivable) }),
    ...((isSub || isDetailed) && { mainAccountId: account.mainAccountId }),
    ...(connection && { connection }),
  };
}

/** The deprecated copy of the connection in `connect.connection`, which has no method. */
export function mirrorOf({ method: _, ...mirror }: Connection): object {
  return mirror;
}
