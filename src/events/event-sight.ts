import type { AccountFacts } from "../domain/account.ts";
import type { AccountEvent, FactChange } from "../domain/account-event.ts";
import type { Viewer } from "../domain/viewer.ts";

/** What tells who has an account, or had it. */
const ofTheHolder: ReadonlySet<keyof AccountFacts> = new Set([
  "owner",
  "holderName",
  "holderAliases",
  "holderType",
  "organisation",
  "label",
  "clientAccountId",
]);

/**
 * An event as the viewer may see it, of an account that it may see; null when it may not see it at all. Customers see
 * nothing of a former owner: only what happened since the account came to its owner by the event at `ownedSince` (0: it
 * always was that owner's), of that event no value before, and later none of a holder. Nor do they see which account theirs
 * is below, as that may be somebody else's.
 */
export function shownTo(viewer: Viewer, event: AccountEvent, ownedSince: number): AccountEvent | null {
  if (viewer.sees === "everything") return event;
  if (event.position < ownedSince) return null;
  const isHandOver = event.changes.some(({ field }) => field === "owner");
  const isHidden = ({ field }: FactChange) => isHandOver || (ownedSince > 0 && ofTheHolder.has(field));
  return {
    ...event,
    // Numbers that only the back office can look up.
    deliveryId: null,
    operationId: null,
    previousStatus: isHandOver ? null : event.previousStatus,
    changes: event.changes
      .filter(({ field }) => field !== "mainAccountId")
      .map((change) => (isHidden(change) ? { ...change, before: null } : change)),
  };
}
