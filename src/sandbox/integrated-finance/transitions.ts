import type { Status } from "./account.ts";

/** The platform publishes its diagram as an image only; this is the table behind the samples and the text. */
const transitions: Readonly<Record<Status, readonly Status[]>> = {
  pending: ["active", "declined"],
  active: ["inactive", "suspended", "closed"],
  inactive: ["active", "suspended", "closed"],
  suspended: ["active", "inactive", "closed"],
  closed: [],
  declined: [],
};

/** Whether a status may follow another; staying is no transition and always allowed. */
export function mayFollow(from: Status, to: Status, closePending: boolean): boolean {
  return from === to || transitions[from].includes(to) || (closePending && from === "pending" && to === "closed");
}

/** Closed and declined accounts take no change at all. */
export function isFinal(status: Status): boolean {
  return transitions[status].length === 0;
}
