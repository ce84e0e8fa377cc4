import { readHolder } from "../accounts/accounts-of-holder.ts";
import type { LiveReading } from "../accounts/read-through.ts";
import { requireOwner } from "../customers/customer-rights.ts";
import { holderLane } from "../domain/owner-lane.ts";
import type { Call } from "../providers/provider.ts";
import type { Database } from "../storage/database.ts";
import { type AtHandParts, providerOf } from "./account-at-hand.ts";
import type { Commands } from "./commands.ts";
import type { Operations } from "./operations.ts";
import { unsupported } from "./unsupported.ts";

export interface HolderParts extends AtHandParts {
  readonly database: Pick<Database, "read">;
}

/** Closing a holder, and with it all its accounts. */
export function createHolderCommands(parts: HolderParts, operations: Operations): Pick<Commands, "closeAccountHolder"> {
  return {
    closeAccountHolder: (caller, { idempotencyKey, ...input }) =>
      operations.run({
        key: { caller, mutation: "closeAccountHolder", idempotencyKey },
        viewer: caller.viewer,
        input,
        async plan() {
          const provider = providerOf(parts, input.provider);
          const holder = { ...input.owner, secondaryId: null };
          await requireOwner(parts.database, caller.viewer, provider.name, holder);
          const request = (provider.planHolderClosing ?? unsupported(provider, "planHolderClosing"))(holder);
          const call: Call = { signal: new AbortController().signal, priority: "foreground" };
          // It serves to find out later what became of this: one that cannot be read now shows nothing, and hinders nobody.
          const accounts = await readHolder({ directory: parts.directory, provider, call }, holder, isOpen);
          const hadOpenAccounts = accounts.some(isOpen);
          return {
            provider,
            account: null,
            readAt: null,
            clientAccountId: null,
            customerId: null,
            lane: holderLane(provider.name, holder),
            plan: {
              request,
              creation: null,
              target: null,
              memory: {},
              holder: { ...holder, hadOpenAccounts },
              releases: null,
              ...(input.reason !== null && { reason: input.reason }),
            },
            before: null,
          };
        },
      }),
  };
}

function isOpen(account: LiveReading): boolean {
  return account !== null && !(account instanceof Error) && account.facts.status !== "CLOSED";
}
