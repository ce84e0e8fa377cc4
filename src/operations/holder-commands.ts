import { readHolder } from "../accounts/accounts-of-holder.ts";
import type { Directory } from "../accounts/directory-contract.ts";
import { foreground } from "../accounts/foreground.ts";
import { requireOwner } from "../customers/customer-rights.ts";
import type { Owner } from "../domain/account.ts";
import { holderLane } from "../domain/owner-lane.ts";
import type { ChangedAccount, Provider } from "../providers/provider.ts";
import type { Database } from "../storage/database.ts";
import { type AtHandParts, changedAccount, providerOf } from "./account-at-hand.ts";
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
          const planClosing = provider.planHolderClosing ?? unsupported(provider, "planHolderClosing");
          const openAccounts = await openAccountsOf({ directory: parts.directory, provider }, holder);
          const request = planClosing(holder, openAccounts);
          const hadOpenAccounts = openAccounts.length > 0;
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

/**
 * What is demanded of them is checked, and they serve to find out later what became of the closing. One that cannot be
 * read now shows nothing, and hinders nobody.
 */
async function openAccountsOf(
  parts: { readonly directory: Directory; readonly provider: Provider },
  holder: Owner,
): Promise<readonly ChangedAccount[]> {
  const readAt = await parts.directory.now();
  const readings = await readHolder({ ...parts, call: foreground() }, holder);
  return readings.flatMap((reading) => {
    const isOpen = reading !== null && !(reading instanceof Error) && reading.facts.status !== "CLOSED";
    return isOpen ? [changedAccount(reading, readAt)] : [];
  });
}
