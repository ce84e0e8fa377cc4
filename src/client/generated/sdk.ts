// Written by `npm run codegen`.
import type { Result } from "../result.ts";
import type { RequestOptions, Send } from "../transport.ts";
import * as documents from "./documents.ts";

/** One method for each operation. Variables may be left out where none is needed. */
export interface Sdk {
  /** A page of an account's movements, oldest first. */
  statements(variables: documents.StatementsQueryVariables, options?: RequestOptions): Promise<Result<documents.StatementsQuery>>;
  /** A page of what happened to an account, newest first. */
  history(variables: documents.HistoryQueryVariables, options?: RequestOptions): Promise<Result<documents.HistoryQuery>>;
  /** How to pay into an account. */
  depositInformation(variables: documents.DepositInformationQueryVariables, options?: RequestOptions): Promise<Result<documents.DepositInformationQuery>>;
  /** The provider's record of an account's owner. */
  ownerDetails(variables: documents.OwnerDetailsQueryVariables, options?: RequestOptions): Promise<Result<documents.OwnerDetailsQuery>>;
  /** An account exactly as its provider wrote it; needs the scope accounts:raw. */
  accountRaw(variables: documents.AccountRawQueryVariables, options?: RequestOptions): Promise<Result<documents.AccountRawQuery>>;
  /** Where the log of events ends now. */
  eventCursor(variables?: documents.EventCursorQueryVariables, options?: RequestOptions): Promise<Result<documents.EventCursorQuery>>;
  /** One account with its balances, at most `maxAge` seconds old (5; 0: now; null: any age). */
  account(variables: documents.AccountQueryVariables, options?: RequestOptions): Promise<Result<documents.AccountQuery>>;
  /** The accounts with an IBAN, written as people write it. */
  accountsByIban(variables: documents.AccountsByIbanQueryVariables, options?: RequestOptions): Promise<Result<documents.AccountsByIbanQuery>>;
  /** The account with your own id. */
  accountByClientAccountId(variables: documents.AccountByClientAccountIdQueryVariables, options?: RequestOptions): Promise<Result<documents.AccountByClientAccountIdQuery>>;
  /** A page of accounts; `count: true` counts the whole list. `accounts` walks through all pages. */
  accountsPage(variables?: documents.AccountsPageQueryVariables, options?: RequestOptions): Promise<Result<documents.AccountsPageQuery>>;
  /** A page of the sub and virtual accounts below an account. */
  subAccounts(variables: documents.SubAccountsQueryVariables, options?: RequestOptions): Promise<Result<documents.SubAccountsQuery>>;
  /** A page of the audit log, newest first; needs the scope audit:read. */
  auditLog(variables?: documents.AuditLogQueryVariables, options?: RequestOptions): Promise<Result<documents.AuditLogQuery>>;
  /** What became of a mutation that was sent with a key. */
  operation(variables: documents.OperationQueryVariables, options?: RequestOptions): Promise<Result<documents.OperationQuery>>;
  /** A page of operations, newest first. */
  operations(variables?: documents.OperationsQueryVariables, options?: RequestOptions): Promise<Result<documents.OperationsQuery>>;
  /** The providers: what they can do and how they are. */
  providers(variables?: documents.ProvidersQueryVariables, options?: RequestOptions): Promise<Result<documents.ProvidersQuery>>;
  /** A page of what accounts can be opened under at a provider. */
  products(variables: documents.ProductsQueryVariables, options?: RequestOptions): Promise<Result<documents.ProductsQuery>>;
  /** Anything by its global id. */
  node(variables: documents.NodeQueryVariables, options?: RequestOptions): Promise<Result<documents.NodeQuery>>;
  /** Up to 100 things by their global ids, in that order. */
  nodes(variables: documents.NodesQueryVariables, options?: RequestOptions): Promise<Result<documents.NodesQuery>>;
}

export function createSdk(send: Send): Sdk {
  return {
    statements: (variables, options) => send(documents.StatementsDocument, variables, options),
    history: (variables, options) => send(documents.HistoryDocument, variables, options),
    depositInformation: (variables, options) => send(documents.DepositInformationDocument, variables, options),
    ownerDetails: (variables, options) => send(documents.OwnerDetailsDocument, variables, options),
    accountRaw: (variables, options) => send(documents.AccountRawDocument, variables, options),
    eventCursor: (variables = {}, options) => send(documents.EventCursorDocument, variables, options),
    account: (variables, options) => send(documents.AccountDocument, variables, options),
    accountsByIban: (variables, options) => send(documents.AccountsByIbanDocument, variables, options),
    accountByClientAccountId: (variables, options) => send(documents.AccountByClientAccountIdDocument, variables, options),
    accountsPage: (variables = {}, options) => send(documents.AccountsPageDocument, variables, options),
    subAccounts: (variables, options) => send(documents.SubAccountsDocument, variables, options),
    auditLog: (variables = {}, options) => send(documents.AuditLogDocument, variables, options),
    operation: (variables, options) => send(documents.OperationDocument, variables, options),
    operations: (variables = {}, options) => send(documents.OperationsDocument, variables, options),
    providers: (variables = {}, options) => send(documents.ProvidersDocument, variables, options),
    products: (variables, options) => send(documents.ProductsDocument, variables, options),
    node: (variables, options) => send(documents.NodeDocument, variables, options),
    nodes: (variables, options) => send(documents.NodesDocument, variables, options),
  };
}
