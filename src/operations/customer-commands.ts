import { accountsWith } from "../accounts/accounts-of-holder.ts";
import type { Directory } from "../accounts/directory-contract.ts";
import { type OwnerKinds, ownerProblem } from "../customers/owner-kinds.ts";
import { refKey } from "../domain/account-ref.ts";
import { GatewayError } from "../domain/errors.ts";
import type { Operation } from "../domain/operation.ts";
import { appendAudit } from "../storage/audit-store.ts";
import { addCustomerLinks, type LinkKey, removeCustomerLinks, saveCustomer } from "../storage/customer-store.ts";
import type { Database } from "../storage/database.ts";
import { keepHolderName, loadHolderNames } from "../storage/holder-names.ts";
import { auditOfLink } from "../storage/link-audit.ts";
import { type AtHandParts, providerOf, visibleAccount } from "./account-at-hand.ts";
import type { Caller, Commands, LinkCustomer, UnlinkCustomer } from "./commands.ts";
import { rememberedName } from "./holder-name.ts";
import type { Operations } from "./operations.ts";

export interface CustomerParts extends AtHandParts {
  readonly database: Pick<Database, "engine" | "transaction">;
  readonly ownerKinds: OwnerKinds;
}

/** Which accounts belong to which of our customers, and what their holders are called where no provider tells. */
export function createCustomerCommands(
  parts: CustomerParts,
  operations: Operations,
): Pick<Commands, "linkCustomer" | "unlinkCustomer"> {
  const { directory } = parts;
  return {
    async linkCustomer(caller, { idempotencyKey, ...input }) {
      const outcome = await operations.runHere({
        key: { caller, mutation: "linkCustomer", idempotencyKey },
        input,
        async plan() {
          const { customerId, customerName, holderName } = input;
          const target = await targetOf(parts, caller, input);
          requireOwnerKind(parts.ownerKinds, target);
          const memory = rememberedName(providerOf(parts, target.provider), holderName);
          const renamed = holderName === null ? [] : await calledOtherwise(directory, input, holderName);
          return {
            about: subjectOf(target),
            async effect(transaction, operationId) {
              await saveCustomer(transaction, customerId, customerName);
              const added = await addCustomerLinks(transaction, [{ ...target, origin: "COMMAND" }]);
              const at = await parts.database.engine.now(transaction);
              const isNewName = holderName !== null && (await keepHolderName(transaction, target, holderName, at));
              const changes = renamed.map(({ ref }) => ({ ref, told: null, memory }));
              const origin = { actor: caller, operationId };
              await directory.observeChanges(transaction, changes, { heardAt: at, origin });
              // Of what was so before there is nothing to tell.
              if (added.length === 0 && !isNewName && renamed.length === 0) return;
              const { details, ...entry } = auditOfLink(target, { at, actor: caller, operationId });
              await appendAudit(transaction, [
                { kind: "CUSTOMER_LINKED", ...entry, details: { ...details, holderName } },
              ]);
            },
          };
        },
      });
      if (outcome.error === null) await nameMissed(parts, caller, input, outcome.operation);
      return outcome;
    },

    unlinkCustomer: (caller, { idempotencyKey, ...input }) =>
      operations.runHere({
        key: { caller, mutation: "unlinkCustomer", idempotencyKey },
        input,
        async plan() {
          const target = await targetOf(parts, caller, input);
          return {
            about: subjectOf(target),
            async effect(transaction, operationId) {
              const [removed] = await removeCustomerLinks(transaction, [target]);
              if (removed === undefined) throw notLinked(target);
              const at = await parts.database.engine.now(transaction);
              const entry = auditOfLink(target, { at, actor: caller, operationId });
              await appendAudit(transaction, [{ kind: "CUSTOMER_UNLINKED", ...entry }]);
            },
          };
        },
      }),
  };
}

/** Throws BAD_USER_INPUT for an owner that the provider cannot have: nobody would ever see anything of it. */
function requireOwnerKind(ownerKinds: OwnerKinds, { provider, target_kind: kind }: LinkKey): void {
  const problem = kind === "ACCOUNT" ? null : ownerProblem(ownerKinds, provider, kind);
  if (problem === null) return;
  throw new GatewayError("BAD_USER_INPUT", `${problem}.`, { provider, inputPath: ["owner", "kind"] });
}

function notLinked({ provider, target_kind: kind }: LinkKey): GatewayError {
  const meant = kind === "ACCOUNT" ? "account" : "owner";
  return new GatewayError("CUSTOMER_LINK_NOT_FOUND", `The customer is not linked to this ${meant}.`, { provider });
}

function subjectOf({ customer_id: customerId, provider, target_kind: kind, target_id: id }: LinkKey) {
  return { provider, account: kind === "ACCOUNT" ? { provider, id } : null, customerId };
}

async function targetOf(
  parts: AtHandParts,
  { viewer }: Caller,
  { customerId, account, provider, owner }: Omit<UnlinkCustomer, "idempotencyKey">,
): Promise<LinkKey> {
  if (account !== null && provider === null && owner === null) {
    await visibleAccount(parts, viewer, account);
    return { customer_id: customerId, provider: account.provider, target_kind: "ACCOUNT", target_id: account.id };
  }
  if (account === null && provider !== null && owner !== null) {
    return {
      customer_id: customerId,
      provider: providerOf(parts, provider).name,
      target_kind: owner.kind,
      target_id: owner.id,
    };
  }
  throw new GatewayError("BAD_USER_INPUT", "Give either `accountId`, or `provider` and `owner`.", {
    inputPath: ["accountId"],
  });
}

/**
 * Accounts that were stored while a name was given to their owner got it neither by the command nor at first sight: they
 * are called what the owner's links say now. Those whose transaction ends still later stay without: the same key, asked
 * again, names them.
 */
async function nameMissed(
  { database, directory }: CustomerParts,
  actor: Caller,
  { provider, owner, holderName }: Omit<LinkCustomer, "idempotencyKey">,
  operation: Operation | null,
): Promise<void> {
  if (provider === null || owner === null || holderName === null || operation === null) return;
  const accounts = await accountsWith(directory, { providers: [provider], owners: [owner] });
  const nameless = accounts.filter(({ facts }) => facts.holderName === null);
  if (nameless.length === 0) return;
  await database.transaction(async (transaction) => {
    const names = await loadHolderNames(transaction, nameless);
    const changes = nameless.flatMap(({ ref }) => {
      const name = names.get(refKey(ref));
      return name === undefined ? [] : [{ ref, told: null, memory: { holderName: name } }];
    });
    const heardAt = await database.engine.now(transaction);
    await directory.observeChanges(transaction, changes, { heardAt, origin: { actor, operationId: operation.id } });
  });
}

/** The accounts meant that do not show this name of their holder. */
async function calledOtherwise(
  directory: Directory,
  { account, provider, owner }: Omit<UnlinkCustomer, "idempotencyKey">,
  holderName: string,
) {
  const everything = { sees: "everything" } as const;
  const accounts =
    account !== null
      ? [...(await directory.find(everything, [account])).values()]
      : provider !== null && owner !== null
        ? await accountsWith(directory, { providers: [provider], owners: [owner] })
        : [];
  return accounts.filter(({ facts }) => facts.holderName !== holderName);
}
