import type { FollowerVerdict, LogVerdict } from "./judge.ts";

/** What one follower came to. */
export interface FollowerResult extends FollowerVerdict {
  readonly name: string;
  readonly told: number;
  readonly connections: number;
  /** Of these, those that broke under it. */
  readonly broken: number;
  /** Bookmarks that told it another cursor than it had. */
  readonly bookmarks: number;
  /** What it was refused, in words. */
  readonly refusals: readonly string[];
}

/** What following came to. */
export interface FollowersResult {
  readonly part: string;
  readonly engine: string;
  readonly seed: number;
  readonly about: string;
  readonly followers: readonly FollowerResult[];
  /** Events in the log behind the place where all began, and by cause. */
  readonly events: number;
  readonly causes: Readonly<Record<string, number>>;
  readonly log: LogVerdict;
  /** Accounts that were shown otherwise than the ledgers have them, in words. */
  readonly differences: readonly string[];
  /** Lines about deadlocks in the logs of gateways and database. */
  readonly deadlocks: number;
  readonly killed: number;
  /** Gateways that ended without having been killed. */
  readonly endedAlone: number;
  readonly writingSeconds: number;
  /** From the last change until all accounts were shown as they are and all followers had everything; null: never. */
  readonly quietAfterSeconds: number | null;
  readonly tookSeconds: number;
  readonly shortcomings: readonly string[];
}

const lines: readonly (readonly [string, (follower: FollowerResult) => number])[] = [
  ["events lost", ({ lost }) => lost],
  ["events told twice", ({ duplicated }) => duplicated],
  ["events told after a later one of the account", ({ reordered }) => reordered],
  ["events that are not so in the log", ({ untrue }) => untrue],
  ["events told", ({ told }) => told],
  ["connections, attempts in vain among them", ({ connections }) => connections],
  ["  not ended by the follower", ({ broken }) => broken],
  ["bookmarks that moved its cursor", ({ bookmarks }) => bookmarks],
];

/** The numbers as a table, a column for each follower. */
export function followersTable(result: FollowersResult): string {
  const { part, engine, seed, about, followers, events, causes, log, differences, deadlocks } = result;
  const row = (name: string, cells: readonly (string | number)[]) =>
    `${name.padEnd(46)}${cells.map((cell) => String(cell).padStart(14)).join("")}`.trimEnd();
  return [
    `${part} · ${engine} · seed ${seed}: ${about}`,
    row(
      "",
      followers.map(({ name }) => name),
    ),
    ...lines.map(([name, figure]) => row(name, followers.map(figure))),
    `the log: ${events} events, ${log.gaps} positions without one, ${log.torn} that do not go on from the last`,
    `  by cause: ${Object.entries(causes)
      .map(([cause, count]) => `${cause} ${count}`)
      .join(", ")}`,
    `accounts shown otherwise than in the ledgers: ${differences.length}; deadlocks: ${deadlocks}`,
    `gateways killed ${result.killed} times; ended by themselves ${result.endedAlone} times`,
    `changes for ${result.writingSeconds} s; quiet ${result.quietAfterSeconds ?? "never"} s after the last change; took ${result.tookSeconds} s`,
    result.shortcomings.length === 0 ? "proved" : `NOT PROVED: ${result.shortcomings.join("; ")}`,
  ].join("\n");
}

/** What the proof demands, and does not have; empty: nothing. */
export function followersShortcomings(result: Omit<FollowersResult, "shortcomings">): string[] {
  const { followers, log, differences, deadlocks, endedAlone, quietAfterSeconds } = result;
  return [
    ...followers.flatMap(({ name, lost, duplicated, reordered, untrue, refusals }) => [
      lost > 0 ? `${name}: ${lost} lost` : "",
      duplicated > 0 ? `${name}: ${duplicated} told twice` : "",
      reordered > 0 ? `${name}: ${reordered} in another order` : "",
      untrue > 0 ? `${name}: ${untrue} not so in the log` : "",
      refusals.length > 0 ? `${name}: refused ${refusals.length} times: ${refusals[0]}` : "",
    ]),
    log.gaps > 0 ? `${log.gaps} positions of the log without an event` : "",
    log.torn > 0 ? `${log.torn} events do not go on from the last` : "",
    differences.length > 0 ? `${differences.length} accounts are not shown as they are` : "",
    deadlocks > 0 ? `${deadlocks} deadlocks` : "",
    endedAlone > 0 ? `${endedAlone} gateways ended by themselves` : "",
    quietAfterSeconds === null ? "it never was quiet" : "",
  ].filter((one) => one !== "");
}
