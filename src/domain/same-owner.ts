import type { Owner } from "./account.ts";

/** Whether two are the same owner, or both nobody: two users of one merchant are not the same. */
export function isSameOwner(one: Owner | null, other: Owner | null): boolean {
  return one?.kind === other?.kind && one?.id === other?.id && one?.secondaryId === other?.secondaryId;
}
