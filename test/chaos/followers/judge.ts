import type { Written } from "./log.ts";

/** What a follower was told, with the place that each cursor stands for. */
export interface Heard {
  readonly position: number;
  readonly account: string;
  readonly type: string;
  readonly newStatus: string;
}

/** What is to be shown of one follower: all must be 0. */
export interface FollowerVerdict {
  /** Events of the log that it was not told of. */
  readonly lost: number;
  /** Events that it was told of again, by whatever connection. */
  readonly duplicated: number;
  /** Events that it was told of after a later one of the same account. */
  readonly reordered: number;
  /** Events that are not in the log, or say something else there. */
  readonly untrue: number;
}

/** Compares what a follower was told with the log behind the place where it began. */
export function judgeFollower(log: readonly Written[], begin: number, told: readonly Heard[]): FollowerVerdict {
  const written = new Map(log.filter(({ position }) => position > begin).map((event) => [event.position, event]));
  const seen = new Set<number>();
  const latest = new Map<string, number>();
  let [duplicated, reordered, untrue] = [0, 0, 0];
  for (const { position, account, type, newStatus } of told) {
    const event = written.get(position);
    if (event?.account !== account || event.type !== type || event.newStatus !== newStatus) untrue += 1;
    if (seen.has(position)) duplicated += 1;
    else if (position < (latest.get(account) ?? 0)) reordered += 1;
    seen.add(position);
    latest.set(account, Math.max(position, latest.get(account) ?? 0));
  }
  const lost = [...written.keys()].filter((position) => !seen.has(position)).length;
  return { lost, duplicated, reordered, untrue };
}

/** What is to be shown of the log itself: both must be 0. */
export interface LogVerdict {
  /** Positions that no event has. */
  readonly gaps: number;
  /** Events that do not go on from the status that the one before left the account in. */
  readonly torn: number;
}

export function judgeLog(log: readonly Written[], head: number): LogVerdict {
  const last = new Map<string, Written>();
  let torn = 0;
  for (const event of log) {
    const before = last.get(event.account);
    const goesOn = event.previousStatus === (before?.newStatus ?? null);
    if (!goesOn && !(before !== undefined && isOfOneChange(before, event))) torn += 1;
    last.set(event.account, event);
  }
  return { gaps: head - new Set(log.map(({ position }) => position)).size, torn };
}

/**
 * One change may be told in several events, of a type each (a status and a detail, say): all say from which status to which.
 */
function isOfOneChange(one: Written, next: Written): boolean {
  const isSame = (["previousStatus", "newStatus", "cause"] as const).every((name) => one[name] === next[name]);
  return isSame && next.position === one.position + 1 && next.type !== one.type;
}
