import type { AccountFacts } from "../domain/account.ts";
import type { AccountRef } from "../domain/account-ref.ts";
import { GatewayError } from "../domain/errors.ts";
import type { MutationName } from "../domain/operation.ts";
import {
  type AccountUpdate,
  type ChangedAccount,
  type ChangeRequest,
  type PlannedChange,
  type Provider,
  type UpdatableField,
  updateCapability,
} from "../providers/provider.ts";
import { type AtHandParts, accountAtHand } from "./account-at-hand.ts";
import type { Caller, Commands, Keyed } from "./commands.ts";
import type { Operations } from "./operations.ts";
import { accountLane, type Planned, type StoredPlan } from "./plan.ts";
import { unsupported } from "./unsupported.ts";

type AccountCommands = Pick<
  Commands,
  "updateAccount" | "changeAccountStatus" | "closeAccount" | "reportConnection" | "adjustBalance"
>;

/** Commands about an account that exists: it is read first, and its provider's rules say whether they may be asked for. */
export function createAccountCommands(parts: AtHandParts, operations: Operations): AccountCommands {
  function run<Command extends Keyed & { readonly account: AccountRef }>(
    caller: Caller,
    mutation: MutationName,
    { idempotencyKey, ...input }: Command,
    think: (provider: Provider, account: ChangedAccount, id: string) => Thought,
  ) {
    return operations.run({
      key: { caller, mutation, idempotencyKey },
      viewer: caller.viewer,
      input,
      async plan(id) {
        const isClosing = mutation === "closeAccount" || ("status" in input && input.status === "CLOSED");
        const { provider, account, readAt } = await accountAtHand(parts, caller.viewer, input.account, isClosing);
        const reason = "reason" in input && typeof input.reason === "string" ? input.reason : null;
        return { ...planned(provider, input.account, { ...think(provider, account, id), reason }), readAt };
      },
    });
  }

  return {
    updateAccount: (caller, command) =>
      run(caller, "updateAccount", command, (provider, account) => {
        if (provider.planUpdate === undefined) unsupported(provider, "planUpdate");
        refuseOthers(provider, command.update);
        refuseNumbers(caller, command.update);
        const { clientAccountId } = command.update;
        const isMoved = clientAccountId !== undefined && clientAccountId !== account.facts.clientAccountId;
        return {
          ...provider.planUpdate(account, command.update),
          ...(isMoved && { clientAccountId, releases: account.facts.clientAccountId }),
        };
      }),

    changeAccountStatus: (caller, command) =>
      run(caller, "changeAccountStatus", command, (provider, account) => {
        const { status } = command;
        if (!provider.availableTransitions(account.facts).includes(status)) {
          const possible = provider.availableTransitions(account.facts).join(", ") || "none";
          throw new GatewayError(
            "INVALID_TRANSITION",
            `An account that is ${account.facts.status} cannot become ${status} here; possible: ${possible}.`,
            { provider: provider.name },
          );
        }
        if (status === "CLOSED" && provider.planClosing !== undefined && !isReversible(provider, account)) {
          throw new GatewayError("INVALID_TRANSITION", "Closing is for good here: use closeAccount.", {
            provider: provider.name,
          });
        }
        if (status === "CLOSED") return (provider.planClosing ?? unsupported(provider, "planClosing"))(account);
        return (provider.planStatusChange ?? unsupported(provider, "planStatusChange"))(account, status);
      }),

    closeAccount: (caller, command) =>
      run(caller, "closeAccount", command, (provider, account) =>
        (provider.planClosing ?? unsupported(provider, "planClosing"))(account),
      ),

    reportConnection: (caller, command) =>
      run(caller, "reportConnection", command, (provider, account) =>
        (provider.planConnectionReport ?? unsupported(provider, "planConnectionReport"))(account, command.report),
      ),

    adjustBalance: (caller, command) =>
      run(caller, "adjustBalance", command, (provider, account, key) => {
        const { direction, amount, currency, description, correction, synchronization, unconnectedServiceProvider } =
          command;
        if ((correction === null) === (synchronization === null)) {
          throw new GatewayError("BAD_USER_INPUT", "Give either `correction` or `synchronization`.", {
            inputPath: ["correction"],
          });
        }
        const kind =
          correction === null
            ? ({ code: "synchronization" } as const)
            : ({ code: "correction", ...correction } as const);
        const adjustment = {
          direction,
          amount: { amount, currency },
          description,
          kind,
          unconnectedServiceProvider,
          key,
        };
        const request = (provider.planAdjustment ?? unsupported(provider, "planAdjustment"))(account, adjustment);
        return { request, target: null };
      }),
  };
}

/** What a command comes to, before it is an operation's plan. */
interface Thought {
  readonly request: ChangeRequest;
  readonly target: PlannedChange["target"] | null;
  readonly clientAccountId?: string;
  readonly releases?: string | null;
  readonly reason?: string | null;
}

function planned(
  provider: Provider,
  account: AccountRef,
  { request, target, clientAccountId = undefined, releases = null, reason = null }: Thought,
): Omit<Planned, "readAt"> {
  const memory: Partial<AccountFacts> = {};
  const plan: StoredPlan = {
    request,
    creation: null,
    target,
    memory,
    holder: null,
    releases,
    ...(reason !== null && { reason }),
  };
  return {
    provider,
    account,
    clientAccountId: clientAccountId ?? null,
    customerId: null,
    lane: accountLane(account),
    plan,
    before: null,
  };
}

/** Where a closed account can be opened again, closing is a status like any other. */
function isReversible(provider: Provider, { facts }: ChangedAccount): boolean {
  return provider.availableTransitions({ ...facts, status: "CLOSED" }).length > 0;
}

/** What the world pays into: a customer could give its own account somebody else's. */
const numbers = ["iban", "accountNumber", "routingCodes"] as const satisfies readonly UpdatableField[];

function refuseNumbers({ viewer }: Caller, update: AccountUpdate): void {
  const field = numbers.find((number) => update[number] !== undefined);
  if (viewer.sees === "everything" || field === undefined) return;
  throw new GatewayError("FORBIDDEN", "Changing an account's numbers needs the scope accounts:all.", {
    inputPath: [field],
  });
}

function refuseOthers(provider: Provider, update: AccountUpdate): void {
  const fields = Object.keys(update) as UpdatableField[];
  if (fields.length === 0) throw new GatewayError("BAD_USER_INPUT", "Name at least one thing to change.", {});
  for (const field of fields) {
    if (provider.updatableFields?.includes(field)) continue;
    const capability = updateCapability(field);
    const details = { provider: provider.name, capability, inputPath: [field] };
    throw new GatewayError(
      "UNSUPPORTED_OPERATION",
      `${provider.name} cannot change this (capability ${capability}).`,
      details,
    );
  }
}
