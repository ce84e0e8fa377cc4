import type { AccountStatus, OwnerKind } from "../domain/account.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import type { GatewayError } from "../domain/errors.ts";
import type { Operation, OperationCaller } from "../domain/operation.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { AccountUpdate, ConnectionReport } from "../providers/provider.ts";

/** Who asks, and which accounts it may see and change. */
export interface Caller extends OperationCaller {
  readonly viewer: Viewer;
}

/** Every command has the caller's key: the same key and input have their effect once, however often they come. */
export interface Keyed {
  /** 1 to 255 printable characters. */
  readonly idempotencyKey: string;
}

/** What became of a command. Everything that a client can be told is here; only our own mistakes are thrown. */
export interface Outcome {
  /** Null when it was refused before anything was written down. */
  readonly operation: Operation | null;
  /** Whether the key was known already, so that this is the answer to an earlier command. */
  readonly replayed: boolean;
  /** The account that it was about, or that came of it; read it as the caller may see it. */
  readonly account: AccountRef | null;
  readonly error: CommandError | null;
}

/** Why a command was not done, and what its caller needs to go on. */
export interface CommandError {
  readonly error: GatewayError;
  /**
   * DUPLICATE_CLIENT_ACCOUNT_ID: the account that has it, where there is one; whether the caller may see it is to be asked.
   */
  readonly existing: AccountRef | null;
}

export interface CreateAccount extends Keyed {
  readonly clientAccountId: string;
  readonly customerId: string | null;
  readonly label: string | null;
  /** The holder's name, where the provider does not tell it. */
  readonly holderName: string | null;
  /** Exactly one field, named by a provider module's `creationInput`, with what its schema takes and `provider`. */
  readonly target: Readonly<Record<string, unknown>>;
}

export interface MigrateAccount extends Keyed {
  /** The configured name; needed where several providers can migrate. */
  readonly provider: string | null;
  readonly clientAccountId: string;
  readonly clientId: string;
  readonly currency: string;
  readonly label: string | null;
  readonly serviceProvider: string;
  readonly sourceId: string;
}

interface OfAccount extends Keyed {
  readonly account: AccountRef;
}

export interface UpdateAccount extends OfAccount {
  /** At least one field. */
  readonly update: AccountUpdate;
}

export interface ChangeAccountStatus extends OfAccount {
  readonly status: AccountStatus;
  readonly reason: string | null;
}

export interface CloseAccount extends OfAccount {
  readonly reason: string | null;
}

export interface CloseAccountHolder extends Keyed {
  readonly provider: string;
  readonly owner: { readonly kind: OwnerKind; readonly id: string };
  readonly reason: string | null;
}

export interface ReportConnection extends OfAccount {
  readonly report: ConnectionReport;
}

export interface AdjustBalance extends OfAccount {
  readonly direction: "DEBIT" | "CREDIT";
  /** Decimal text above zero, in major units. */
  readonly amount: string;
  readonly currency: string;
  readonly description: string;
  /** Exactly one of the two. */
  readonly correction: { readonly type: "fee" | "unknown"; readonly transactionType: string } | null;
  readonly synchronization: Readonly<Record<string, never>> | null;
  readonly unconnectedServiceProvider: string | null;
}

/** Exactly one of account, or provider and owner. */
export interface LinkCustomer extends Keyed {
  readonly customerId: string;
  readonly customerName: string | null;
  readonly account: AccountRef | null;
  readonly provider: string | null;
  readonly owner: { readonly kind: OwnerKind; readonly id: string } | null;
  /**
   * The holder's name, where the provider does not tell it; with an owner also for accounts to come, as
   * long as the link is there.
   */
  readonly holderName: string | null;
}
export type UnlinkCustomer = Omit<LinkCustomer, "customerName" | "holderName">;

export interface ResolveOperation extends Keyed {
  readonly operationId: string;
  readonly decision:
    | { readonly kind: "ADOPT"; readonly account: AccountRef }
    | { readonly kind: "RETRY" }
    | { readonly kind: "ABANDON" };
  readonly reason: string | null;
}

export interface ReplayWebhookDelivery extends Keyed {
  readonly deliveryId: string;
}

/**
 * Everything that can be changed. Whether a caller's token has the scope is checked before; which accounts, owners and
 * customers it may touch is checked here.
 */
export interface Commands {
  createAccount(caller: Caller, command: CreateAccount): Promise<Outcome>;
  migrateAccount(caller: Caller, command: MigrateAccount): Promise<Outcome>;
  updateAccount(caller: Caller, command: UpdateAccount): Promise<Outcome>;
  changeAccountStatus(caller: Caller, command: ChangeAccountStatus): Promise<Outcome>;
  closeAccount(caller: Caller, command: CloseAccount): Promise<Outcome>;
  closeAccountHolder(caller: Caller, command: CloseAccountHolder): Promise<Outcome>;
  reportConnection(caller: Caller, command: ReportConnection): Promise<Outcome>;
  adjustBalance(caller: Caller, command: AdjustBalance): Promise<Outcome>;
  linkCustomer(caller: Caller, command: LinkCustomer): Promise<Outcome>;
  unlinkCustomer(caller: Caller, command: UnlinkCustomer): Promise<Outcome>;
  resolveOperation(caller: Caller, command: ResolveOperation): Promise<Outcome>;
  replayWebhookDelivery(caller: Caller, command: ReplayWebhookDelivery): Promise<Outcome>;
}
