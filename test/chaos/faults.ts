import type { Random } from "../../src/sandbox/kit/random.ts";
import type { Bank } from "./banks.ts";
import { lateMs } from "./pace.ts";

/** Something that befalls requests at a provider. */
export interface Fault {
  readonly name: string;
  readonly rule: Readonly<Record<string, unknown>>;
}

const kinds = ["hang", "reset", "500", "malformed"] as const;

/** Each failure before and after the provider has made the change; and a change that is made when nobody waits any more. */
export const faults: readonly Fault[] = [
  ...kinds.flatMap((kind) =>
    (["before", "after"] as const).map((when) => ({ name: `${kind} ${when}`, rule: { kind, when } })),
  ),
  { name: "late", rule: { kind: "slow", when: "before", delayMs: lateMs } },
];

const changes = ["POST", "PUT", "PATCH", "DELETE"];
/** Whoever has no token has sent nothing: those are other faults. */
const notForTokens = "^(?!.*/token$)";

/** Strikes requests that change something, each with that probability. */
export async function armForChanges(
  { fault }: Bank,
  { rule }: Fault,
  { probability, random }: { readonly probability: number; readonly random: Random },
): Promise<void> {
  const seed = random.integer(1, 1_000_000);
  for (const method of changes) await fault({ ...rule, probability, seed, match: { method, path: notForTokens } });
}

/** Strikes the next requests that open accounts, each with another fault. */
export async function armEachOnce({ fault }: Bank): Promise<void> {
  for (const { rule } of faults) await fault({ ...rule, times: 1, match: { method: "POST", path: notForTokens } });
}

/** Strikes every request alike, reads and tokens too, now with this and now with that. */
export async function armForAll({ fault }: Bank, random: Random, probability: number): Promise<void> {
  for (const { rule } of faults) await fault({ ...rule, probability, seed: random.integer(1, 1_000_000) });
}
