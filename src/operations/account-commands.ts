import { offeredTransitions } from "../accounts/offered-transitions.ts";
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
import { type AtHandParts, accountAtHand, providerOf, visibleAccount } from "./account-at-hand.ts";
import type { Caller, ChangeAccountStatus, Commands, Keyed } from "./commands.ts";
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
    prepare: Prepare,
  ) {
    return operations.run({
      key: { caller, mutation, idempotencyKey },
      viewer: caller.viewer,
      input,
      async plan(id) {
        await visibleAccount(parts, caller.viewer, input.account);
        const provider = providerOf(parts, input.account.provider, ["accountId"]);
        const think = prepare(provider);
        const isClosing = mutation === "closeAccount" || ("status" in input && input.status === "CLOSED");
        const { account, readAt } = await accountAtHand(
          parts,
          caller.viewer,
          { provider, id: input.account.id },
          isClosing,
        );
        const reason = "reason" in input && typeof input.reason === "string" ? input.reason : null;
        return { ...planned(provider, input.account, { ...think(account, id), reason }), readAt };
      },
    });
  }

  return {
    updateAccount: (caller, command) =>
      run(caller, "updateAccount", command, (provider) => {
        const planUpdate = provider.planUpdate ?? unsupported(provider, "planUpdate");
        refuseOthers(provider, command.update);
        refuseNumbers(caller, command.update);
        return (account) => {
          const { clientAccountId } = command.update;
          const isMoved = clientAccountId !== undefined && clientAccountId !== account.facts.clientAccountId;
          return {
            ...planUpdate(account, command.update),
            ...(isMoved && { clientAccountId, releases: account.facts.clientAccountId }),
          };
        };
      }),

    changeAccountStatus: (caller, command) =>
      run(caller, "changeAccountStatus", command, (provider) => {
        const { status } = command;
        const planChange =
          status === "CLOSED"
            ? (provider.planClosing ?? unsupported(provider, "planClosing"))
            : (provider.planStatusChange ?? unsupported(provider, "planStatusChange"));
        return (account) => {
          checkStatus(caller, provider, account, status);
          return planChange(account, status);
        };
      }),

    closeAccount: (caller, command) =>
      run(caller, "closeAccount", command, (provider) => provider.planClosing ?? unsupported(provider, "planClosing")),

    reportConnection: (caller, command) =>
      run(caller, "reportConnection", command, (provider) => {
        const planReport = provider.planConnectionReport ?? unsupported(provider, "planConnectionReport");
        return (account) => planReport(account, command.report);
      }),

    adjustBalance: (caller, command) =>
      run(caller, "adjustBalance", command, (provider) => {
        const planAdjustment = provider.planAdjustment ?? unsupported(provider, "planAdjustment");
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
        };
        return (account, key) => ({ request: planAdjustment(account, { ...adjustment, key }), target: null });
      }),
  };
}

/** Refuses what can never be done at a provider, before that is asked for anything; `id` is the operation's. */
type Prepare = (provider: Provider) => (account: ChangedAccount, id: string) => Thought;

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

/**
 * Throws INVALID_TRANSITION for a status that the provider's rules do not allow, FORBIDDEN for one that
 * is not the caller's to say.
 */
function checkStatus(
  { viewer }: Caller,
  provider: Provider,
  account: ChangedAccount,
  status: ChangeAccountStatus["status"],
): void {
  const { facts } = account;
  const offered = offeredTransitions(viewer, provider, facts);
  const wrong = (message: string) => new GatewayError("INVALID_TRANSITION", message, { provider: provider.name });
  if (!provider.availableTransitions(facts).includes(status)) {
    const possible = offered.join(", ") || "none";
    throw wrong(`An account that is ${facts.status} cannot become ${status} here; possible: ${possible}.`);
  }
  if (!offered.includes(status)) {
    const message = `To say what became of an account that is ${facts.status} needs the scope accounts:all.`;
    throw new GatewayError("FORBIDDEN", message, { provider: provider.name, inputPath: ["status"] });
  }
  if (status === "CLOSED" && !isReversible(provider, account))
    throw wrong("Closing is for good here: use closeAccount.");
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
