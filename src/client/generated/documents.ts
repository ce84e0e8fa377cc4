/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The account was opened at its service provider. */
export type AccountConnectedInput = {
  /** Local account number. */
  readonly accountNumber?: string | null | undefined;
  /** Whether the account becomes ACTIVE with it. */
  readonly activate?: boolean;
  /** The account's id at the service provider. */
  readonly connectionId: string;
  /** IBAN, with or without blanks. */
  readonly iban?: string | null | undefined;
  /** The account's reference there. */
  readonly reference?: string | null | undefined;
  /** Sort code, bank code and the like. */
  readonly routingCodes?: ReadonlyArray<RoutingCodeInput> | null | undefined;
};

/** How the gateway came to know. */
export type AccountEventCause =
  /** It made the change itself, for a client. */
  | 'MUTATION'
  /** It asked the provider for this account. */
  | 'READ'
  /** It walked through all accounts of the provider. */
  | 'SWEEP'
  /** The provider told of it by webhook, and the gateway asked for the account. */
  | 'WEBHOOK';

/** Which events are shown. Fields are combined with AND, the values of one field with OR: at most 100 values each; an empty list matches nothing. */
export type AccountEventFilter = {
  /** Your customer: the accounts that are linked to it. A customer may ask for itself only. */
  readonly customer?: string | null | undefined;
  /** Global ids of accounts. */
  readonly ids?: ReadonlyArray<string> | null | undefined;
  /** The status after the event. */
  readonly newStatus?: ReadonlyArray<AccountStatus> | null | undefined;
  /** Names of configured providers. */
  readonly providers?: ReadonlyArray<string> | null | undefined;
  /** What happened. */
  readonly types?: ReadonlyArray<AccountEventType> | null | undefined;
};

/** What happened to an account. */
export type AccountEventType =
  /** The gateway saw it for the first time. */
  | 'ACCOUNT_APPEARED'
  /** Its provider, asked for it, did not know it any more. */
  | 'ACCOUNT_MISSING'
  /** Its provider knows it again. */
  | 'ACCOUNT_RETURNED'
  /** Its provider told by webhook that money moved, and its balance is another one. Balances that only a read finds changed are no event. */
  | 'BALANCE_CHANGED'
  /** Something else about it changed, such as its holder's name or IBAN. */
  | 'DETAILS_CHANGED'
  /** The provider came further, or failed, with setting it up. */
  | 'PROVISIONING_CHANGED'
  /** It has another status. */
  | 'STATUS_CHANGED';

/** Which accounts a list shows. Fields are combined with AND, the values of one field with OR: at most 100 values each; an empty list matches nothing. */
export type AccountFilter = {
  /** Local account numbers. */
  readonly accountNumbers?: ReadonlyArray<string> | null | undefined;
  /** Of the last known available balance, however old; select `balances(maxAge: null)` for its age. */
  readonly availableBalance?: AmountRange | null | undefined;
  /** Your own ids of the accounts. */
  readonly clientAccountIds?: ReadonlyArray<string> | null | undefined;
  /** Countries as the provider writes them, such as `GB`. */
  readonly countries?: ReadonlyArray<string> | null | undefined;
  /** When the provider created them; where it does not tell, when the gateway first saw them. */
  readonly createdAt?: TimeRange | null | undefined;
  /** Any of an account's currencies, such as `EUR`. */
  readonly currencies?: ReadonlyArray<string> | null | undefined;
  /** Your customers: the accounts that are linked to them. A customer may ask for itself only. */
  readonly customers?: ReadonlyArray<string> | null | undefined;
  /** Holder types; accounts whose type is unknown match none. */
  readonly holderTypes?: ReadonlyArray<HolderType> | null | undefined;
  /** IBANs, with or without blanks, in either case. */
  readonly ibans?: ReadonlyArray<string> | null | undefined;
  /** Main, sub or virtual accounts. */
  readonly kinds?: ReadonlyArray<AccountKind> | null | undefined;
  /** Whole labels; case and diacritics make no difference. */
  readonly labels?: ReadonlyArray<string> | null | undefined;
  /** The providers' internal numbers. */
  readonly ledgerNumbers?: ReadonlyArray<string> | null | undefined;
  /** Global ids: the sub and virtual accounts of these. */
  readonly mainAccounts?: ReadonlyArray<string> | null | undefined;
  /** True: only accounts that their provider does not know any more; false: only the others. */
  readonly missing?: boolean | null | undefined;
  /** Owners in the providers' books. */
  readonly owners?: ReadonlyArray<OwnerFilter> | null | undefined;
  /** Codes of programs, products or institutions. */
  readonly products?: ReadonlyArray<string> | null | undefined;
  /** Names of configured providers. */
  readonly providers?: ReadonlyArray<string> | null | undefined;
  /** Sort codes, bank codes and the like. */
  readonly routingCodes?: ReadonlyArray<RoutingCodeFilter> | null | undefined;
  /** Institutions behind the accounts, such as `railsbank` (Integrated Finance). */
  readonly serviceProviders?: ReadonlyArray<string> | null | undefined;
  /** When the gateway saw their status change. */
  readonly statusChangedAt?: TimeRange | null | undefined;
  /** Statuses in the one vocabulary. */
  readonly statuses?: ReadonlyArray<AccountStatus> | null | undefined;
};

/** What an account is to the one above it. */
export type AccountKind =
  /** Stands on its own. */
  | 'MAIN'
  /** Has its own balance below a main account. */
  | 'SUB'
  /** Has identifiers of its own but no money: it uses its main account's balance. */
  | 'VIRTUAL';

/** How a list is ordered. */
export type AccountOrder = {
  /** Which end comes first. */
  readonly direction: OrderDirection;
  /** What decides the order. */
  readonly field: AccountOrderField;
};

/** What a list of accounts can be ordered by. */
export type AccountOrderField =
  /** The provider's creation time; where it tells none, the time when the gateway first saw the account. */
  | 'CREATED_AT'
  /** The holder's name without case and diacritics, by its first 100 letters. Unknown names come first (ASC) or last (DESC). */
  | 'HOLDER_NAME'
  /** When the gateway last saw the status change. Accounts that it saw no change of come first (ASC) or last (DESC). */
  | 'STATUS_CHANGED_AT';

/** The one vocabulary for all providers; `providerStatus` has the provider's own word. */
export type AccountStatus =
  /** Usable. */
  | 'ACTIVE'
  /** Closed; for good, unless `reopenable` says otherwise. */
  | 'CLOSED'
  /** Never opened: the provider refused it. */
  | 'DECLINED'
  /** Switched off; may be switched on again. */
  | 'INACTIVE'
  /** Ordered, not usable yet. */
  | 'PENDING'
  /** Blocked for the time being: no money in or out. */
  | 'SUSPENDED'
  /** The provider uses a word that this gateway does not know. Treat it as not usable. */
  | 'UNKNOWN';

/** A booking by hand: either a correction or a synchronization. */
export type AdjustBalanceInput = {
  /** The account's global id. */
  readonly accountId: string;
  /** How much, above zero, in major units: `12.50`. */
  readonly amount: string;
  /** Either this or `synchronization`. */
  readonly correction?: BalanceCorrectionInput | null | undefined;
  /** The account's currency, ISO 4217. */
  readonly currency: string;
  /** What it is for: at most 500 characters. */
  readonly description: string;
  /** Which way it goes. */
  readonly direction: AdjustmentDirection;
  /** 1 to 255 printable characters, new for each wish, such as a UUID. The same key with the same input has its effect once, however often it comes. */
  readonly idempotencyKey: string;
  /** Either this or `correction`; may be `{}`. */
  readonly synchronization?: BalanceSynchronizationInput | null | undefined;
  /** The service provider that is not connected, where the booking happened, such as `gps`. */
  readonly unconnectedServiceProvider?: string | null | undefined;
};

/** Which way an adjustment goes. */
export type AdjustmentDirection =
  /** Into the account. */
  | 'CREDIT'
  /** Out of the account. */
  | 'DEBIT';

/** A range of amounts in one currency; either end may be left open. */
export type AmountRange = {
  /** The currency, such as `EUR`. */
  readonly currency: string;
  /** This much or more, in major units, such as `1000.50`. */
  readonly from?: string | null | undefined;
  /** This much or less. */
  readonly to?: string | null | undefined;
};

/** What somebody decided on an operation in doubt. */
export type AuditDecision =
  /** Nothing more is done. */
  | 'ABANDON'
  /** This account is what came of it. */
  | 'ADOPT'
  /** Nothing came of it; it is sent again. */
  | 'RETRY';

/** Which audit entries a list shows. Fields are combined with AND. */
export type AuditFilter = {
  /** Global id: only what is about this account. */
  readonly account?: string | null | undefined;
  /** Written down at this moment or later. */
  readonly from?: string | null | undefined;
  /** Only these kinds; an empty list matches nothing. */
  readonly kinds?: ReadonlyArray<AuditKind> | null | undefined;
  /** Only what this operation brought about: its global id, or its UUID as entries have it. */
  readonly operationId?: string | null | undefined;
  /** A provider's name, also of one that is no longer configured. */
  readonly provider?: string | null | undefined;
  /** The `sub` of whoever did it. What was erased is found no more. */
  readonly subject?: string | null | undefined;
  /** Written down before this moment. */
  readonly to?: string | null | undefined;
};

/** What an audit entry tells of. */
export type AuditKind =
  /** The provider, asked for an account, did not know it any more. */
  | 'ACCOUNT_MISSING'
  /** An account was opened, or seen for the first time. */
  | 'ACCOUNT_REGISTERED'
  /** The provider knows an account again. */
  | 'ACCOUNT_RETURNED'
  /** A change was made of which no other entry tells: it moved money, changed nothing, or was seen before its answer came. */
  | 'CHANGE_MADE'
  /** A customer may see an account, or all of an owner's; or their holder was given another name. */
  | 'CUSTOMER_LINKED'
  /** A customer may not see them any more. */
  | 'CUSTOMER_UNLINKED'
  /** Something else about an account changed, or its IBAN or your id of it was told for the first time. */
  | 'DETAILS_CHANGED'
  /** The details of entries were erased, for a person's sake. */
  | 'DETAILS_ERASED'
  /** Reads of a provider failed: one entry per code, minute and process. */
  | 'FAILED_READS'
  /** A change was refused, was not sent, or nobody knows whether it was made. */
  | 'FAILED_WRITE'
  /** An owner was closed at its provider, and with it all its accounts. */
  | 'HOLDER_CLOSED'
  /** An account appeared that may have come of an operation which was given up, or sent again. `operationId` says which. */
  | 'LATE_ACCOUNT'
  /** Somebody decided what becomes of an operation in doubt. */
  | 'OPERATION_RESOLVED'
  /** The provider came further, or failed, with setting an account up. */
  | 'PROVISIONING_CHANGED'
  /** Why somebody asked for a change of status, or a closing, that was made. */
  | 'REASON_GIVEN'
  /** An account has another status. */
  | 'STATUS_CHANGED'
  /** Somebody had the accounts of a webhook delivery read again. */
  | 'WEBHOOK_REPLAYED';

/** What of the gateway acted on its own. */
export type AuditSystemPart =
  /** Somebody at the machine gave it a command. */
  | 'COMMAND'
  /** It followed its configuration file. */
  | 'CONFIGURATION'
  /** It asked a provider for what somebody wanted to see. */
  | 'READ'
  /** It walked through all accounts of a provider. */
  | 'SWEEP'
  /** It asked a provider for what the provider had told of. */
  | 'WEBHOOK';

/** Something was booked wrong. */
export type BalanceCorrectionInput = {
  /** The kind of transaction that is corrected, such as `incoming-transfer`. */
  readonly transactionType: string;
  /** What it is counted as. */
  readonly type: CorrectionType;
};

/** Something happened elsewhere and is recorded here. */
export type BalanceSynchronizationInput = {
  /** What the balance is brought in step with: there is only one kind. */
  readonly type?: SynchronizationType;
};

/** Another status for an account. */
export type ChangeAccountStatusInput = {
  /** The account's global id. */
  readonly accountId: string;
  /** 1 to 255 printable characters, new for each wish, such as a UUID. The same key with the same input has its effect once, however often it comes. */
  readonly idempotencyKey: string;
  /** Why, for your own records: at most 500 characters. */
  readonly reason?: string | null | undefined;
  /** The new status: one of the account's `availableTransitions`, except a CLOSED that is for good: for that, use `closeAccount`. */
  readonly status: AccountStatus;
};

/** An owner to be closed, with all its accounts. */
export type CloseAccountHolderInput = {
  /** 1 to 255 printable characters, new for each wish, such as a UUID. The same key with the same input has its effect once, however often it comes. */
  readonly idempotencyKey: string;
  /** The owner there. */
  readonly owner: OwnerInput;
  /** The name of the provider that has the owner. */
  readonly provider: string;
  /** Why, for your own records: at most 500 characters. */
  readonly reason?: string | null | undefined;
};

/** An account to be closed. */
export type CloseAccountInput = {
  /** The account's global id. */
  readonly accountId: string;
  /** 1 to 255 printable characters, new for each wish, such as a UUID. The same key with the same input has its effect once, however often it comes. */
  readonly idempotencyKey: string;
  /** Why, for your own records: at most 500 characters. */
  readonly reason?: string | null | undefined;
};

/** Who opens it at the service provider; BUILT_IN unless you say otherwise. */
export type ConnectMethod =
  /** Integrated Finance does. */
  | 'BUILT_IN'
  /** You do, and tell with `reportConnection` how it ended. */
  | 'PLUG_IN';

/** Who chooses the service provider; by default as `serviceProvider` is given or not. */
export type ConnectType =
  /** You do: `serviceProvider`. */
  | 'EXPLICIT'
  /** Integrated Finance does. */
  | 'IMPLICIT';

/** What kind of failure it was. */
export type ConnectionErrorCategory =
  /** Something was not allowed or not right; trying again changes nothing. */
  | 'FUNCTIONAL'
  /** Something did not work. */
  | 'TECHNICAL';

/** Why an account could not be opened at its service provider. */
export type ConnectionErrorInput = {
  /** Details, such as which field was refused. */
  readonly attributes?: ReadonlyArray<ErrorAttributeInput> | null | undefined;
  /** What kind of failure it was. */
  readonly category: ConnectionErrorCategory;
  /** A code, of your own choice. */
  readonly code: string;
  /** The same in words. */
  readonly message: string;
  /** Where it came from. */
  readonly origin: ConnectionErrorOrigin;
};

/** Where a failure came from. */
export type ConnectionErrorOrigin =
  /** From what the customer did or said. */
  | 'CUSTOMER'
  /** From the platform between. */
  | 'PLATFORM'
  /** From the service provider. */
  | 'PROVIDER';

/** The account could not be opened at its service provider. */
export type ConnectionFailedInput = {
  /** Whether the account becomes DECLINED with it, for good; else it stays PENDING. */
  readonly decline?: boolean;
  /** Why. */
  readonly error: ConnectionErrorInput;
};

/** How connecting an account ended. */
export type ConnectionOutcomeInput =
  {   /** It was opened. */
  readonly connected: AccountConnectedInput; readonly failed?: never; }
  |  { readonly connected?: never;   /** It was not. */
  readonly failed: ConnectionFailedInput; };

/** What a correction is counted as. */
export type CorrectionType =
  /** As revenue from fees: it is swept with the others. */
  | 'FEE'
  /** As nothing: it is not mirrored at the service provider. */
  | 'UNKNOWN';

/** An account to be opened or registered. */
export type CreateAccountInput = {
  /** Your own id of the account, unique across all providers: at most 128 printable characters in Unicode's form NFC, without blanks at either end. */
  readonly clientAccountId: string;
  /** For which of your customers. A customer's own token opens accounts for itself only. */
  readonly customerId?: string | null | undefined;
  /** The holder's name, where the provider does not tell it (Paynetics, Revsto); elsewhere it is refused. Only for the back office. */
  readonly holderName?: string | null | undefined;
  /** 1 to 255 printable characters, new for each wish, such as a UUID. The same key with the same input has its effect once, however often it comes. */
  readonly idempotencyKey: string;
  /** A name for the account, such as `Salary Account`. */
  readonly label?: string | null | undefined;
  /** Where, and with what that provider needs. */
  readonly target: CreateAccountTarget;
};

/** Where the account is opened, and with what that provider needs: exactly one field. */
export type CreateAccountTarget =
  {   /** A client account at Integrated Finance. */
  readonly integratedFinance: IntegratedFinanceAccountInput; readonly inventi?: never; readonly paynetics?: never; readonly revsto?: never; }
  |  { readonly integratedFinance?: never;   /** An account for SEPA payments at Inventi. */
  readonly inventi: InventiAccountInput; readonly paynetics?: never; readonly revsto?: never; }
  |  { readonly integratedFinance?: never; readonly inventi?: never;   /** An account at Paynetics. */
  readonly paynetics: PayneticsAccountInput; readonly revsto?: never; }
  |  { readonly integratedFinance?: never; readonly inventi?: never; readonly paynetics?: never;   /** An account at Revsto. */
  readonly revsto: RevstoAccountInput; };

/** One more word about an error. */
export type ErrorAttributeInput = {
  /** What it is about, often a field's name. */
  readonly key: string;
  /** What is said of it. */
  readonly value: string;
};

/** Whether a person or an organisation holds the account. */
export type HolderType =
  /** A person. */
  | 'INDIVIDUAL'
  /** A company or another legal entity. */
  | 'ORGANISATION';

/** What shall change about an account's holder; absent: stays as it is. */
export type HolderUpdateInput = {
  /** All other names of the holder; an empty list takes them away. */
  readonly aliases?: ReadonlyArray<string> | null | undefined;
  /** The holder's name. */
  readonly name?: string | null | undefined;
  /** Identification of an organisation. */
  readonly organisation?: OrganisationInput | null | undefined;
};

/** A client account at Integrated Finance. */
export type IntegratedFinanceAccountInput = {
  /** The client at Integrated Finance whose account it will be. */
  readonly clientId: string;
  /** Who opens it at the service provider; BUILT_IN unless you say otherwise. */
  readonly connectMethod?: ConnectMethod | null | undefined;
  /** Who chooses the service provider; by default as `serviceProvider` is given or not. */
  readonly connectType?: ConnectType | null | undefined;
  /** Country of the account, ISO 3166-1; only of a PLUG_IN account. */
  readonly country?: string | null | undefined;
  /** The account's one currency, ISO 4217. */
  readonly currency: string;
  /** Opens a sub-account of this account, in its currency and for its client. */
  readonly mainAccountId?: string | null | undefined;
  /** The provider's name; needed only where several of this kind are configured. */
  readonly provider?: string | null | undefined;
  /** Code of the service provider, such as `railsbank`. */
  readonly serviceProvider?: string | null | undefined;
};

/** An account for SEPA payments at Inventi. */
export type InventiAccountInput = {
  /** What Inventi makes a new IBAN of; either this or `iban`. For customers, one that no account here has. */
  readonly generate?: InventiGenerateIbanInput | null | undefined;
  /** Who holds the account. */
  readonly holder: InventiHolderInput;
  /** An existing IBAN to register, with the scope accounts:all; either this or `generate`. Blanks and case do not matter. */
  readonly iban?: string | null | undefined;
  /** The provider's name; needed only where several of this kind are configured. */
  readonly provider?: string | null | undefined;
};

/** What Inventi makes a new IBAN of; either this or `iban`. For customers, one that no account here has. */
export type InventiGenerateIbanInput = {
  /** The account's own part of the IBAN, such as `1869`. */
  readonly accountCode: string;
  /** Code of the bank in that country, such as `70440`. */
  readonly bankCode: string;
  /** Country of the IBAN, ISO 3166-1, such as `LT`. */
  readonly countryCode: string;
};

/** Who holds the account. */
export type InventiHolderInput = {
  /** Other names of the holder, which payments are matched by. */
  readonly aliases?: ReadonlyArray<string> | null | undefined;
  /** Full name of the person or company. */
  readonly name: string;
  /** How the organisation is identified; needed for an ORGANISATION, not taken for an INDIVIDUAL. */
  readonly organisation?: InventiOrganisationInput | null | undefined;
  /** INDIVIDUAL for a private account, ORGANISATION for a legal one; cannot be changed later. */
  readonly type: HolderType;
};

/** How the organisation is identified; needed for an ORGANISATION, not taken for an INDIVIDUAL. */
export type InventiOrganisationInput = {
  /** The organisation's own BIC. */
  readonly bic?: string | null | undefined;
  /** Legal Entity Identifier. */
  readonly lei?: string | null | undefined;
  /** A number in another register. */
  readonly other?: InventiOrganisationOtherInput | null | undefined;
};

/** A number in another register. */
export type InventiOrganisationOtherInput = {
  /** The number itself, such as `123-AS-323`. */
  readonly identification?: string | null | undefined;
  /** Who gave it, such as `ChamberOfCommerce`. */
  readonly issuer?: string | null | undefined;
  /** What kind of number it is, by ISO 20022 code, such as `DUNS`. */
  readonly schemeNameCode?: string | null | undefined;
  /** What kind of number it is, in words, such as `LocalRegistry`. */
  readonly schemeNameProprietary?: string | null | undefined;
};

/** A customer, and the account or owner that it may see. */
export type LinkCustomerInput = {
  /** A single account; either this, or `provider` and `owner`. */
  readonly accountId?: string | null | undefined;
  /** Your customer: the subject (`sub`) of its tokens. */
  readonly customerId: string;
  /** The customer's name; absent: stays as it is. */
  readonly customerName?: string | null | undefined;
  /** The holder's name, where the provider does not tell it (Paynetics, Revsto); elsewhere it is refused. With an owner also for accounts to come, until the customer is unlinked; of several names the last one counts. */
  readonly holderName?: string | null | undefined;
  /** 1 to 255 printable characters, new for each wish, such as a UUID. The same key with the same input has its effect once, however often it comes. */
  readonly idempotencyKey: string;
  /** An owner there: all its accounts, also those to come. */
  readonly owner?: OwnerInput | null | undefined;
  /** The name of the provider that has the owner. */
  readonly provider?: string | null | undefined;
};

/** An account that exists at a service provider and shall be known to Integrated Finance. */
export type MigrateAccountInput = {
  /** Your own id of the account, unique across all providers: at most 128 printable characters in Unicode's form NFC, without blanks at either end. */
  readonly clientAccountId: string;
  /** The client whose account it is. */
  readonly clientId: string;
  /** The account's currency, ISO 4217. */
  readonly currency: string;
  /** 1 to 255 printable characters, new for each wish, such as a UUID. The same key with the same input has its effect once, however often it comes. */
  readonly idempotencyKey: string;
  /** A name for the account, such as `Salary Account`. */
  readonly label?: string | null | undefined;
  /** The provider's name; needed only where several can migrate accounts. */
  readonly provider?: string | null | undefined;
  /** Where it exists, such as `railsbank`. */
  readonly serviceProvider: string;
  /** The account's id there. */
  readonly sourceId: string;
};

/** What becomes of an operation that is in doubt. */
export type OperationDecision =
  /** Nothing more is done for this key; its `clientAccountId` is free again. Not before the gateway could find out by itself, and on sight of what shows by then. */
  | 'ABANDON'
  /** The account `accountId` came of it: the operation succeeded. */
  | 'ADOPT'
  /** The provider did nothing: it is sent again. */
  | 'RETRY';

/** What became of a change that was asked for. */
export type OperationState =
  /** The back office decided that nothing more is done for this key. */
  | 'ABANDONED'
  /** It was sent, and whether it had its effect is being found out. Ask again with the same key; never with another. */
  | 'IN_DOUBT'
  /** Being worked on. Ask again with the same key. */
  | 'IN_PROGRESS'
  /** It did not reach the provider and had no effect. The same key sends it again. */
  | 'NOT_SENT'
  /** Refused, for good: nothing was changed. A new wish takes a new key. */
  | 'REJECTED'
  /** Done. */
  | 'SUCCEEDED';

/** Which way a list runs. */
export type OrderDirection =
  /** Oldest, or A, first. */
  | 'ASC'
  /** Newest, or Z, first. */
  | 'DESC';

/** How an organisation is identified: all of it, as it shall be. */
export type OrganisationInput = {
  /** The organisation's own BIC. */
  readonly bic?: string | null | undefined;
  /** Legal entity identifier. */
  readonly lei?: string | null | undefined;
  /** Any other identification. */
  readonly other?: OrganisationOtherInput | null | undefined;
};

/** An identification under a scheme of its own, such as a D-U-N-S number. */
export type OrganisationOtherInput = {
  /** The number or text itself. */
  readonly identification?: string | null | undefined;
  /** Who issued the identification. */
  readonly issuer?: string | null | undefined;
  /** The scheme as a code, such as `DUNS`. */
  readonly schemeNameCode?: string | null | undefined;
  /** The scheme in words, where it has no code. */
  readonly schemeNameProprietary?: string | null | undefined;
};

/** An owner in a provider's books. */
export type OwnerFilter = {
  /** The provider's id of the owner, or of the user below a merchant. */
  readonly id: string;
  /** What the provider calls it; absent: any. */
  readonly kind?: OwnerKind | null | undefined;
};

/** An owner in a provider's books. */
export type OwnerInput = {
  /** The provider's id of the owner. */
  readonly id: string;
  /** What the provider calls it. */
  readonly kind: OwnerKind;
};

/** What the provider calls the owner of an account. */
export type OwnerKind =
  /** A client (Integrated Finance). */
  | 'CLIENT'
  /** A merchant (Paynetics). */
  | 'MERCHANT'
  /** A user (Paynetics, Revsto). */
  | 'USER';

/** An account at Paynetics. */
export type PayneticsAccountInput = {
  /** Makes a virtual account, which shows the money of this main account of the same merchant and user. */
  readonly mainAccountId?: string | null | undefined;
  /** The token of the business that owns the account. A merchant or a user is needed. */
  readonly merchant?: string | null | undefined;
  /** The code of the program, which fixes currencies and identifiers: `account_eur`. */
  readonly program: string;
  /** The provider's name; needed only where several of this kind are configured. */
  readonly provider?: string | null | undefined;
  /** Opens the account without IBAN and account number although its program has them. */
  readonly skipIbanGeneration?: boolean | null | undefined;
  /** The token of the person that owns the account; beside a merchant, the person below it. */
  readonly user?: string | null | undefined;
};

/** What the provider calls the thing that decides an account's terms. */
export type ProductKind =
  /** A product (Revsto). */
  | 'PRODUCT'
  /** A program (Paynetics). */
  | 'PROGRAM'
  /** The bank or institution behind the account (Integrated Finance). */
  | 'SERVICE_PROVIDER';

/** How a provider is doing, judged by the gateway's calls to it. */
export type ProviderHealthState =
  /** Its last call failed, but not enough of them yet to leave it alone. */
  | 'DEGRADED'
  /** It does not answer; the gateway tries again from time to time and serves what it knows meanwhile. */
  | 'DOWN'
  /** It has not been called yet. */
  | 'UNKNOWN'
  /** It answers. */
  | 'UP';

/** How far the provider is with setting the account up. Apart from the status: an account can be PENDING and FAILED. */
export type ProvisioningState =
  /** Open, but its IBAN has not been assigned yet. */
  | 'AWAITING_IDENTIFIERS'
  /** Something needed first, such as the client at the institution, failed. */
  | 'DEPENDENCY_FAILED'
  /** Could not be set up; see `error`. */
  | 'FAILED'
  /** Being set up. */
  | 'IN_PROGRESS'
  /** Set up, but its last change has not reached the institution behind it. */
  | 'OUTDATED'
  /** Set up and in step. */
  | 'READY'
  /** Not told yet, or told in a word that this gateway does not know. */
  | 'UNKNOWN';

/** Which webhook delivery to look after once more. */
export type ReplayWebhookDeliveryInput = {
  /** The delivery's global id. */
  readonly id: string;
  /** 1 to 255 printable characters, new for each wish, such as a UUID. The same key with the same input has its effect once, however often it comes. */
  readonly idempotencyKey: string;
};

/** How connecting a plug-in account ended. */
export type ReportConnectionInput = {
  /** The account's global id. */
  readonly accountId: string;
  /** 1 to 255 printable characters, new for each wish, such as a UUID. The same key with the same input has its effect once, however often it comes. */
  readonly idempotencyKey: string;
  /** How it ended. */
  readonly outcome: ConnectionOutcomeInput;
};

/** A decision about an operation that is in doubt. */
export type ResolveOperationInput = {
  /** The account that came of it; goes with ADOPT, and only with that. */
  readonly accountId?: string | null | undefined;
  /** What becomes of it. */
  readonly decision: OperationDecision;
  /** 1 to 255 printable characters, new for each wish, such as a UUID. The same key with the same input has its effect once, however often it comes. */
  readonly idempotencyKey: string;
  /** The operation's global id. */
  readonly operationId: string;
  /** Why, for your own records: at most 500 characters. */
  readonly reason?: string | null | undefined;
};

/** An account at Revsto. */
export type RevstoAccountInput = {
  /** The product, by its number in `Provider.products`: it fixes the currency. */
  readonly productId: string;
  /** The provider's name; needed only where several of this kind are configured. */
  readonly provider?: string | null | undefined;
  /** The user who will own the account, by its number; known to Revsto, approved and open. */
  readonly userId: string;
};

/** A routing code. */
export type RoutingCodeFilter = {
  /** The scheme, such as `sort-code`; absent: any. */
  readonly scheme?: string | null | undefined;
  /** The code. */
  readonly value: string;
};

/** A routing code under the provider's own scheme word. */
export type RoutingCodeInput = {
  /** The scheme, such as `sort-code`. */
  readonly scheme: string;
  /** The code. */
  readonly value: string;
};

/** What a provider contributes to a list. */
export type SourceOutcome =
  /** Its accounts are being read for the first time: some are missing yet. */
  | 'IMPORTING'
  /** All that it lists was read, but some rows made no sense, or it counts more accounts than it lists. */
  | 'INCOMPLETE'
  /** All its accounts are here, and it answers. */
  | 'OK'
  /** It does not answer now: its accounts are as of the last time it did. */
  | 'UNAVAILABLE';

/** Which way the money went. */
export type StatementDirection =
  /** Into the account. */
  | 'CREDIT'
  /** Out of the account. */
  | 'DEBIT';

/** How far the gateway is with reading all accounts of a provider. */
export type SweepState =
  /** It has read them all and waits for the next time. */
  | 'COMPLETE'
  /** It could not read them all and tries again. */
  | 'FAILED'
  /** It has not begun yet. */
  | 'PENDING'
  /** It is reading them. */
  | 'RUNNING';

/** What a balance is brought in step with. */
export type SynchronizationType =
  /** A service provider that is not connected. */
  | 'UNCONNECTED_SERVICE_PROVIDER';

/** A time range; either end may be left open. */
export type TimeRange = {
  /** At this moment or later. */
  readonly from?: string | null | undefined;
  /** Before this moment. */
  readonly to?: string | null | undefined;
};

/** A customer, and the account or owner that it may see no longer. */
export type UnlinkCustomerInput = {
  /** A single account; either this, or `provider` and `owner`. */
  readonly accountId?: string | null | undefined;
  /** Your customer: the subject (`sub`) of its tokens. */
  readonly customerId: string;
  /** 1 to 255 printable characters, new for each wish, such as a UUID. The same key with the same input has its effect once, however often it comes. */
  readonly idempotencyKey: string;
  /** An owner there: all its accounts, also those to come. */
  readonly owner?: OwnerInput | null | undefined;
  /** The name of the provider that has the owner. */
  readonly provider?: string | null | undefined;
};

/** What shall change about an account; absent: stays as it is. What a provider can change is in its capabilities (`UPDATE_LABEL`). */
export type UpdateAccountInput = {
  /** The account's global id. */
  readonly accountId: string;
  /** Local account number. */
  readonly accountNumber?: string | null | undefined;
  /** Your own id of the account; unique across all providers. */
  readonly clientAccountId?: string | null | undefined;
  /** Who holds it. */
  readonly holder?: HolderUpdateInput | null | undefined;
  /** IBAN, with or without blanks. */
  readonly iban?: string | null | undefined;
  /** 1 to 255 printable characters, new for each wish, such as a UUID. The same key with the same input has its effect once, however often it comes. */
  readonly idempotencyKey: string;
  /** A name for the account. */
  readonly label?: string | null | undefined;
  /** All routing codes, as they shall be. */
  readonly routingCodes?: ReadonlyArray<RoutingCodeInput> | null | undefined;
};

/** Which webhook deliveries a list shows. Fields are combined with AND. */
export type WebhookDeliveryFilter = {
  /** Only those of this provider, by its name. */
  readonly provider?: string | null | undefined;
  /** Only those in this state. */
  readonly state?: WebhookDeliveryState | null | undefined;
};

/** How far the gateway is with what a provider told by webhook. */
export type WebhookDeliveryState =
  /** Its accounts were read again, or it is about none. */
  | 'DONE'
  /** It waits for somebody: its accounts could not be read for three days (see `replayWebhookDelivery`), or it does not say which account it is about (`WEBHOOK_WITHOUT_ACCOUNT`). */
  | 'PARKED'
  /** Its accounts are to be read again; after a failure later, for three days. */
  | 'WAITING';

export type StatementsQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type StatementsQuery = { readonly account: { readonly id: string, readonly providerAccountId: string, readonly statements: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly transactionNumber: string | null, readonly bookedAt: string, readonly direction: StatementDirection | null, readonly transactionType: string | null, readonly entryType: string | null, readonly narrative: string | null, readonly reference: string | null, readonly amount: { readonly amount: string, readonly currency: string }, readonly balance: { readonly amount: string, readonly currency: string } | null } }>, readonly pageInfo: PageFieldsFragment } | null } | null };

export type HistoryQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type HistoryQuery = { readonly eventCursor: string, readonly account: { readonly id: string, readonly history: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly cursor: string, readonly type: AccountEventType, readonly previousStatus: AccountStatus | null, readonly newStatus: AccountStatus, readonly cause: AccountEventCause, readonly delivery: string | null, readonly operation: string | null, readonly occurredAt: string, readonly providerTime: string | null, readonly recordedAt: string, readonly changes: ReadonlyArray<{ readonly field: string, readonly before: unknown, readonly after: unknown }>, readonly account: { readonly id: string } | null } }>, readonly pageInfo: PageFieldsFragment } } | null };

export type DepositInformationQueryVariables = Exact<{
  id: string;
}>;


export type DepositInformationQuery = { readonly account: { readonly id: string, readonly depositInformation: ReadonlyArray<{ readonly scheme: string, readonly derived: boolean, readonly accountHolderName: string | null, readonly country: string | null, readonly currency: string | null, readonly iban: string | null, readonly accountNumber: string | null, readonly ledgerNumber: string | null, readonly reference: string | null, readonly bankName: string | null, readonly bankAddress: string | null, readonly routingCodes: ReadonlyArray<{ readonly scheme: string, readonly value: string }>, readonly intermediaryAccount: { readonly accountHolderName: string | null, readonly country: string | null, readonly currency: string | null, readonly iban: string | null, readonly accountNumber: string | null, readonly ledgerNumber: string | null, readonly reference: string | null, readonly bankName: string | null, readonly bankAddress: string | null, readonly routingCodes: ReadonlyArray<{ readonly scheme: string, readonly value: string }> } | null }> | null } | null };

export type OwnerDetailsQueryVariables = Exact<{
  id: string;
}>;


export type OwnerDetailsQuery = { readonly account: { readonly id: string, readonly owner: { readonly kind: OwnerKind, readonly id: string, readonly secondaryId: string | null, readonly details: { readonly name: string | null, readonly holderType: HolderType | null, readonly status: string | null, readonly identity: ReadonlyArray<{ readonly name: string, readonly value: string }> } | null } | null } | null };

export type AccountRawQueryVariables = Exact<{
  id: string;
}>;


export type AccountRawQuery = { readonly account: { readonly id: string, readonly raw: Record<string, unknown> | null } | null };

export type EventCursorQueryVariables = Exact<{ [key: string]: never; }>;


export type EventCursorQuery = { readonly eventCursor: string };

export type AccountFieldsFragment = { readonly id: string, readonly providerAccountId: string, readonly clientAccountId: string | null, readonly kind: AccountKind, readonly status: AccountStatus, readonly providerStatus: string, readonly statusChangedAt: string | null, readonly availableTransitions: ReadonlyArray<AccountStatus>, readonly reopenable: boolean, readonly label: string | null, readonly country: string | null, readonly currencies: ReadonlyArray<string>, readonly iban: string | null, readonly bic: string | null, readonly accountNumber: string | null, readonly ledgerNumber: string | null, readonly createdAt: string | null, readonly updatedAt: string | null, readonly lastUsedAt: string | null, readonly firstSeenAt: string, readonly missingSince: string | null, readonly asOf: string, readonly provider: { readonly id: string, readonly name: string, readonly kind: string }, readonly holder: { readonly type: HolderType | null, readonly name: string | null, readonly aliases: ReadonlyArray<string>, readonly organisation: { readonly lei: string | null, readonly bic: string | null, readonly other: { readonly identification: string | null, readonly schemeNameCode: string | null, readonly schemeNameProprietary: string | null, readonly issuer: string | null } | null } | null }, readonly owner: { readonly kind: OwnerKind, readonly id: string, readonly secondaryId: string | null } | null, readonly product: { readonly kind: ProductKind, readonly code: string, readonly name: string | null } | null, readonly routingCodes: ReadonlyArray<{ readonly scheme: string, readonly value: string }>, readonly identifiers: ReadonlyArray<{ readonly currency: string | null, readonly iban: string | null, readonly sortCode: string | null, readonly accountNumber: string | null, readonly isMain: boolean }>, readonly provisioning: { readonly state: ProvisioningState, readonly method: string | null, readonly serviceProvider: string | null, readonly reference: string | null, readonly error: { readonly category: string | null, readonly origin: string | null, readonly code: string | null, readonly message: string | null, readonly attributes: ReadonlyArray<{ readonly key: string, readonly value: string }> } | null }, readonly staleness: { readonly code: string, readonly message: string, readonly retryable: boolean } | null };

export type BalanceFieldsFragment = { readonly currency: string, readonly providerBalanceId: string | null, readonly iban: string | null, readonly accountNumber: string | null, readonly sortCode: string | null, readonly isMain: boolean, readonly shared: boolean, readonly asOf: string, readonly available: { readonly amount: string, readonly currency: string } | null, readonly current: { readonly amount: string, readonly currency: string } | null, readonly blocked: { readonly amount: string, readonly currency: string } | null, readonly receivable: { readonly amount: string, readonly currency: string } | null };

export type PageFieldsFragment = { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null };

export type AccountQueryVariables = Exact<{
  id: string;
  maxAge?: number | null | undefined;
}>;


export type AccountQuery = { readonly account: (
    { readonly balances: ReadonlyArray<BalanceFieldsFragment> | null, readonly mainAccount: { readonly id: string } | null }
    & AccountFieldsFragment
  ) | null };

export type AccountsByIbanQueryVariables = Exact<{
  iban: string;
  maxAge?: number | null | undefined;
}>;


export type AccountsByIbanQuery = { readonly accountsByIban: ReadonlyArray<AccountFieldsFragment> };

export type AccountByClientAccountIdQueryVariables = Exact<{
  clientAccountId: string;
  provider?: string | null | undefined;
  maxAge?: number | null | undefined;
}>;


export type AccountByClientAccountIdQuery = { readonly accountByClientAccountId: AccountFieldsFragment | null };

export type AccountsPageQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: AccountFilter | null | undefined;
  search?: string | null | undefined;
  orderBy?: AccountOrder;
  count?: boolean;
}>;


export type AccountsPageQuery = { readonly accounts: { readonly totalCount?: number, readonly totalCountIsExact?: boolean, readonly eventCursor: string, readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: AccountFieldsFragment }>, readonly pageInfo: PageFieldsFragment, readonly sources: ReadonlyArray<{ readonly provider: string, readonly outcome: SourceOutcome, readonly asOf: string | null, readonly complete: boolean, readonly error: { readonly code: string, readonly message: string } | null }> } };

export type SubAccountsQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  count?: boolean;
}>;


export type SubAccountsQuery = { readonly account: { readonly id: string, readonly subAccounts: { readonly totalCount?: number, readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: AccountFieldsFragment }>, readonly pageInfo: PageFieldsFragment } } | null };

export type AuditLogQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: AuditFilter | null | undefined;
}>;


export type AuditLogQuery = { readonly auditLog: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly cursor: string, readonly position: number, readonly hash: string, readonly kind: AuditKind, readonly at: string, readonly occurredAt: string | null, readonly provider: string | null, readonly providerAccountId: string | null, readonly operationId: string | null, readonly erasedAt: string | null, readonly clientAccountId: string | null, readonly iban: string | null, readonly status: AccountStatus | null, readonly mutation: string | null, readonly state: string | null, readonly decision: AuditDecision | null, readonly reason: string | null, readonly deliveryId: string | null, readonly customerId: string | null, readonly owner: string | null, readonly erasedEntries: number | null, readonly erasedRequests: number | null, readonly actor: { readonly system: AuditSystemPart | null, readonly subject: string | null, readonly clientId: string | null, readonly issuer: string | null } | null, readonly changes: ReadonlyArray<{ readonly field: string, readonly before: unknown, readonly after: unknown }> | null, readonly error: { readonly code: string, readonly message: string, readonly providerCode: string | null, readonly httpStatus: number | null } | null, readonly failedReads: { readonly code: string, readonly minute: string, readonly count: number } | null } }>, readonly pageInfo: PageFieldsFragment } };

export type AccountEventsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: AccountEventFilter | null | undefined;
}>;


export type AccountEventsQuery = { readonly accountEvents: { readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly cursor: string, readonly type: AccountEventType, readonly previousStatus: AccountStatus | null, readonly newStatus: AccountStatus, readonly cause: AccountEventCause, readonly occurredAt: string, readonly recordedAt: string, readonly changes: ReadonlyArray<{ readonly field: string, readonly before: unknown, readonly after: unknown }>, readonly account: { readonly id: string } | null } }>, readonly pageInfo: PageFieldsFragment } };

export type AccountStatusChangedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
  filter?: AccountEventFilter | null | undefined;
}>;


export type AccountStatusChangedSubscription = { readonly accountStatusChanged: { readonly cursor: string, readonly previousStatus: AccountStatus | null, readonly newStatus: AccountStatus, readonly cause: AccountEventCause, readonly occurredAt: string, readonly recordedAt: string, readonly account: { readonly id: string, readonly status: AccountStatus, readonly provider: { readonly name: string } } | null } };

type MutationErrorFields_AccountNotEmptyError_Fragment = { readonly __typename: 'AccountNotEmptyError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly retryable: boolean, readonly account: { readonly id: string, readonly balances: ReadonlyArray<BalanceFieldsFragment> | null, readonly subAccounts: { readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly clientAccountId: string | null, readonly label: string | null, readonly status: AccountStatus } }> } } | null };

type MutationErrorFields_AccountNotFoundError_Fragment = { readonly __typename: 'AccountNotFoundError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly retryable: boolean };

type MutationErrorFields_BusyError_Fragment = { readonly __typename: 'BusyError', readonly provider: string | null, readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly retryable: boolean };

type MutationErrorFields_DuplicateClientAccountIdError_Fragment = { readonly __typename: 'DuplicateClientAccountIdError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly retryable: boolean, readonly existingAccount: AccountFieldsFragment | null };

type MutationErrorFields_ForbiddenError_Fragment = { readonly __typename: 'ForbiddenError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly retryable: boolean };

type MutationErrorFields_IdempotencyKeyReusedError_Fragment = { readonly __typename: 'IdempotencyKeyReusedError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly retryable: boolean };

type MutationErrorFields_InvalidInputError_Fragment = { readonly __typename: 'InvalidInputError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly retryable: boolean };

type MutationErrorFields_InvalidTransitionError_Fragment = { readonly __typename: 'InvalidTransitionError', readonly status: AccountStatus | null, readonly availableTransitions: ReadonlyArray<AccountStatus> | null, readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly retryable: boolean };

type MutationErrorFields_OperationInDoubtError_Fragment = { readonly __typename: 'OperationInDoubtError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly retryable: boolean, readonly operation: OperationFieldsFragment | null };

type MutationErrorFields_OperationInProgressError_Fragment = { readonly __typename: 'OperationInProgressError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly retryable: boolean, readonly operation: OperationFieldsFragment | null };

type MutationErrorFields_OtherMutationError_Fragment = { readonly __typename: 'OtherMutationError', readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly retryable: boolean };

type MutationErrorFields_ProviderRejectedError_Fragment = { readonly __typename: 'ProviderRejectedError', readonly provider: string | null, readonly providerCode: string | null, readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly retryable: boolean };

type MutationErrorFields_ProviderUnavailableError_Fragment = { readonly __typename: 'ProviderUnavailableError', readonly provider: string | null, readonly retryAfterMs: number | null, readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly retryable: boolean };

type MutationErrorFields_UnsupportedOperationError_Fragment = { readonly __typename: 'UnsupportedOperationError', readonly provider: string | null, readonly capability: string | null, readonly code: string, readonly message: string, readonly path: ReadonlyArray<string> | null, readonly retryable: boolean };

export type MutationErrorFieldsFragment =
  | MutationErrorFields_AccountNotEmptyError_Fragment
  | MutationErrorFields_AccountNotFoundError_Fragment
  | MutationErrorFields_BusyError_Fragment
  | MutationErrorFields_DuplicateClientAccountIdError_Fragment
  | MutationErrorFields_ForbiddenError_Fragment
  | MutationErrorFields_IdempotencyKeyReusedError_Fragment
  | MutationErrorFields_InvalidInputError_Fragment
  | MutationErrorFields_InvalidTransitionError_Fragment
  | MutationErrorFields_OperationInDoubtError_Fragment
  | MutationErrorFields_OperationInProgressError_Fragment
  | MutationErrorFields_OtherMutationError_Fragment
  | MutationErrorFields_ProviderRejectedError_Fragment
  | MutationErrorFields_ProviderUnavailableError_Fragment
  | MutationErrorFields_UnsupportedOperationError_Fragment
;

export type CreateAccountMutationVariables = Exact<{
  input: CreateAccountInput;
}>;


export type CreateAccountMutation = { readonly createAccount: { readonly account: AccountFieldsFragment | null, readonly operation: OperationFieldsFragment | null, readonly errors: ReadonlyArray<
      | MutationErrorFields_AccountNotEmptyError_Fragment
      | MutationErrorFields_AccountNotFoundError_Fragment
      | MutationErrorFields_BusyError_Fragment
      | MutationErrorFields_DuplicateClientAccountIdError_Fragment
      | MutationErrorFields_ForbiddenError_Fragment
      | MutationErrorFields_IdempotencyKeyReusedError_Fragment
      | MutationErrorFields_InvalidInputError_Fragment
      | MutationErrorFields_InvalidTransitionError_Fragment
      | MutationErrorFields_OperationInDoubtError_Fragment
      | MutationErrorFields_OperationInProgressError_Fragment
      | MutationErrorFields_OtherMutationError_Fragment
      | MutationErrorFields_ProviderRejectedError_Fragment
      | MutationErrorFields_ProviderUnavailableError_Fragment
      | MutationErrorFields_UnsupportedOperationError_Fragment
    > } | null };

export type MigrateAccountMutationVariables = Exact<{
  input: MigrateAccountInput;
}>;


export type MigrateAccountMutation = { readonly migrateAccount: { readonly account: AccountFieldsFragment | null, readonly operation: OperationFieldsFragment | null, readonly errors: ReadonlyArray<
      | MutationErrorFields_AccountNotEmptyError_Fragment
      | MutationErrorFields_AccountNotFoundError_Fragment
      | MutationErrorFields_BusyError_Fragment
      | MutationErrorFields_DuplicateClientAccountIdError_Fragment
      | MutationErrorFields_ForbiddenError_Fragment
      | MutationErrorFields_IdempotencyKeyReusedError_Fragment
      | MutationErrorFields_InvalidInputError_Fragment
      | MutationErrorFields_InvalidTransitionError_Fragment
      | MutationErrorFields_OperationInDoubtError_Fragment
      | MutationErrorFields_OperationInProgressError_Fragment
      | MutationErrorFields_OtherMutationError_Fragment
      | MutationErrorFields_ProviderRejectedError_Fragment
      | MutationErrorFields_ProviderUnavailableError_Fragment
      | MutationErrorFields_UnsupportedOperationError_Fragment
    > } | null };

export type UpdateAccountMutationVariables = Exact<{
  input: UpdateAccountInput;
}>;


export type UpdateAccountMutation = { readonly updateAccount: { readonly account: AccountFieldsFragment | null, readonly operation: OperationFieldsFragment | null, readonly errors: ReadonlyArray<
      | MutationErrorFields_AccountNotEmptyError_Fragment
      | MutationErrorFields_AccountNotFoundError_Fragment
      | MutationErrorFields_BusyError_Fragment
      | MutationErrorFields_DuplicateClientAccountIdError_Fragment
      | MutationErrorFields_ForbiddenError_Fragment
      | MutationErrorFields_IdempotencyKeyReusedError_Fragment
      | MutationErrorFields_InvalidInputError_Fragment
      | MutationErrorFields_InvalidTransitionError_Fragment
      | MutationErrorFields_OperationInDoubtError_Fragment
      | MutationErrorFields_OperationInProgressError_Fragment
      | MutationErrorFields_OtherMutationError_Fragment
      | MutationErrorFields_ProviderRejectedError_Fragment
      | MutationErrorFields_ProviderUnavailableError_Fragment
      | MutationErrorFields_UnsupportedOperationError_Fragment
    > } | null };

export type ChangeAccountStatusMutationVariables = Exact<{
  input: ChangeAccountStatusInput;
}>;


export type ChangeAccountStatusMutation = { readonly changeAccountStatus: { readonly account: AccountFieldsFragment | null, readonly operation: OperationFieldsFragment | null, readonly errors: ReadonlyArray<
      | MutationErrorFields_AccountNotEmptyError_Fragment
      | MutationErrorFields_AccountNotFoundError_Fragment
      | MutationErrorFields_BusyError_Fragment
      | MutationErrorFields_DuplicateClientAccountIdError_Fragment
      | MutationErrorFields_ForbiddenError_Fragment
      | MutationErrorFields_IdempotencyKeyReusedError_Fragment
      | MutationErrorFields_InvalidInputError_Fragment
      | MutationErrorFields_InvalidTransitionError_Fragment
      | MutationErrorFields_OperationInDoubtError_Fragment
      | MutationErrorFields_OperationInProgressError_Fragment
      | MutationErrorFields_OtherMutationError_Fragment
      | MutationErrorFields_ProviderRejectedError_Fragment
      | MutationErrorFields_ProviderUnavailableError_Fragment
      | MutationErrorFields_UnsupportedOperationError_Fragment
    > } | null };

export type CloseAccountMutationVariables = Exact<{
  input: CloseAccountInput;
}>;


export type CloseAccountMutation = { readonly closeAccount: { readonly account: AccountFieldsFragment | null, readonly operation: OperationFieldsFragment | null, readonly errors: ReadonlyArray<
      | MutationErrorFields_AccountNotEmptyError_Fragment
      | MutationErrorFields_AccountNotFoundError_Fragment
      | MutationErrorFields_BusyError_Fragment
      | MutationErrorFields_DuplicateClientAccountIdError_Fragment
      | MutationErrorFields_ForbiddenError_Fragment
      | MutationErrorFields_IdempotencyKeyReusedError_Fragment
      | MutationErrorFields_InvalidInputError_Fragment
      | MutationErrorFields_InvalidTransitionError_Fragment
      | MutationErrorFields_OperationInDoubtError_Fragment
      | MutationErrorFields_OperationInProgressError_Fragment
      | MutationErrorFields_OtherMutationError_Fragment
      | MutationErrorFields_ProviderRejectedError_Fragment
      | MutationErrorFields_ProviderUnavailableError_Fragment
      | MutationErrorFields_UnsupportedOperationError_Fragment
    > } | null };

export type CloseAccountHolderMutationVariables = Exact<{
  input: CloseAccountHolderInput;
}>;


export type CloseAccountHolderMutation = { readonly closeAccountHolder: { readonly operation: OperationFieldsFragment | null, readonly errors: ReadonlyArray<
      | MutationErrorFields_AccountNotEmptyError_Fragment
      | MutationErrorFields_AccountNotFoundError_Fragment
      | MutationErrorFields_BusyError_Fragment
      | MutationErrorFields_DuplicateClientAccountIdError_Fragment
      | MutationErrorFields_ForbiddenError_Fragment
      | MutationErrorFields_IdempotencyKeyReusedError_Fragment
      | MutationErrorFields_InvalidInputError_Fragment
      | MutationErrorFields_InvalidTransitionError_Fragment
      | MutationErrorFields_OperationInDoubtError_Fragment
      | MutationErrorFields_OperationInProgressError_Fragment
      | MutationErrorFields_OtherMutationError_Fragment
      | MutationErrorFields_ProviderRejectedError_Fragment
      | MutationErrorFields_ProviderUnavailableError_Fragment
      | MutationErrorFields_UnsupportedOperationError_Fragment
    > } | null };

export type ReportConnectionMutationVariables = Exact<{
  input: ReportConnectionInput;
}>;


export type ReportConnectionMutation = { readonly reportConnection: { readonly account: AccountFieldsFragment | null, readonly operation: OperationFieldsFragment | null, readonly errors: ReadonlyArray<
      | MutationErrorFields_AccountNotEmptyError_Fragment
      | MutationErrorFields_AccountNotFoundError_Fragment
      | MutationErrorFields_BusyError_Fragment
      | MutationErrorFields_DuplicateClientAccountIdError_Fragment
      | MutationErrorFields_ForbiddenError_Fragment
      | MutationErrorFields_IdempotencyKeyReusedError_Fragment
      | MutationErrorFields_InvalidInputError_Fragment
      | MutationErrorFields_InvalidTransitionError_Fragment
      | MutationErrorFields_OperationInDoubtError_Fragment
      | MutationErrorFields_OperationInProgressError_Fragment
      | MutationErrorFields_OtherMutationError_Fragment
      | MutationErrorFields_ProviderRejectedError_Fragment
      | MutationErrorFields_ProviderUnavailableError_Fragment
      | MutationErrorFields_UnsupportedOperationError_Fragment
    > } | null };

export type AdjustBalanceMutationVariables = Exact<{
  input: AdjustBalanceInput;
}>;


export type AdjustBalanceMutation = { readonly adjustBalance: { readonly account: AccountFieldsFragment | null, readonly operation: OperationFieldsFragment | null, readonly errors: ReadonlyArray<
      | MutationErrorFields_AccountNotEmptyError_Fragment
      | MutationErrorFields_AccountNotFoundError_Fragment
      | MutationErrorFields_BusyError_Fragment
      | MutationErrorFields_DuplicateClientAccountIdError_Fragment
      | MutationErrorFields_ForbiddenError_Fragment
      | MutationErrorFields_IdempotencyKeyReusedError_Fragment
      | MutationErrorFields_InvalidInputError_Fragment
      | MutationErrorFields_InvalidTransitionError_Fragment
      | MutationErrorFields_OperationInDoubtError_Fragment
      | MutationErrorFields_OperationInProgressError_Fragment
      | MutationErrorFields_OtherMutationError_Fragment
      | MutationErrorFields_ProviderRejectedError_Fragment
      | MutationErrorFields_ProviderUnavailableError_Fragment
      | MutationErrorFields_UnsupportedOperationError_Fragment
    > } | null };

export type LinkCustomerMutationVariables = Exact<{
  input: LinkCustomerInput;
}>;


export type LinkCustomerMutation = { readonly linkCustomer: { readonly account: AccountFieldsFragment | null, readonly operation: OperationFieldsFragment | null, readonly errors: ReadonlyArray<
      | MutationErrorFields_AccountNotEmptyError_Fragment
      | MutationErrorFields_AccountNotFoundError_Fragment
      | MutationErrorFields_BusyError_Fragment
      | MutationErrorFields_DuplicateClientAccountIdError_Fragment
      | MutationErrorFields_ForbiddenError_Fragment
      | MutationErrorFields_IdempotencyKeyReusedError_Fragment
      | MutationErrorFields_InvalidInputError_Fragment
      | MutationErrorFields_InvalidTransitionError_Fragment
      | MutationErrorFields_OperationInDoubtError_Fragment
      | MutationErrorFields_OperationInProgressError_Fragment
      | MutationErrorFields_OtherMutationError_Fragment
      | MutationErrorFields_ProviderRejectedError_Fragment
      | MutationErrorFields_ProviderUnavailableError_Fragment
      | MutationErrorFields_UnsupportedOperationError_Fragment
    > } | null };

export type UnlinkCustomerMutationVariables = Exact<{
  input: UnlinkCustomerInput;
}>;


export type UnlinkCustomerMutation = { readonly unlinkCustomer: { readonly account: AccountFieldsFragment | null, readonly operation: OperationFieldsFragment | null, readonly errors: ReadonlyArray<
      | MutationErrorFields_AccountNotEmptyError_Fragment
      | MutationErrorFields_AccountNotFoundError_Fragment
      | MutationErrorFields_BusyError_Fragment
      | MutationErrorFields_DuplicateClientAccountIdError_Fragment
      | MutationErrorFields_ForbiddenError_Fragment
      | MutationErrorFields_IdempotencyKeyReusedError_Fragment
      | MutationErrorFields_InvalidInputError_Fragment
      | MutationErrorFields_InvalidTransitionError_Fragment
      | MutationErrorFields_OperationInDoubtError_Fragment
      | MutationErrorFields_OperationInProgressError_Fragment
      | MutationErrorFields_OtherMutationError_Fragment
      | MutationErrorFields_ProviderRejectedError_Fragment
      | MutationErrorFields_ProviderUnavailableError_Fragment
      | MutationErrorFields_UnsupportedOperationError_Fragment
    > } | null };

export type ResolveOperationMutationVariables = Exact<{
  input: ResolveOperationInput;
}>;


export type ResolveOperationMutation = { readonly resolveOperation: { readonly account: AccountFieldsFragment | null, readonly operation: OperationFieldsFragment | null, readonly errors: ReadonlyArray<
      | MutationErrorFields_AccountNotEmptyError_Fragment
      | MutationErrorFields_AccountNotFoundError_Fragment
      | MutationErrorFields_BusyError_Fragment
      | MutationErrorFields_DuplicateClientAccountIdError_Fragment
      | MutationErrorFields_ForbiddenError_Fragment
      | MutationErrorFields_IdempotencyKeyReusedError_Fragment
      | MutationErrorFields_InvalidInputError_Fragment
      | MutationErrorFields_InvalidTransitionError_Fragment
      | MutationErrorFields_OperationInDoubtError_Fragment
      | MutationErrorFields_OperationInProgressError_Fragment
      | MutationErrorFields_OtherMutationError_Fragment
      | MutationErrorFields_ProviderRejectedError_Fragment
      | MutationErrorFields_ProviderUnavailableError_Fragment
      | MutationErrorFields_UnsupportedOperationError_Fragment
    > } | null };

export type OperationFieldsFragment = { readonly id: string, readonly idempotencyKey: string, readonly mutation: string, readonly state: OperationState, readonly replayed: boolean, readonly clientAccountId: string | null, readonly customerId: string | null, readonly attempts: number, readonly createdAt: string, readonly dispatchedAt: string | null, readonly settledAt: string | null, readonly nextAttemptAt: string | null, readonly needsDecision: boolean, readonly whatToDecide: string | null, readonly providerRequestKey: string | null, readonly provider: { readonly id: string, readonly name: string } | null, readonly account: { readonly id: string } | null, readonly error: { readonly code: string, readonly message: string, readonly providerCode: string | null, readonly httpStatus: number | null } | null, readonly candidates: ReadonlyArray<{ readonly id: string, readonly clientAccountId: string | null, readonly status: AccountStatus }>, readonly lateAccounts: ReadonlyArray<{ readonly id: string, readonly clientAccountId: string | null, readonly status: AccountStatus }>, readonly sent: { readonly method: string, readonly path: string, readonly body: string | null } | null };

export type OperationQueryVariables = Exact<{
  mutation: string;
  idempotencyKey: string;
}>;


export type OperationQuery = { readonly operation: OperationFieldsFragment | null };

export type OperationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  state?: OperationState | null | undefined;
  provider?: string | null | undefined;
  mutation?: string | null | undefined;
  account?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
}>;


export type OperationsQuery = { readonly operations: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: OperationFieldsFragment }>, readonly pageInfo: PageFieldsFragment } };

export type ProviderFieldsFragment = { readonly id: string, readonly name: string, readonly kind: string, readonly capabilities: ReadonlyArray<string>, readonly changeDelay: number | null, readonly health: { readonly state: ProviderHealthState, readonly since: string, readonly lastContactAt: string | null, readonly lastError: { readonly code: string, readonly message: string, readonly at: string } | null }, readonly sweep: { readonly state: SweepState, readonly startedAt: string | null, readonly completedAt: string | null, readonly seen: number, readonly changed: number, readonly failed: number, readonly nextAt: string | null, readonly error: { readonly code: string, readonly message: string } | null } | null };

export type ProvidersQueryVariables = Exact<{ [key: string]: never; }>;


export type ProvidersQuery = { readonly providers: ReadonlyArray<ProviderFieldsFragment> };

export type ProductsQueryVariables = Exact<{
  providerId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type ProductsQuery = { readonly node:
    | { readonly __typename: 'Account' }
    | { readonly __typename: 'Operation' }
    | { readonly __typename: 'Provider', readonly id: string, readonly name: string, readonly products: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: { readonly kind: ProductKind, readonly code: string, readonly name: string | null, readonly type: string | null, readonly currencies: ReadonlyArray<string>, readonly profiles: ReadonlyArray<{ readonly id: string, readonly name: string | null, readonly role: string | null, readonly holderType: HolderType | null }> } }>, readonly pageInfo: PageFieldsFragment } | null }
    | { readonly __typename: 'WebhookDelivery' }
   | null };

type NodeFields_Account_Fragment = (
  { readonly __typename: 'Account' }
  & AccountFieldsFragment
);

type NodeFields_Operation_Fragment = { readonly __typename: 'Operation' };

type NodeFields_Provider_Fragment = { readonly __typename: 'Provider', readonly id: string, readonly name: string, readonly capabilities: ReadonlyArray<string>, readonly providerKind: string, readonly health: { readonly state: ProviderHealthState, readonly since: string } };

type NodeFields_WebhookDelivery_Fragment = { readonly __typename: 'WebhookDelivery' };

export type NodeFieldsFragment =
  | NodeFields_Account_Fragment
  | NodeFields_Operation_Fragment
  | NodeFields_Provider_Fragment
  | NodeFields_WebhookDelivery_Fragment
;

export type NodeQueryVariables = Exact<{
  id: string;
}>;


export type NodeQuery = { readonly node:
    | NodeFields_Account_Fragment
    | NodeFields_Operation_Fragment
    | NodeFields_Provider_Fragment
    | NodeFields_WebhookDelivery_Fragment
   | null };

export type NodesQueryVariables = Exact<{
  ids: ReadonlyArray<string> | string;
}>;


export type NodesQuery = { readonly nodes: ReadonlyArray<
    | NodeFields_Account_Fragment
    | NodeFields_Operation_Fragment
    | NodeFields_Provider_Fragment
    | NodeFields_WebhookDelivery_Fragment
   | null> };

export type WebhookDeliveryFieldsFragment = { readonly id: string, readonly type: string, readonly state: WebhookDeliveryState, readonly attempts: number, readonly arrivals: number, readonly providerTime: string | null, readonly receivedAt: string, readonly nextAttemptAt: string | null, readonly settledAt: string | null, readonly provider: { readonly id: string, readonly name: string } | null, readonly accounts: ReadonlyArray<{ readonly id: string, readonly status: AccountStatus }>, readonly error: { readonly code: string, readonly message: string } | null };

export type WebhookDeliveriesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: WebhookDeliveryFilter | null | undefined;
}>;


export type WebhookDeliveriesQuery = { readonly webhookDeliveries: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly cursor: string, readonly node: WebhookDeliveryFieldsFragment }>, readonly pageInfo: PageFieldsFragment } };

export type ReplayWebhookDeliveryMutationVariables = Exact<{
  input: ReplayWebhookDeliveryInput;
}>;


export type ReplayWebhookDeliveryMutation = { readonly replayWebhookDelivery: { readonly delivery: WebhookDeliveryFieldsFragment | null, readonly operation: OperationFieldsFragment | null, readonly errors: ReadonlyArray<
      | MutationErrorFields_AccountNotEmptyError_Fragment
      | MutationErrorFields_AccountNotFoundError_Fragment
      | MutationErrorFields_BusyError_Fragment
      | MutationErrorFields_DuplicateClientAccountIdError_Fragment
      | MutationErrorFields_ForbiddenError_Fragment
      | MutationErrorFields_IdempotencyKeyReusedError_Fragment
      | MutationErrorFields_InvalidInputError_Fragment
      | MutationErrorFields_InvalidTransitionError_Fragment
      | MutationErrorFields_OperationInDoubtError_Fragment
      | MutationErrorFields_OperationInProgressError_Fragment
      | MutationErrorFields_OtherMutationError_Fragment
      | MutationErrorFields_ProviderRejectedError_Fragment
      | MutationErrorFields_ProviderUnavailableError_Fragment
      | MutationErrorFields_UnsupportedOperationError_Fragment
    > } | null };

const AccountFields = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Account"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}},{"kind":"Field","name":{"kind":"Name","value":"providerAccountId"}},{"kind":"Field","name":{"kind":"Name","value":"clientAccountId"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"providerStatus"}},{"kind":"Field","name":{"kind":"Name","value":"statusChangedAt"}},{"kind":"Field","name":{"kind":"Name","value":"availableTransitions"}},{"kind":"Field","name":{"kind":"Name","value":"reopenable"}},{"kind":"Field","name":{"kind":"Name","value":"holder"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"aliases"}},{"kind":"Field","name":{"kind":"Name","value":"organisation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lei"}},{"kind":"Field","name":{"kind":"Name","value":"bic"}},{"kind":"Field","name":{"kind":"Name","value":"other"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"identification"}},{"kind":"Field","name":{"kind":"Name","value":"schemeNameCode"}},{"kind":"Field","name":{"kind":"Name","value":"schemeNameProprietary"}},{"kind":"Field","name":{"kind":"Name","value":"issuer"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"secondaryId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"product"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"currencies"}},{"kind":"Field","name":{"kind":"Name","value":"iban"}},{"kind":"Field","name":{"kind":"Name","value":"bic"}},{"kind":"Field","name":{"kind":"Name","value":"accountNumber"}},{"kind":"Field","name":{"kind":"Name","value":"ledgerNumber"}},{"kind":"Field","name":{"kind":"Name","value":"routingCodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"scheme"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"identifiers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"iban"}},{"kind":"Field","name":{"kind":"Name","value":"sortCode"}},{"kind":"Field","name":{"kind":"Name","value":"accountNumber"}},{"kind":"Field","name":{"kind":"Name","value":"isMain"}}]}},{"kind":"Field","name":{"kind":"Name","value":"provisioning"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"serviceProvider"}},{"kind":"Field","name":{"kind":"Name","value":"reference"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"firstSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"missingSince"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"staleness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}}]}}]}};
const BalanceFields = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"BalanceFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Balance"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"providerBalanceId"}},{"kind":"Field","name":{"kind":"Name","value":"available"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"current"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"blocked"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"receivable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"iban"}},{"kind":"Field","name":{"kind":"Name","value":"accountNumber"}},{"kind":"Field","name":{"kind":"Name","value":"sortCode"}},{"kind":"Field","name":{"kind":"Name","value":"isMain"}},{"kind":"Field","name":{"kind":"Name","value":"shared"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}}]}};
const PageFields = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"PageFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PageInfo"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}};
const MutationErrorFields = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"MutationErrorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MutationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DuplicateClientAccountIdError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"existingAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OperationInProgressError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OperationFields"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"OperationInDoubtError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OperationFields"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"BusyError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UnsupportedOperationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"capability"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidTransitionError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"availableTransitions"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AccountNotEmptyError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"balances"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BalanceFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"subAccounts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"clientAccountId"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"providerCode"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}}]}}]}};
const OperationFields = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"OperationFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Operation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"idempotencyKey"}},{"kind":"Field","name":{"kind":"Name","value":"mutation"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"clientAccountId"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"dispatchedAt"}},{"kind":"Field","name":{"kind":"Name","value":"settledAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"needsDecision"}},{"kind":"Field","name":{"kind":"Name","value":"whatToDecide"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"providerCode"}},{"kind":"Field","name":{"kind":"Name","value":"httpStatus"}}]}},{"kind":"Field","name":{"kind":"Name","value":"candidates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"clientAccountId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lateAccounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"clientAccountId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"providerRequestKey"}},{"kind":"Field","name":{"kind":"Name","value":"sent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"body"}}]}}]}};
const ProviderFields = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProviderFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Provider"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"capabilities"}},{"kind":"Field","name":{"kind":"Name","value":"health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"lastError"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}},{"kind":"Field","name":{"kind":"Name","value":"lastContactAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changeDelay"}},{"kind":"Field","name":{"kind":"Name","value":"sweep"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"seen"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"nextAt"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}};
const NodeFields = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"NodeFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Node"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Account"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Provider"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","alias":{"kind":"Name","value":"providerKind"},"name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"capabilities"}},{"kind":"Field","name":{"kind":"Name","value":"health"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"since"}}]}}]}}]}};
const WebhookDeliveryFields = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"WebhookDeliveryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDelivery"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"accounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}},{"kind":"Field","name":{"kind":"Name","value":"attempts"}},{"kind":"Field","name":{"kind":"Name","value":"arrivals"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"Field","name":{"kind":"Name","value":"providerTime"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"settledAt"}}]}};
export const StatementsDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Statements"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"maxAge"},"value":{"kind":"NullValue"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccountId"}},{"kind":"Field","name":{"kind":"Name","value":"statements"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}},{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"transactionNumber"}},{"kind":"Field","name":{"kind":"Name","value":"bookedAt"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"amount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"balance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amount"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}}]}},{"kind":"Field","name":{"kind":"Name","value":"transactionType"}},{"kind":"Field","name":{"kind":"Name","value":"entryType"}},{"kind":"Field","name":{"kind":"Name","value":"narrative"}},{"kind":"Field","name":{"kind":"Name","value":"reference"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}}]}}]}}]}}]}}, PageFields] } as unknown as DocumentNode<StatementsQuery, StatementsQueryVariables>;
export const HistoryDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"History"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventCursor"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"maxAge"},"value":{"kind":"NullValue"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"history"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"previousStatus"}},{"kind":"Field","name":{"kind":"Name","value":"newStatus"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"delivery"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"providerTime"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}}]}}]}}]}}]}}, PageFields] } as unknown as DocumentNode<HistoryQuery, HistoryQueryVariables>;
export const DepositInformationDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DepositInformation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"maxAge"},"value":{"kind":"NullValue"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"depositInformation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"scheme"}},{"kind":"Field","name":{"kind":"Name","value":"derived"}},{"kind":"Field","name":{"kind":"Name","value":"accountHolderName"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"iban"}},{"kind":"Field","name":{"kind":"Name","value":"accountNumber"}},{"kind":"Field","name":{"kind":"Name","value":"ledgerNumber"}},{"kind":"Field","name":{"kind":"Name","value":"routingCodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"scheme"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"reference"}},{"kind":"Field","name":{"kind":"Name","value":"bankName"}},{"kind":"Field","name":{"kind":"Name","value":"bankAddress"}},{"kind":"Field","name":{"kind":"Name","value":"intermediaryAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountHolderName"}},{"kind":"Field","name":{"kind":"Name","value":"country"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"iban"}},{"kind":"Field","name":{"kind":"Name","value":"accountNumber"}},{"kind":"Field","name":{"kind":"Name","value":"ledgerNumber"}},{"kind":"Field","name":{"kind":"Name","value":"routingCodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"scheme"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"reference"}},{"kind":"Field","name":{"kind":"Name","value":"bankName"}},{"kind":"Field","name":{"kind":"Name","value":"bankAddress"}}]}}]}}]}}]}}] } as unknown as DocumentNode<DepositInformationQuery, DepositInformationQueryVariables>;
export const OwnerDetailsDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OwnerDetails"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"maxAge"},"value":{"kind":"NullValue"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"owner"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"secondaryId"}},{"kind":"Field","name":{"kind":"Name","value":"details"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"holderType"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"identity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]}}]}}] } as unknown as DocumentNode<OwnerDetailsQuery, OwnerDetailsQueryVariables>;
export const AccountRawDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountRaw"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"maxAge"},"value":{"kind":"NullValue"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"raw"}}]}}]}}] } as unknown as DocumentNode<AccountRawQuery, AccountRawQueryVariables>;
export const EventCursorDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EventCursor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eventCursor"}}]}}] } as unknown as DocumentNode<EventCursorQuery, EventCursorQueryVariables>;
export const AccountFieldsFragmentDoc = { kind: "Document", definitions: [AccountFields] } as unknown as DocumentNode<AccountFieldsFragment, unknown>;
export const BalanceFieldsFragmentDoc = { kind: "Document", definitions: [BalanceFields] } as unknown as DocumentNode<BalanceFieldsFragment, unknown>;
export const PageFieldsFragmentDoc = { kind: "Document", definitions: [PageFields] } as unknown as DocumentNode<PageFieldsFragment, unknown>;
export const AccountDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Account"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"maxAge"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"maxAge"},"value":{"kind":"Variable","name":{"kind":"Name","value":"maxAge"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}},{"kind":"Field","name":{"kind":"Name","value":"balances"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"maxAge"},"value":{"kind":"Variable","name":{"kind":"Name","value":"maxAge"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"BalanceFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"mainAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}, AccountFields, BalanceFields] } as unknown as DocumentNode<AccountQuery, AccountQueryVariables>;
export const AccountsByIbanDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountsByIban"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"iban"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"maxAge"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountsByIban"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"iban"},"value":{"kind":"Variable","name":{"kind":"Name","value":"iban"}}},{"kind":"Argument","name":{"kind":"Name","value":"maxAge"},"value":{"kind":"Variable","name":{"kind":"Name","value":"maxAge"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}}]}}]}}, AccountFields] } as unknown as DocumentNode<AccountsByIbanQuery, AccountsByIbanQueryVariables>;
export const AccountByClientAccountIdDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountByClientAccountId"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"clientAccountId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"maxAge"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountByClientAccountId"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"clientAccountId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"clientAccountId"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"maxAge"},"value":{"kind":"Variable","name":{"kind":"Name","value":"maxAge"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}}]}}]}}, AccountFields] } as unknown as DocumentNode<AccountByClientAccountIdQuery, AccountByClientAccountIdQueryVariables>;
export const AccountsPageDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountsPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AccountFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AccountOrder"}}},"defaultValue":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"CREATED_AT"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"count"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},"defaultValue":{"kind":"BooleanValue","value":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accounts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"Variable","name":{"kind":"Name","value":"orderBy"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totalCount"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"count"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"totalCountIsExact"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"count"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"eventCursor"}},{"kind":"Field","name":{"kind":"Name","value":"sources"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}},{"kind":"Field","name":{"kind":"Name","value":"complete"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}, AccountFields, PageFields] } as unknown as DocumentNode<AccountsPageQuery, AccountsPageQueryVariables>;
export const SubAccountsDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SubAccounts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"count"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}},"defaultValue":{"kind":"BooleanValue","value":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"maxAge"},"value":{"kind":"NullValue"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"subAccounts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"count"}}}]}]},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}}]}}]}}]}}]}}, AccountFields, PageFields] } as unknown as DocumentNode<SubAccountsQuery, SubAccountsQueryVariables>;
export const AuditLogDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AuditLog"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AuditFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"auditLog"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"hash"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"providerAccountId"}},{"kind":"Field","name":{"kind":"Name","value":"operationId"}},{"kind":"Field","name":{"kind":"Name","value":"erasedAt"}},{"kind":"Field","name":{"kind":"Name","value":"actor"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"system"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"clientId"}},{"kind":"Field","name":{"kind":"Name","value":"issuer"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}},{"kind":"Field","name":{"kind":"Name","value":"clientAccountId"}},{"kind":"Field","name":{"kind":"Name","value":"iban"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"mutation"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"error"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"providerCode"}},{"kind":"Field","name":{"kind":"Name","value":"httpStatus"}}]}},{"kind":"Field","name":{"kind":"Name","value":"decision"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"deliveryId"}},{"kind":"Field","name":{"kind":"Name","value":"customerId"}},{"kind":"Field","name":{"kind":"Name","value":"owner"}},{"kind":"Field","name":{"kind":"Name","value":"failedReads"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"minute"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"erasedEntries"}},{"kind":"Field","name":{"kind":"Name","value":"erasedRequests"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}}]}}]}}]}}, PageFields] } as unknown as DocumentNode<AuditLogQuery, AuditLogQueryVariables>;
export const AccountEventsDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AccountEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AccountEventFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"previousStatus"}},{"kind":"Field","name":{"kind":"Name","value":"newStatus"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}}]}}]}}]}}, PageFields] } as unknown as DocumentNode<AccountEventsQuery, AccountEventsQueryVariables>;
export const AccountStatusChangedDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"AccountStatusChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AccountEventFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accountStatusChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"previousStatus"}},{"kind":"Field","name":{"kind":"Name","value":"newStatus"}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"occurredAt"}},{"kind":"Field","name":{"kind":"Name","value":"recordedAt"}},{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}] } as unknown as DocumentNode<AccountStatusChangedSubscription, AccountStatusChangedSubscriptionVariables>;
export const MutationErrorFieldsFragmentDoc = { kind: "Document", definitions: [MutationErrorFields, AccountFields, OperationFields, BalanceFields] } as unknown as DocumentNode<MutationErrorFieldsFragment, unknown>;
export const CreateAccountDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OperationFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationErrorFields"}}]}}]}}]}}, AccountFields, OperationFields, MutationErrorFields, BalanceFields] } as unknown as DocumentNode<CreateAccountMutation, CreateAccountMutationVariables>;
export const MigrateAccountDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MigrateAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MigrateAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"migrateAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OperationFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationErrorFields"}}]}}]}}]}}, AccountFields, OperationFields, MutationErrorFields, BalanceFields] } as unknown as DocumentNode<MigrateAccountMutation, MigrateAccountMutationVariables>;
export const UpdateAccountDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OperationFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationErrorFields"}}]}}]}}]}}, AccountFields, OperationFields, MutationErrorFields, BalanceFields] } as unknown as DocumentNode<UpdateAccountMutation, UpdateAccountMutationVariables>;
export const ChangeAccountStatusDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ChangeAccountStatus"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ChangeAccountStatusInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"changeAccountStatus"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OperationFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationErrorFields"}}]}}]}}]}}, AccountFields, OperationFields, MutationErrorFields, BalanceFields] } as unknown as DocumentNode<ChangeAccountStatusMutation, ChangeAccountStatusMutationVariables>;
export const CloseAccountDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CloseAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CloseAccountInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"closeAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OperationFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationErrorFields"}}]}}]}}]}}, AccountFields, OperationFields, MutationErrorFields, BalanceFields] } as unknown as DocumentNode<CloseAccountMutation, CloseAccountMutationVariables>;
export const CloseAccountHolderDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CloseAccountHolder"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CloseAccountHolderInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"closeAccountHolder"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OperationFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationErrorFields"}}]}}]}}]}}, OperationFields, MutationErrorFields, AccountFields, BalanceFields] } as unknown as DocumentNode<CloseAccountHolderMutation, CloseAccountHolderMutationVariables>;
export const ReportConnectionDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReportConnection"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReportConnectionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reportConnection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OperationFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationErrorFields"}}]}}]}}]}}, AccountFields, OperationFields, MutationErrorFields, BalanceFields] } as unknown as DocumentNode<ReportConnectionMutation, ReportConnectionMutationVariables>;
export const AdjustBalanceDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AdjustBalance"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AdjustBalanceInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"adjustBalance"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OperationFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationErrorFields"}}]}}]}}]}}, AccountFields, OperationFields, MutationErrorFields, BalanceFields] } as unknown as DocumentNode<AdjustBalanceMutation, AdjustBalanceMutationVariables>;
export const LinkCustomerDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"LinkCustomer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LinkCustomerInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"linkCustomer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OperationFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationErrorFields"}}]}}]}}]}}, AccountFields, OperationFields, MutationErrorFields, BalanceFields] } as unknown as DocumentNode<LinkCustomerMutation, LinkCustomerMutationVariables>;
export const UnlinkCustomerDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UnlinkCustomer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UnlinkCustomerInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"unlinkCustomer"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OperationFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationErrorFields"}}]}}]}}]}}, AccountFields, OperationFields, MutationErrorFields, BalanceFields] } as unknown as DocumentNode<UnlinkCustomerMutation, UnlinkCustomerMutationVariables>;
export const ResolveOperationDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResolveOperation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ResolveOperationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resolveOperation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"account"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OperationFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationErrorFields"}}]}}]}}]}}, AccountFields, OperationFields, MutationErrorFields, BalanceFields] } as unknown as DocumentNode<ResolveOperationMutation, ResolveOperationMutationVariables>;
export const OperationFieldsFragmentDoc = { kind: "Document", definitions: [OperationFields] } as unknown as DocumentNode<OperationFieldsFragment, unknown>;
export const OperationDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Operation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"mutation"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"mutation"},"value":{"kind":"Variable","name":{"kind":"Name","value":"mutation"}}},{"kind":"Argument","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OperationFields"}}]}}]}}, OperationFields] } as unknown as DocumentNode<OperationQuery, OperationQueryVariables>;
export const OperationsDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Operations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"state"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"OperationState"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"mutation"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"account"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"operations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}},{"kind":"Argument","name":{"kind":"Name","value":"state"},"value":{"kind":"Variable","name":{"kind":"Name","value":"state"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}},{"kind":"Argument","name":{"kind":"Name","value":"mutation"},"value":{"kind":"Variable","name":{"kind":"Name","value":"mutation"}}},{"kind":"Argument","name":{"kind":"Name","value":"account"},"value":{"kind":"Variable","name":{"kind":"Name","value":"account"}}},{"kind":"Argument","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OperationFields"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}}]}}]}}]}}, OperationFields, PageFields] } as unknown as DocumentNode<OperationsQuery, OperationsQueryVariables>;
export const ProviderFieldsFragmentDoc = { kind: "Document", definitions: [ProviderFields] } as unknown as DocumentNode<ProviderFieldsFragment, unknown>;
export const ProvidersDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Providers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"providers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProviderFields"}}]}}]}}, ProviderFields] } as unknown as DocumentNode<ProvidersQuery, ProvidersQueryVariables>;
export const ProductsDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Products"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"providerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"providerId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Provider"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"products"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"currencies"}},{"kind":"Field","name":{"kind":"Name","value":"profiles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"holderType"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}}]}}]}}]}}]}}]}}, PageFields] } as unknown as DocumentNode<ProductsQuery, ProductsQueryVariables>;
export const NodeFieldsFragmentDoc = { kind: "Document", definitions: [NodeFields, AccountFields] } as unknown as DocumentNode<NodeFieldsFragment, unknown>;
export const NodeDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Node"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NodeFields"}}]}}]}}, NodeFields, AccountFields] } as unknown as DocumentNode<NodeQuery, NodeQueryVariables>;
export const NodesDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Nodes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"NodeFields"}}]}}]}}, NodeFields, AccountFields] } as unknown as DocumentNode<NodesQuery, NodesQueryVariables>;
export const WebhookDeliveryFieldsFragmentDoc = { kind: "Document", definitions: [WebhookDeliveryFields] } as unknown as DocumentNode<WebhookDeliveryFieldsFragment, unknown>;
export const WebhookDeliveriesDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WebhookDeliveries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"WebhookDeliveryFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"webhookDeliveries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhookDeliveryFields"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PageFields"}}]}}]}}]}}, WebhookDeliveryFields, PageFields] } as unknown as DocumentNode<WebhookDeliveriesQuery, WebhookDeliveriesQueryVariables>;
export const ReplayWebhookDeliveryDocument = { kind: "Document", definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReplayWebhookDelivery"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReplayWebhookDeliveryInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"replayWebhookDelivery"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"delivery"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"WebhookDeliveryFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"operation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OperationFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"errors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"MutationErrorFields"}}]}}]}}]}}, WebhookDeliveryFields, OperationFields, MutationErrorFields, AccountFields, BalanceFields] } as unknown as DocumentNode<ReplayWebhookDeliveryMutation, ReplayWebhookDeliveryMutationVariables>;