import type { BankName } from "./banks.ts";
import type { Verdict } from "./verdict.ts";

/** What one part came to. */
export interface PartResult {
  readonly part: string;
  readonly engine: string;
  readonly seed: number;
  /** What happened, in words and numbers. */
  readonly about: string;
  readonly verdicts: Readonly<Partial<Record<BankName, Verdict>>>;
  readonly killed: Readonly<Record<string, number>>;
  /** From the end of all faults until nothing was under way, in seconds; null: it never was so. */
  readonly quietAfterSeconds: number | null;
  readonly tookSeconds: number;
  readonly shortcomings: readonly string[];
}

const lines: readonly (readonly [string, (verdict: Verdict) => string | number])[] = [
  ["accounts beyond one per key", ({ beyond }) => beyond],
  ["acknowledged accounts lost", ({ lost }) => lost],
  ["operations neither finished nor in doubt", ({ unfinished }) => unfinished],
  ["changes that are not what they are said to be", ({ untrue }) => untrue],
  ["wishes (keys)", ({ wishes }) => wishes],
  ["  made", ({ succeeded }) => succeeded],
  ["  refused", ({ refused }) => refused],
  ["  clients that went away after asking once", ({ wentAway }) => wentAway],
  ["  clients that gave up", ({ gaveUp }) => gaveUp],
  ["outcome unknown at first", ({ doubted }) => doubted],
  ["  settled without a person", ({ settledAlone, doubted }) => share(settledAlone, doubted)],
  [
    "  one account in the ledger: found alone",
    ({ foundAlone, withOneCandidate }) => share(foundAlone, withOneCandidate),
  ],
  ["  given to people", ({ toPeople, doubted }) => share(sum(toPeople), doubted)],
  ["  in doubt at the end", ({ leftInDoubt }) => leftInDoubt],
];

/** The numbers of one part as a table, a column for each provider. */
export function table({ part, engine, seed, about, verdicts, ...result }: PartResult): string {
  const columns = Object.entries(verdicts);
  const row = (name: string, cells: readonly (string | number)[]) =>
    `${name.padEnd(46)}${cells.map((cell) => String(cell).padStart(22)).join("")}`.trimEnd();
  const causes = columns.flatMap(([bank, { toPeople }]) => {
    const counts = Object.entries(toPeople).map(([cause, count]) => `${cause} ${count}`);
    return counts.length === 0 ? [] : [`given to people at ${bank}: ${counts.join(", ")}`];
  });
  const killed = Object.entries(result.killed).map(([where, times]) => `${where} ${times}`);
  return [
    `${part} · ${engine} · seed ${seed}: ${about}`,
    row(
      "",
      columns.map(([bank]) => bank),
    ),
    ...lines.map(([name, figure]) =>
      row(
        name,
        columns.map(([, verdict]) => figure(verdict)),
      ),
    ),
    ...causes,
    ...(killed.length > 0 ? [`killed at: ${killed.join(", ")}`] : []),
    `quiet ${result.quietAfterSeconds ?? "never"} s after the end of all faults; took ${result.tookSeconds} s`,
    result.shortcomings.length === 0 ? "proved" : `NOT PROVED: ${result.shortcomings.join("; ")}`,
  ].join("\n");
}

function share(part: number, whole: number): string {
  return whole === 0 ? "–" : `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
