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
  /** A page of everything that happened to accounts, newest first; needs the scope accounts:all. */
  accountEvents(variables?: documents.AccountEventsQueryVariables, options?: RequestOptions): Promise<Result<documents.AccountEventsQuery>>;
  /** Opens or registers an account. */
  createAccount(variables: documents.CreateAccountMutationVariables, options?: RequestOptions): Promise<Result<documents.CreateAccountMutation>>;
  /** Makes known to Integrated Finance an account that exists at one of its service providers; for the back office. */
  migrateAccount(variables: documents.MigrateAccountMutationVariables, options?: RequestOptions): Promise<Result<documents.MigrateAccountMutation>>;
  /** Changes an account's details. */
  updateAccount(variables: documents.UpdateAccountMutationVariables, options?: RequestOptions): Promise<Result<documents.UpdateAccountMutation>>;
  /** Asks an account into one of its `availableTransitions`. */
  changeAccountStatus(variables: documents.ChangeAccountStatusMutationVariables, options?: RequestOptions): Promise<Result<documents.ChangeAccountStatusMutation>>;
  /** Closes an account; needs the scope accounts:close. */
  closeAccount(variables: documents.CloseAccountMutationVariables, options?: RequestOptions): Promise<Result<documents.CloseAccountMutation>>;
  /** Closes an owner at its provider, and with it all its accounts; for the back office. */
  closeAccountHolder(variables: documents.CloseAccountHolderMutationVariables, options?: RequestOptions): Promise<Result<documents.CloseAccountHolderMutation>>;
  /** Tells Integrated Finance how connecting a plug-in account ended; for the back office. */
  reportConnection(variables: documents.ReportConnectionMutationVariables, options?: RequestOptions): Promise<Result<documents.ReportConnectionMutation>>;
  /** Books an amount by hand; for the back office. */
  adjustBalance(variables: documents.AdjustBalanceMutationVariables, options?: RequestOptions): Promise<Result<documents.AdjustBalanceMutation>>;
  /** Lets a customer see an account, or all accounts of an owner; for the back office. */
  linkCustomer(variables: documents.LinkCustomerMutationVariables, options?: RequestOptions): Promise<Result<documents.LinkCustomerMutation>>;
  /** Takes away what `linkCustomer` gave; for the back office. */
  unlinkCustomer(variables: documents.UnlinkCustomerMutationVariables, options?: RequestOptions): Promise<Result<documents.UnlinkCustomerMutation>>;
  /** Decides what becomes of an operation in doubt; needs the scope operations:resolve. */
  resolveOperation(variables: documents.ResolveOperationMutationVariables, options?: RequestOptions): Promise<Result<documents.ResolveOperationMutation>>;
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
  /** A page of the webhook deliveries that arrived, newest first; for the back office. */
  webhookDeliveries(variables?: documents.WebhookDeliveriesQueryVariables, options?: RequestOptions): Promise<Result<documents.WebhookDeliveriesQuery>>;
  /** Has a webhook delivery's accounts read once more; for the back office. */
  replayWebhookDelivery(variables: documents.ReplayWebhookDeliveryMutationVariables, options?: RequestOptions): Promise<Result<documents.ReplayWebhookDeliveryMutation>>;
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
    accountEvents: (variables = {}, options) => send(documents.AccountEventsDocument, variables, options),
    createAccount: (variables, options) => send(documents.CreateAccountDocument, variables, options),
    migrateAccount: (variables, options) => send(documents.MigrateAccountDocument, variables, options),
    updateAccount: (variables, options) => send(documents.UpdateAccountDocument, variables, options),
    changeAccountStatus: (variables, options) => send(documents.ChangeAccountStatusDocument, variables, options),
    closeAccount: (variables, options) => send(documents.CloseAccountDocument, variables, options),
    closeAccountHolder: (variables, options) => send(documents.CloseAccountHolderDocument, variables, options),
    reportConnection: (variables, options) => send(documents.ReportConnectionDocument, variables, options),
    adjustBalance: (variables, options) => send(documents.AdjustBalanceDocument, variables, options),
    linkCustomer: (variables, options) => send(documents.LinkCustomerDocument, variables, options),
    unlinkCustomer: (variables, options) => send(documents.UnlinkCustomerDocument, variables, options),
    resolveOperation: (variables, options) => send(documents.ResolveOperationDocument, variables, options),
    operation: (variables, options) => send(documents.OperationDocument, variables, options),
    operations: (variables = {}, options) => send(documents.OperationsDocument, variables, options),
    providers: (variables = {}, options) => send(documents.ProvidersDocument, variables, options),
    products: (variables, options) => send(documents.ProductsDocument, variables, options),
    node: (variables, options) => send(documents.NodeDocument, variables, options),
    nodes: (variables, options) => send(documents.NodesDocument, variables, options),
    webhookDeliveries: (variables = {}, options) => send(documents.WebhookDeliveriesDocument, variables, options),
    replayWebhookDelivery: (variables, options) => send(documents.ReplayWebhookDeliveryDocument, variables, options),
  };
}
