import type { AccountFacts, AccountStatus, Owner, ProviderAccount } from "../../../src/domain/account.ts";
import type { ErrorCode } from "../../../src/domain/errors.ts";
import type {
  AccountUpdate,
  Adjustment,
  ConnectionReport,
  CreationContext,
  Migration,
  UpdatableField,
} from "../../../src/providers/provider.ts";

// What the suite needs to know of one provider to change accounts of its simulator's seeded world. Each example is tried in
// a world of its own. A capability without an example fails the suite, and so does an example without the capability.

/** Picks the account of the seeded world that an example is about: the first of the list for which it is true. */
export type Which = (account: ProviderAccount) => boolean;

/** Facts that a later read shows; of objects, only what is named. */
export type Shown = Partial<AccountFacts>;

export interface CreationExample {
  /** Ends the sentence "opens an account: …". */
  readonly name: string;
  /** What `target.<field>` holds, without `provider`. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Absent: none is asked for. */
  readonly label?: string;
  readonly shows: Shown;
}

export interface RefusedCreation {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly label?: string;
  /** The `inputPath` of BAD_USER_INPUT, below `target.<field>`; `["label"]` for the label. */
  readonly at: readonly string[];
}

export interface RefusedChange {
  readonly name: string;
  readonly of: Which;
  /** In place of what is known of the account. */
  readonly facts?: Partial<AccountFacts>;
  readonly openSubAccounts?: number;
  readonly code: ErrorCode;
}

export interface ChangesFixture {
  /** Every way in which the provider opens accounts; the first is also tried under every fault. */
  readonly creations: readonly CreationExample[];
  /** What the schema takes and the provider's rules forbid. */
  readonly refusedCreations: readonly RefusedCreation[];
  readonly migration?: { readonly input: Omit<Migration, keyof CreationContext>; readonly shows: Shown };
  /** For each of `updatableFields` one that changes this field, at least. */
  readonly updates?: readonly { readonly name: string; readonly of: Which; readonly to: AccountUpdate }[];
  readonly refusedUpdates?: readonly (RefusedChange & { readonly to: AccountUpdate })[];
  readonly statusChanges?: readonly { readonly name: string; readonly of: Which; readonly to: AccountStatus }[];
  readonly refusedStatusChanges?: readonly (RefusedChange & { readonly to: AccountStatus })[];
  readonly closing?: {
    readonly of: Which;
    /** Whether a closed account can be ACTIVE again. */
    readonly reopens: boolean;
    /** Whether the provider still knows a closed account; otherwise reading it answers null. */
    readonly remains: boolean;
    readonly refused: readonly RefusedChange[];
  };
  /** An owner with at least one account that is not closed. */
  readonly holderClosing?: { readonly owner: Owner };
  readonly reports?: readonly { readonly name: string; readonly of: Which; readonly report: ConnectionReport }[];
  readonly refusedReports?: readonly (RefusedChange & { readonly report: ConnectionReport })[];
  readonly adjustments?: readonly AdjustmentExample[];
  readonly refusedAdjustments?: readonly (RefusedChange & { readonly adjustment: Omit<Adjustment, "key"> })[];
}

export interface AdjustmentExample {
  readonly name: string;
  readonly of: Which;
  readonly adjustment: Omit<Adjustment, "key">;
  /** The available amount afterwards. */
  readonly available: string;
}

/** A value of the right type for every field that an update may have. */
export const anyUpdate: { readonly [Field in UpdatableField]: Required<AccountUpdate>[Field] } = {
  label: "Any label",
  holderName: "Any Name",
  holderAliases: ["Any Alias"],
  organisation: { lei: "529900T8BM49AURSDO55", bic: null, other: null },
  clientAccountId: "any-client-account-id",
  iban: "DE89370400440532013000",
  accountNumber: "12345678",
  routingCodes: [{ scheme: "sort-code", value: "123456" }],
};
