import type { AccountEvent } from "../domain/account-event.ts";
import { refKey } from "../domain/account-ref.ts";
import type { AccountEventFilter } from "../domain/event-filter.ts";

/** Whether an event passes a filter, as far as the event itself can tell: whose account it is, it cannot. */
export function eventMatcher(filter: AccountEventFilter): (event: AccountEvent) => boolean {
  const accounts = filter.accounts && new Set(filter.accounts.map(refKey));
  const { providers, types, newStatuses } = filter;
  return ({ ref, type, newStatus }) =>
    (types === undefined || types.includes(type)) &&
    (newStatuses === undefined || newStatuses.includes(newStatus)) &&
    (providers === undefined || providers.includes(ref.provider)) &&
    (accounts === undefined || accounts.has(refKey(ref)));
}
