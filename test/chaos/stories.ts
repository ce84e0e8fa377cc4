import PQueue from "p-queue";
import type { Random } from "../../src/sandbox/kit/random.ts";
import type { BankName } from "./banks.ts";
import { type Ending, insist } from "./client.ts";
import type { Notebook } from "./notebook.ts";
import { type Wish, wishForAccount, wishForUpdate, wishToClose } from "./wishes.ts";
import type { World } from "./world.ts";

/** Clients of one run, and what they write down. */
export interface Clientele {
  readonly world: World;
  readonly notebook: Notebook;
  readonly patienceMs: number;
}

/** A client's wish for an account, and what it goes on to do with it. */
export interface Story {
  readonly opening: Wish;
  readonly isUpdated: boolean;
  readonly isClosed: boolean;
}

export interface Plot {
  /** Begins every key of these stories. */
  readonly name: string;
  readonly cause: string;
  readonly banks: readonly BankName[];
  /** At each bank. */
  readonly count: number;
  readonly random: Random;
}

/** Some clients go away after asking once: what they wanted has to end well all the same. */
const fickle = 0.05;

/** Thought up as a whole before the first is told: the same randomness makes the same stories. */
export function inventStories({ world }: Clientele, { name, cause, banks, count, random }: Plot): Story[] {
  return Array.from({ length: count }, (_, number) =>
    banks.map((bank) => {
      const asked = { key: `${name}-${bank}-${number}`, cause, isFickle: random.chance(fickle) };
      const opening = wishForAccount(asked, bank, world.openings, random);
      return { opening, isUpdated: random.chance(0.3), isClosed: random.chance(0.2) };
    }),
  ).flat();
}

interface Telling {
  /** At each bank. */
  readonly atOnce: number;
  /** Hears of each that has ended. */
  readonly told?: () => void;
  /** Once it says so no further story is begun. */
  readonly isOver?: () => boolean;
}

export async function tellStories(
  clientele: Clientele,
  stories: readonly Story[],
  { atOnce, told = () => {}, isOver = () => false }: Telling,
): Promise<void> {
  const queues = new Map<BankName, PQueue>();
  for (const story of stories) {
    const { bank } = story.opening;
    const queue = queues.get(bank) ?? new PQueue({ concurrency: atOnce });
    queues.set(bank, queue);
    void queue.add(async () => {
      if (isOver()) return;
      await tell(clientele, story);
      told();
    });
  }
  await Promise.all([...queues.values()].map((queue) => queue.onIdle()));
}

async function tell(clientele: Clientele, { opening, isUpdated, isClosed }: Story): Promise<void> {
  const { account } = await fulfil(clientele, opening);
  if (account === null) return;
  const { bank, key } = opening;
  const update = isUpdated ? wishForUpdate({ ...opening, key: `${key}-u` }, { bank, account }) : null;
  if (update !== null) await fulfil(clientele, update);
  // What the last change came to shows only where another one did not follow.
  else if (isClosed) await fulfil(clientele, wishToClose({ ...opening, key: `${key}-c` }, { bank, account }));
}

/** Asks until it is known, and writes down both. */
async function fulfil({ world, notebook, patienceMs }: Clientele, wish: Wish): Promise<Ending> {
  notebook.write({ wish });
  const ending = await insist(world.clients, wish, patienceMs);
  notebook.write({ key: wish.key, ending });
  return ending;
}

/** Those whose clients were cut off with the run ask again, each with its old key. */
export async function goOn(clientele: Clientele): Promise<void> {
  const { wishes, endings } = clientele.notebook;
  const open = [...wishes.values()].filter(({ key }) => !endings.has(key));
  const queue = new PQueue({ concurrency: 32 });
  for (const wish of open) void queue.add(() => fulfil(clientele, wish));
  await queue.onIdle();
}
