import { mkdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { createRandom, type Random } from "../../src/sandbox/kit/random.ts";
import type { Bank, BankName } from "./banks.ts";
import type { RunDatabase } from "./databases.ts";
import { type Crash, endedAlone } from "./gateway.ts";
import { openNotebook } from "./notebook.ts";
import { patienceMs, quietWithinMs } from "./pace.ts";
import { hirePeople, operationsIn } from "./people.ts";
import type { Redis } from "./redis.ts";
import type { PartResult } from "./report.ts";
import { type Clientele, goOn } from "./stories.ts";
import { judge, shortcomings } from "./verdict.ts";
import { gather } from "./witness.ts";
import { openWorld } from "./world.ts";

export interface Sizes {
  /** Accounts asked for at each provider under faults. */
  readonly creates: number;
  readonly kills: number;
  /** Rounds of callers with one key, and how many they are. */
  readonly rounds: number;
  readonly callers: number;
  /** Restarts of the database. */
  readonly restarts: number;
  /** Events that followers are told of. */
  readonly events: number;
}

/** Where a part is played. */
export interface Stage extends Clientele {
  readonly sizes: Sizes;
  readonly database: RunDatabase;
  readonly redis: Redis | null;
  readonly banks: readonly BankName[];
  /** How the next processes shall die, in this order. */
  readonly crashes: Crash[];
  /** Plays a round unless an earlier run did; its keys begin with `name`, which is new each time. */
  round(name: string, play: (name: string, random: Random) => Promise<void>): Promise<void>;
  say(progress: string): void;
}

export interface Part {
  readonly name: string;
  about(stage: Pick<Stage, "sizes">): string;
  /** What is done about accounts that do not show; absent: a person decides, as by default. */
  readonly whenNotFound?: "again";
  play(stage: Stage): Promise<void>;
}

export interface StageSettings {
  /** The compiled gateway. */
  readonly program: string;
  readonly folder: string;
  readonly seed: number;
  readonly sizes: Sizes;
  readonly banks: readonly Bank[];
  readonly database: RunDatabase;
  readonly redis?: Redis | null;
  readonly gateways: number;
  readonly say?: (progress: string) => void;
}

/** Plays a part to its end, heals the world, and judges. */
export async function perform(part: Part, settings: StageSettings): Promise<PartResult> {
  const { program, folder, seed, sizes, database, redis = null, gateways } = settings;
  const banks = settings.banks.map(({ name }) => name);
  const { say = (text) => void process.stderr.write(`${text}\n`) } = settings;
  const began = performance.now();
  mkdirSync(folder, { recursive: true });
  const notebook = openNotebook(join(folder, "notebook.jsonl"));
  const crashes: Crash[] = [];
  const opened = new AsyncDisposableStack();
  try {
    const world = await openWorld({
      ...{ program, folder, database, gateways, banks: settings.banks, redisUrl: redis?.url ?? null },
      whenNotFound: part.whenNotFound ?? "person",
      nextCrash: () => crashes.shift() ?? null,
      died: (died) => notebook.write({ died }),
    });
    opened.defer(() => world.close());
    const clientele: Clientele = { world, notebook, patienceMs };
    const people = hirePeople(clientele);
    opened.defer(() => people.stop());
    await goOn(clientele);
    const stage: Stage = {
      ...{ ...clientele, sizes, database, redis, banks, crashes, say },
      async round(name, play) {
        if (notebook.isDone(name)) return;
        const again = notebook.begun(name);
        notebook.write({ begun: name });
        await play(again === 0 ? name : `${name}.${again}`, createRandom(seed * 7919 + hash(name)));
        notebook.write({ done: name });
      },
    };
    await part.play(stage);
    crashes.length = 0;
    await world.heal();
    const quietAfterSeconds = await untilQuiet(clientele);
    await people.stop();
    const evidence = await gather(clientele, folder);
    const verdicts = banks.map((bank) => [bank, judge(bank, evidence)] as const);
    for (const [, { problems }] of verdicts) for (const problem of problems) say(problem);
    const killed = countSteps(notebook.deaths);
    const alone = killed[endedAlone] ?? 0;
    return {
      ...{ part: part.name, engine: database.engine, seed, about: part.about({ sizes }), quietAfterSeconds },
      verdicts: Object.fromEntries(verdicts),
      killed,
      tookSeconds: Math.round((performance.now() - began) / 1000),
      shortcomings: [
        ...(alone === 0 ? [] : [`gateways ended by themselves ${alone} times`]),
        ...verdicts.flatMap(([bank, verdict]) => shortcomings(bank, verdict)),
      ],
    };
  } finally {
    await opened.disposeAsync();
  }
}

/** Answers after how many seconds nothing was under way or being found out; null when that did not come. */
async function untilQuiet({ world: { clients } }: Clientele): Promise<number | null> {
  const [client] = clients;
  const began = performance.now();
  if (client === undefined) return null;
  for (;;) {
    const seconds = Math.round((performance.now() - began) / 1000);
    const underWay = await operationsIn(client, "IN_PROGRESS");
    const inDoubt = await operationsIn(client, "IN_DOUBT");
    if (underWay?.length === 0 && inDoubt?.length === 0) return seconds;
    if (performance.now() - began > quietWithinMs) return null;
    await sleep(500);
  }
}

function countSteps(deaths: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const death of deaths) {
    const [step = ""] = death.split(":");
    counts[step] = (counts[step] ?? 0) + 1;
  }
  return counts;
}

function hash(text: string): number {
  return [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 7);
}
