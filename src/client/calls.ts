import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import * as documents from "./generated/documents.ts";
import type { Result } from "./result.ts";
import type { Asked, RequestOptions, Send } from "./transport.ts";

/** The operations that the client knows by name. */
const operations = {
  /** One account with its balances, at most `maxAge` seconds old (5; 0: now; null: any age). */
  account: documents.AccountDocument,
  /** The accounts with an IBAN, written as people write it. */
  accountsByIban: documents.AccountsByIbanDocument,
  /** The account with your own id. */
  accountByClientAccountId: documents.AccountByClientAccountIdDocument,
  /** A page of accounts; `count: true` counts the whole list. `accounts` walks through all pages. */
  accountsPage: documents.AccountsPageDocument,
  /** A page of the sub and virtual accounts below an account. */
  subAccounts: documents.SubAccountsDocument,
  /** A page of an account's movements, oldest first. */
  statements: documents.StatementsDocument,
  /** A page of what happened to an account, newest first. */
  history: documents.HistoryDocument,
  /** How to pay into an account. */
  depositInformation: documents.DepositInformationDocument,
  /** The provider's record of an account's owner. */
  ownerDetails: documents.OwnerDetailsDocument,
  /** An account exactly as its provider wrote it; needs the scope accounts:raw. */
  accountRaw: documents.AccountRawDocument,
  /** Where the log of events ends now. */
  eventCursor: documents.EventCursorDocument,
  /** The providers: what they can do and how they are. */
  providers: documents.ProvidersDocument,
  /** A page of what accounts can be opened under at a provider. */
  products: documents.ProductsDocument,
  /** What became of a mutation that was sent with a key. */
  operation: documents.OperationDocument,
  /** A page of operations, newest first. */
  operations: documents.OperationsDocument,
  /** A page of what providers told by webhook, newest first; needs the scope accounts:all. */
  webhookDeliveries: documents.WebhookDeliveriesDocument,
  /** A page of the audit log, newest first; needs the scope audit:read. */
  auditLog: documents.AuditLogDocument,
  /** Anything by its global id. */
  node: documents.NodeDocument,
  /** Up to 100 things by their global ids, in that order. */
  nodes: documents.NodesDocument,
} as const;

type Operations = typeof operations;

/** One method for each operation. Variables may be left out where none is needed. */
export type Calls = { readonly [Name in keyof Operations]: Call<Operations[Name]> };

type Call<Document> =
  Document extends TypedDocumentNode<infer Data, infer Variables>
    ? (...asked: Asked<Variables>) => Promise<Result<Data>>
    : never;

export function createCalls(send: Send): Calls {
  const calls = Object.entries(operations).map(([name, document]) => [
    name,
    (variables = {}, options?: RequestOptions) =>
      send(document as TypedDocumentNode<unknown, object>, variables, options),
  ]);
  return Object.fromEntries(calls) as Calls;
}
