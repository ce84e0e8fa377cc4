import type { Dispatcher } from "undici";
import type { z } from "zod";
import type { AccountFacts, AccountStatus, Instant, Owner, OwnerKind, ProviderAccount } from "../domain/account.ts";
import type { DepositInstruction } from "../domain/deposit-information.ts";
import type { ErrorCode } from "../domain/errors.ts";
import type { OwnerDetails } from "../domain/owner-details.ts";
import type { Product } from "../domain/product.ts";
import type { StatementPage, StatementQuery } from "../domain/statement.ts";
import type { CreationInput, ProviderChanges, UpdatableField } from "./changes.ts";
import type { WebhookReader } from "./webhook.ts";

export type * from "./changes.ts";
export type * from "./webhook.ts";

/** The context of one upstream call. Every adapter passes `signal` down to the socket. */
export interface Call {
  readonly signal: AbortSignal;
  /** Background calls (imports, sweeps) wait behind foreground ones. */
  readonly priority: "foreground" | "background";
  /** For a change: whether it is still this process's to send. Asked right before it leaves; absent: yes. */
  readonly isOurs?: () => boolean;
}

/** Filters that a provider may understand by itself; values in the gateway's words. */
export interface ListFilter {
  readonly iban?: string;
  readonly clientAccountId?: string;
  /** Exact or partial, as the provider does it. */
  readonly holderName?: string;
  readonly status?: AccountStatus;
  readonly currency?: string;
  readonly label?: string;
  readonly accountNumber?: string;
  readonly ledgerNumber?: string;
  /** The provider's own client, user or merchant id. */
  readonly clientId?: string;
  readonly userId?: string;
  readonly merchantId?: string;
  readonly productCode?: string;
  readonly mainAccountId?: string;
  readonly routingCode?: { readonly scheme: string; readonly value: string };
  /** Inclusive, decimal text in major units. */
  readonly availableFrom?: string;
  readonly availableTo?: string;
}
export type ListFilterName = keyof ListFilter;

/** One page of a walk through a provider's accounts. */
export interface ProviderPage {
  readonly accounts: readonly ProviderAccount[];
  /** Where the walk goes on: opaque text that survives a restart; null at the end. */
  readonly next: string | null;
  /** The provider's own count of all rows of this walk, where it tells one. */
  readonly total: number | null;
  /** Rows left out because they could not be read. */
  readonly malformed: number;
}

/**
 * What an account of this provider can show beyond the plain fields. A provider declares its own; the conformance suite
 * proves that its accounts show these and no others.
 */
export const providerFeatures = [
  "BALANCES",
  "SUB_ACCOUNTS",
  "VIRTUAL_ACCOUNTS",
  "PROVISIONING",
  "HOLDER_NAMES",
] as const;
export type ProviderFeature = (typeof providerFeatures)[number];

/**
 * One configured provider. Implementations throw `GatewayError` with a PROVIDER_ code and never retry by themselves
 * (except once, with a new token, after a 401); deadline, retry, breaker and limits are put around them by the guard.
 */
export interface Provider extends ProviderChanges {
  /** The configured name, unique in this gateway. */
  readonly name: string;
  readonly kind: string;
  readonly features: readonly ProviderFeature[];
  /**
   * The filters that `listAccounts` understands, each proved by the conformance suite; the guard refuses all others with
   * UNSUPPORTED_OPERATION.
   */
  readonly filters: readonly ListFilterName[];

  /** The cheapest authenticated read: resolves when the provider answers properly. */
  ping(call: Call): Promise<void>;

  /**
   * The account as the provider has it now; null when the provider does not know the id. A provider that reads ids
   * loosely (`ABC` as `abc`, `007` as `7`) does not know them: the guard turns an answer with any other id into null,
   * so that no account gets two ids here.
   */
  getAccount(call: Call, id: string): Promise<ProviderAccount | null>;

  /**
   * One page of all accounts, in the provider's own order, from the start (`cursor` null) or from a page's `next`.
   * A walk shows every account that existed throughout at least once, also when rows appear, vanish or repeat meanwhile.
   */
  listAccounts(call: Call, cursor: string | null, filter: ListFilter): Promise<ProviderPage>;

  /**
   * The account's movements, oldest first. Defining this method, like each optional one below, is the capability.
   * Throws PROVIDER_ACCOUNT_UNKNOWN for an account that the provider does not know.
   */
  listStatements?(call: Call, accountId: string, query: StatementQuery): Promise<StatementPage>;

  /** How to pay into the account, by scheme; empty while nothing can be paid in. Throws as `listStatements`. */
  getDepositInformation?(call: Call, accountId: string): Promise<readonly DepositInstruction[]>;

  /** Everything that accounts can be opened under. */
  listProducts?(call: Call): Promise<readonly Product[]>;

  /** The provider's record of an owner; null when it does not know the owner. */
  getOwner?(call: Call, owner: Owner): Promise<OwnerDetails | null>;

  /**
   * Has the provider call this address (`https://gateway.example/webhooks`, without a slash at its end), or the one that is
   * configured instead; asked again, it changes nothing. Resolves with whether there was an address to call.
   */
  registerWebhooks?(call: Call, address: string | null): Promise<boolean>;

  /** The statuses that may be asked for next, by the provider's rules, given what is known of the account. */
  availableTransitions(account: Pick<AccountFacts, "status" | "kind" | "provisioning">): readonly AccountStatus[];

  /** Closes sockets; calls in flight fail. */
  close(): Promise<void>;
}

/** How a provider does, judged by the calls made to it. */
export interface ProviderHealth {
  /**
   * UNKNOWN before the first call. UP: its last call was answered properly. DEGRADED: calls have failed since, one or
   * more. DOWN: so many that calls to it are stopped, or a ping was among them; only a proper answer ends it.
   */
  readonly state: "UP" | "DEGRADED" | "DOWN" | "UNKNOWN";
  /** Since when it is in this state. */
  readonly since: Instant;
  readonly lastError: { readonly code: ErrorCode; readonly message: string; readonly at: Instant } | null;
  /** When it last answered properly. */
  readonly lastContactAt: Instant | null;
}

/** A provider behind the guard: what the rest of the gateway works with. */
export interface GuardedProvider extends Provider {
  health(): ProviderHealth;
  /**
   * Pings when the last contact is older than `maxAgeMs`: one ping for all who ask, and nobody waits longer than
   * `waitMs`. A provider that is DOWN already is pinged in the background, so that its outage costs nobody time.
   */
  checkHealth(options: { readonly maxAgeMs: number; readonly waitMs: number }): Promise<ProviderHealth>;
}

/**
 * A capability as clients see it: what every provider can do, the optional methods that this one defines, and what it
 * declares as its `features` and `filters`. It has no list of its own that could differ from them.
 */
export type Capability =
  | "GET_ACCOUNT"
  | "LIST_ACCOUNTS"
  | (typeof optionalCapabilities)[OptionalMethod]
  | ProviderFeature
  | `UPDATE_${string}`
  | `FILTER_${string}`;

type OptionalMethod = keyof typeof optionalCapabilities;

/** What each optional method is called as a capability. */
export const optionalCapabilities = {
  listStatements: "STATEMENTS",
  getDepositInformation: "DEPOSIT_INFORMATION",
  listProducts: "PRODUCTS",
  getOwner: "OWNER_DETAILS",
  planCreation: "CREATE_ACCOUNT",
  planMigration: "MIGRATE_ACCOUNT",
  planUpdate: "UPDATE_ACCOUNT",
  planStatusChange: "CHANGE_STATUS",
  planClosing: "CLOSE_ACCOUNT",
  planHolderClosing: "CLOSE_HOLDER",
  planConnectionReport: "REPORT_CONNECTION",
  planAdjustment: "ADJUST_BALANCE",
} as const satisfies Partial<Record<keyof Provider, string>>;

/** `["GET_ACCOUNT", "LIST_ACCOUNTS", "BALANCES", "FILTER_IBAN", …]` */
export function capabilitiesOf(provider: Provider): readonly Capability[] {
  const optional = (Object.keys(optionalCapabilities) as OptionalMethod[])
    .filter((method) => provider[method] !== undefined)
    .map((method) => optionalCapabilities[method]);
  return [
    "GET_ACCOUNT",
    "LIST_ACCOUNTS",
    ...provider.features,
    ...optional,
    ...(provider.updatableFields ?? []).map(updateCapability),
    ...provider.filters.map(filterCapability),
  ];
}

/** `clientAccountId` → `FILTER_CLIENT_ACCOUNT_ID` */
export function filterCapability(filter: ListFilterName): Capability {
  return `FILTER_${inCapitals(filter)}`;
}

/** `holderName` → `UPDATE_HOLDER_NAME` */
export function updateCapability(field: UpdatableField): Capability {
  return `UPDATE_${inCapitals(field)}`;
}

function inCapitals(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** The few lines of a logger that adapters need; pino satisfies it. Never pass personal data or secrets. */
export interface ProviderLog {
  warn(fields: object, message: string): void;
}

/** What every adapter gets from the house. */
export interface ProviderContext {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly uuid: () => string;
  readonly log: ProviderLog;
  /** A connection pool for one origin (`http://127.0.0.1:5001`); the adapter closes what it opened. */
  readonly openPool: (origin: string) => Dispatcher;
}

/** A provider kind as a value: importing it has no side effects. `config` is its part of the GATEWAY_CONFIG file. */
export interface ProviderModule<Config = unknown> {
  readonly kind: string;
  /** What owners of accounts are in its books, each proved by the conformance suite; none where it has no owners. */
  readonly ownerKinds: readonly OwnerKind[];
  readonly configSchema: z.ZodType<Config>;
  /** What `createAccount` takes for it; goes with `planCreation`. */
  readonly creationInput?: CreationInput;
  /** How its webhooks are taken in; null where they are switched off. */
  webhooks?(config: Config): WebhookReader | null;
  create(config: Config, context: ProviderContext): Provider;
}

/** Types a module's `create` by its own schema. */
export function defineProvider<Config>(module: ProviderModule<Config>): ProviderModule<Config> {
  return module;
}
