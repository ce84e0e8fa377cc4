import { foreground } from "../accounts/foreground.ts";
import { isPlacedAsAsked } from "../accounts/late-suspects.ts";
import { readThrough } from "../accounts/read-through.ts";
import { type AccountRef, refKey } from "../domain/account-ref.ts";
import { GatewayError } from "../domain/errors.ts";
import { isSameOwner } from "../domain/same-owner.ts";
import { appendAudit } from "../storage/audit-store.ts";
import type { Database, WriteTransaction } from "../storage/database.ts";
import type { StoredOperation } from "../storage/operation-rows.ts";
import { changeOperation, claimedAccounts, loadOperation } from "../storage/operation-store.ts";
import { type AtHandParts, providerOf } from "./account-at-hand.ts";
import type { Commands, ResolveOperation } from "./commands.ts";
import { concernedBy } from "./failure.ts";
import { type GivingUpParts, lookBeforeGivingUp, lookedInto } from "./giving-up.ts";
import type { Operations } from "./operations.ts";
import { planOf } from "./plan.ts";
import { settleWithin } from "./settle.ts";
import type { Verdict } from "./verdict.ts";

export interface ResolveParts extends AtHandParts, Pick<GivingUpParts, "settings"> {
  readonly database: Database;
}

/** A person decides what becomes of an operation in doubt. Answers that operation, not the decision's own. */
export function createResolveCommand(parts: ResolveParts, operations: Operations): Pick<Commands, "resolveOperation"> {
  const { database } = parts;
  /** Another operation took the account since this one was looked at. */
  const asTaken = (error: unknown): never => {
    throw database.engine.isDuplicate(error) ? taken() : error;
  };
  return {
    async resolveOperation(caller, { idempotencyKey, ...input }) {
      const { operationId, decision, reason } = input;
      const decided = await operations.runHere({
        key: { caller, mutation: "resolveOperation", idempotencyKey },
        input,
        async plan() {
          if (decision.kind === "ADOPT") await requireAdoptable(parts, operationId, decision.account);
          const seen = decision.kind === "ABANDON" ? await lookBeforeGivingUp(parts, operationId) : null;
          return { effect: (transaction) => effect(transaction, seen) };
        },
      });
      if (decided.error !== null) return decided;
      const resolved = await loadOperation(database.read, operationId);
      if (resolved === null) return { ...decided, operation: null };
      // The decision is made, whatever the operation came to: there is no error to tell.
      const { operation } = resolved;
      return { operation, replayed: decided.replayed, account: operation.account, error: null };

      async function effect(transaction: WriteTransaction, seen: number | null): Promise<void> {
        const at = await database.engine.now(transaction);
        const stored = await inDoubt(transaction, operationId, at);
        if (decision.kind === "ABANDON" && stored.fence !== seen) throw lookedInto();
        if (decision.kind === "RETRY") await sendAgain(transaction, stored, at);
        else await settleWithin(transaction, parts, stored, verdictOf(decision)).catch(asTaken);
        const { provider, account, mutation } = stored.operation;
        const details = { mutation, decision: decision.kind, reason, ...concernedBy(stored) };
        const about = decision.kind === "ADOPT" ? decision.account : account;
        // With the operation that it was about: that is where people look for it.
        const entry = { at, provider, accountId: about?.id ?? null, operationId, actor: caller, details };
        await appendAudit(transaction, [{ kind: "OPERATION_RESOLVED", ...entry }]);
      }
    },
  };
}

/**
 * The operation, which stays as it is until the decision is written: nobody begins to look into it meanwhile. Throws
 * OPERATION_NOT_FOUND, OPERATION_NOT_IN_DOUBT, and OPERATION_IN_PROGRESS while somebody looks into it: it may be on its way.
 */
async function inDoubt(transaction: WriteTransaction, id: string, now: string): Promise<StoredOperation> {
  // Writes what is there: that locks the row, on both engines.
  const stored = await changeOperation(transaction, { id, fence: null, states: ["IN_DOUBT"] }, { state: "IN_DOUBT" });
  if (stored === null) throw await otherwise(transaction, id);
  if (stored.leaseUntil === null || stored.leaseUntil <= now) return stored;
  throw lookedInto();
}

async function otherwise(transaction: WriteTransaction, id: string): Promise<GatewayError> {
  const stored = await loadOperation(transaction, id);
  if (stored === null) return new GatewayError("OPERATION_NOT_FOUND", "There is no such operation.");
  return new GatewayError(
    "OPERATION_NOT_IN_DOUBT",
    `This operation is ${stored.operation.state}: there is nothing to decide.`,
  );
}

async function sendAgain(
  transaction: WriteTransaction,
  { operation: { id }, fence }: StoredOperation,
  now: string,
): Promise<void> {
  const change = { send_again: 1, next_attempt_at: now, misses: 0 };
  await changeOperation(transaction, { id, fence, states: ["IN_DOUBT"] }, change);
}

/** What was read of an adopted account was observed already. */
function verdictOf(decision: Exclude<ResolveOperation["decision"], { kind: "RETRY" }>): Verdict {
  return decision.kind === "ABANDON"
    ? { state: "ABANDONED" }
    : { state: "SUCCEEDED", account: decision.account, told: null, mayHaveMore: true };
}

function taken(): GatewayError {
  return new GatewayError("BAD_USER_INPUT", "The account came of another operation.", { inputPath: ["accountId"] });
}

/**
 * The account, as its provider tells it: at the same provider, nobody else's, and what was asked for. Throws why it cannot
 * be the one.
 */
async function requireAdoptable(parts: ResolveParts, operationId: string, account: AccountRef): Promise<void> {
  const stored = await loadOperation(parts.database.read, operationId);
  // What has ended is refused as such.
  if (stored?.operation.state !== "IN_DOUBT") return;
  const plan = planOf(stored);
  const wrong = (message: string) => new GatewayError("BAD_USER_INPUT", message, { inputPath: ["accountId"] });
  if (stored.operation.provider !== account.provider)
    throw wrong("The account is at another provider than the operation.");
  if (plan?.creation == null) throw wrong("Only an operation that opens an account can adopt one.");
  const claimed = await claimedAccounts(parts.database.read, account.provider, [account.id]);
  if (claimed.has(account.id)) throw taken();
  const provider = providerOf(parts, account.provider, ["accountId"]);
  const [reading = null] = await readThrough({ directory: parts.directory, provider, call: foreground() }, [
    account.id,
  ]);
  if (reading instanceof Error) throw reading;
  if (reading === null) throw wrong(`${account.provider} does not know this account.`);
  const known = (await parts.directory.find({ sees: "everything" }, [account])).get(refKey(account));
  if (known !== undefined && known.firstSeenAt < stored.firstSentAt)
    throw wrong("The account was there before it was asked for.");
  const { owner, product, clientAccountId } = reading.facts;
  const { owner: wanted, productCode } = plan.creation;
  if (clientAccountId != null && clientAccountId !== stored.operation.clientAccountId)
    throw wrong("The account has another client account id than was asked for.");
  if (wanted !== null && !isSameOwner(owner, wanted))
    throw wrong("The account belongs to another owner than was asked for.");
  if (!isPlacedAsAsked(plan.creation, reading.facts))
    throw wrong("The account is not below the main account that was asked for, or was to be a main one itself.");
  if (productCode !== null && product !== null && product.code !== productCode)
    throw wrong("The account is of another product than was asked for.");
}
