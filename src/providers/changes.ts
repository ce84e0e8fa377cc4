import type { z } from "zod";
import type {
  AccountFacts,
  AccountStatus,
  Instant,
  Organisation,
  Owner,
  OwnerKind,
  ProviderAccount,
} from "../domain/account.ts";
import type { Money } from "../domain/money.ts";
import type { Call } from "./provider.ts";

// How a provider is asked to change something. Planning is pure and comes first: what a plan says is written down, byte by
// byte, before `send` lets the first byte out. After that nothing but the stored plan is needed, whatever happens.

/** A request that changes something, exactly as it is sent. Sending it again with the same `key` has no second effect. */
export interface ChangeRequest {
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the adapter's base URL; ids in it are already encoded. */
  readonly path: string;
  /** The exact text of the body; null for none. */
  readonly body: string | null;
  /**
   * What the provider itself knows repetitions by, where it has such keys (Inventi's create, every
   * POST at Integrated Finance).
   */
  readonly key: string | null;
}

/** A change of something that exists. */
export interface PlannedChange {
  readonly request: ChangeRequest;
  /** What the account says of itself once the change is made; of objects, only what is named here. */
  readonly target: Partial<AccountFacts>;
}

/** An account that shall be opened, registered or migrated. */
export interface PlannedCreation {
  readonly request: ChangeRequest;
  /** Whose account it will be in the provider's books; null where it has no owners. */
  readonly owner: Owner | null;
  /** What accounts of this kind have in common besides the owner: program, product; null where it plays no part. */
  readonly productCode: string | null;
  readonly mainAccountId: string | null;
  /**
   * Whether only one such creation may be under way: where the provider has no key, the new account is told from others
   * by owner and product alone.
   */
  readonly exclusive: boolean;
  /** What the provider never tells, as it was asked for: the gateway remembers it. */
  readonly memory: Partial<AccountFacts>;
}

/** What every creation has, whoever the provider is. */
export interface CreationContext {
  /** The caller's own id of the account, unique across the gateway. */
  readonly clientAccountId: string;
  readonly label: string | null;
  /** For the provider's own idempotency header: unique to this operation. */
  readonly key: string;
}

/** A creation of unknown outcome that is looked for. */
export interface SoughtCreation {
  readonly plan: PlannedCreation;
  readonly clientAccountId: string;
  /** When the request was about to leave for the first time, by the gateway's clock: it may have been sent again since. */
  readonly sentAt: Instant;
  /** What `takeInventory` told before it was sent; null where the provider has no such method. */
  readonly before: readonly string[] | null;
}

/** An account as it is known when a change of it is planned. */
export interface ChangedAccount {
  readonly id: string;
  readonly facts: AccountFacts;
  /** The accounts below it that are not closed; 0 also where that does not matter, since it is not to be closed. */
  readonly openSubAccounts: number;
}

/** What `updateAccount` may change; absent: stays as it is. */
export interface AccountUpdate {
  readonly label?: string;
  readonly holderName?: string;
  readonly holderAliases?: readonly string[];
  readonly organisation?: Organisation;
  readonly clientAccountId?: string;
  readonly iban?: string;
  readonly accountNumber?: string;
  readonly routingCodes?: readonly { readonly scheme: string; readonly value: string }[];
}
export type UpdatableField = keyof AccountUpdate;

/** An account that exists at a service provider and shall be known to Integrated Finance. */
export interface Migration extends CreationContext {
  readonly clientId: string;
  readonly currency: string;
  readonly serviceProvider: string;
  /** The account's id there. */
  readonly sourceId: string;
}

/** What came of connecting a plug-in account, as we tell Integrated Finance. */
export type ConnectionReport =
  | {
      readonly outcome: "CONNECTED";
      readonly connectionId: string;
      readonly reference: string | null;
      readonly iban: string | null;
      readonly accountNumber: string | null;
      readonly routingCodes: readonly { readonly scheme: string; readonly value: string }[];
      /** Whether the account becomes active with it. */
      readonly activate: boolean;
    }
  | {
      readonly outcome: "FAILED";
      readonly error: {
        readonly category: "functional" | "technical";
        readonly origin: "customer" | "platform" | "provider";
        readonly code: string;
        readonly message: string;
        readonly attributes: Readonly<Record<string, string>>;
      };
      /** Whether the account is declined with it, for good; else it stays pending. */
      readonly decline: boolean;
    };

/** A booking made by hand. Deprecated by Integrated Finance in favour of generic transactions. */
export interface Adjustment {
  readonly direction: "DEBIT" | "CREDIT";
  /** Above zero. */
  readonly amount: Money;
  readonly description: string;
  readonly kind:
    | { readonly code: "correction"; readonly type: "fee" | "unknown"; readonly transactionType: string }
    | { readonly code: "synchronization" };
  readonly unconnectedServiceProvider: string | null;
  readonly key: string;
}

/**
 * How accounts of a provider are changed. Every method is optional, and defining it is the capability. Planning throws
 * `BAD_USER_INPUT` (with `inputPath`) for what the provider's rules forbid, `INVALID_TRANSITION`, `ACCOUNT_NOT_EMPTY` or
 * `ACCOUNT_HAS_SUB_ACCOUNTS` for what the account's state forbids, and UNSUPPORTED_OPERATION for what it cannot do.
 */
export interface ProviderChanges {
  /** `input` is what the module's `creationInput` read. Capability CREATE_ACCOUNT. */
  planCreation?(input: unknown, context: CreationContext): PlannedCreation;
  /** Capability MIGRATE_ACCOUNT. */
  planMigration?(migration: Migration): PlannedCreation;
  /** Only of `updatableFields`. Capability UPDATE_ACCOUNT. */
  planUpdate?(account: ChangedAccount, update: AccountUpdate): PlannedChange;
  /** To any status but CLOSED where closing is `planClosing`'s. Capability CHANGE_STATUS. */
  planStatusChange?(account: ChangedAccount, status: AccountStatus): PlannedChange;
  /** Capability CLOSE_ACCOUNT. */
  planClosing?(account: ChangedAccount): PlannedChange;
  /**
   * Closes an owner with all its accounts; those that are open are given as far as they are known. Capability CLOSE_HOLDER.
   */
  planHolderClosing?(owner: Owner, openAccounts: readonly ChangedAccount[]): ChangeRequest;
  /** Capability REPORT_CONNECTION. */
  planConnectionReport?(account: ChangedAccount, report: ConnectionReport): PlannedChange;
  /** Capability ADJUST_BALANCE. */
  planAdjustment?(account: ChangedAccount, adjustment: Adjustment): ChangeRequest;

  /** What `planUpdate` can change, each a capability (`UPDATE_LABEL`) proved by the conformance suite. */
  readonly updatableFields?: readonly UpdatableField[];

  /**
   * Sends a planned request, once, never repeated by itself; a new creation without a key goes over a connection of its
   * own. Answers the account where the provider tells it, null where it only says yes. Throws `GatewayError`: whether
   * the request may have had an effect is the code's `outcome` in the table of errors.
   */
  send?(call: Call, request: ChangeRequest): Promise<ProviderAccount | null>;

  /**
   * A page of the ids of the accounts that the new one could be taken for, asked before it is sent. Pages as `listAccounts`.
   */
  takeInventory?(
    call: Call,
    plan: PlannedCreation,
    cursor: string | null,
  ): Promise<{ readonly ids: readonly string[]; readonly next: string | null }>;
  /** A page of the accounts that may have come of a creation, by the provider's own references or by what is known of it. */
  findCreated?(
    call: Call,
    sought: SoughtCreation,
    cursor: string | null,
  ): Promise<{ readonly accounts: readonly ProviderAccount[]; readonly next: string | null }>;
  /** Whether that may be an older account which only looks like the new one: then a person says which it is. */
  readonly findsLookalikes?: boolean;
  /** How long the provider knows its keys for certain, in milliseconds; null: for ever. Meaningless without keys. */
  readonly replayHorizonMs?: number | null;
}

/** The `target` input of `createAccount` for one kind of provider, from which the schema is made. */
export interface CreationInput<Input = unknown> {
  /** The field of the input, such as `integratedFinance`. */
  readonly field: string;
  /**
   * Objects and enums in it have a `title`, which is their name in the schema, every field a `description`, and a new enum
   * `valueDescriptions` by value (`.meta`). `mainAccountId` is the global id of an account there, and the provider's here.
   */
  readonly schema: z.ZodType<Input>;
  /** The field that names an owner, by the owner's kind; absent where the provider has no owners. */
  readonly ownerFields?: Readonly<Partial<Record<OwnerKind, string>>>;
  /** The field that registers an IBAN which exists: whose it is nobody knows, so it is not for customers. */
  readonly ibanField?: string;
  /** The IBAN that will come of what the input gives instead; undefined: the input says none, null: none that is known. */
  generatedIban?(input: Input): string | null | undefined;
}
