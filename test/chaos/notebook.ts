import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { Ending } from "./client.ts";
import type { Wish } from "./wishes.ts";

/** What somebody of the back office found when an operation waited for a decision. */
export interface Decision {
  readonly key: string;
  /** Which sending of it was in doubt, counted from 1. */
  readonly sending: number;
  /** How many accounts of the provider's ledger may be the one. */
  readonly candidates: number;
  /** NONE: left as it is, which speaks against the gateway. */
  readonly decision: "RETRY" | "NONE";
}

type Line =
  | { readonly wish: Wish }
  | { readonly key: string; readonly ending: Ending }
  | { readonly decided: Decision }
  | { readonly died: string }
  | { readonly begun: string }
  | { readonly done: string };

/** All that clients asked for and heard, in a file: a run that was cut off goes on from here. */
export interface Notebook {
  readonly wishes: ReadonlyMap<string, Wish>;
  readonly endings: ReadonlyMap<string, Ending>;
  readonly decisions: readonly Decision[];
  /** Where gateways were killed. */
  readonly deaths: readonly string[];
  /** How often a round was begun. */
  begun(round: string): number;
  isDone(round: string): boolean;
  write(line: Line): void;
}

export function openNotebook(path: string): Notebook {
  const wishes = new Map<string, Wish>();
  const endings = new Map<string, Ending>();
  const decisions: Decision[] = [];
  const deaths: string[] = [];
  const begun = new Map<string, number>();
  const done = new Set<string>();

  function keep(line: Line): void {
    if ("wish" in line) wishes.set(line.wish.key, line.wish);
    else if ("ending" in line) endings.set(line.key, line.ending);
    else if ("decided" in line) decisions.push(line.decided);
    else if ("died" in line) deaths.push(line.died);
    else if ("begun" in line) begun.set(line.begun, (begun.get(line.begun) ?? 0) + 1);
    else done.add(line.done);
  }

  if (existsSync(path)) {
    // A last line that was torn is not there.
    const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
    for (const line of lines) keep(JSON.parse(line) as Line);
  }
  return {
    wishes,
    endings,
    decisions,
    deaths,
    begun: (round) => begun.get(round) ?? 0,
    isDone: (round) => done.has(round),
    write(line) {
      keep(line);
      appendFileSync(path, `${JSON.stringify(line)}\n`);
    },
  };
}
