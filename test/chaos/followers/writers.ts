import { setTimeout as sleep } from "node:timers/promises";
import type { GatewayClient } from "../../../src/client/index.ts";
import type { Random } from "../../../src/sandbox/kit/random.ts";
import { ChaosReadLiveDocument } from "../../generated/documents.ts";
import type { Bank } from "../banks.ts";
import { ask } from "../client.ts";
import { wishForUpdate } from "../wishes.ts";
import { type Shown, words } from "./directory.ts";

/** Somebody who changes the accounts of one provider that are theirs. */
export interface Writer {
  readonly name: string;
  readonly bank: Bank;
  readonly clients: readonly GatewayClient[];
  readonly accounts: readonly Shown[];
  readonly random: Random;
  /** The last status of an account that any follower was told of. */
  readonly heard: ReadonlyMap<string, string>;
  readonly isOver: () => boolean;
  /** Waits for no sweep: goes on soon, and has all accounts read when it is over. */
  readonly isHasty: boolean;
}

/**
 * So many accounts change at once: where webhooks tell of each, and where a sweep comes upon most of them; and so many of
 * them are read live meanwhile.
 */
const lump = { told: 10, swept: 1_000, read: 25 };
/** How long a writer waits until the gateway knows: one may be down, and an account may be found changed back. */
const patienceMs = { told: 5_000, swept: 30_000, hasty: 300 };

/**
 * Changes the status of accounts at the provider, as its own staff would, back and forth, and goes on when the gateway
 * knows. Where there are webhooks they tell of it, and live reads come in between; where there are none, some accounts
 * are read live and sweeps come upon the others. Now and then the gateway itself is asked to change one of them at the
 * same time.
 */
export async function write(writer: Writer): Promise<void> {
  const { name, bank, clients, accounts, random, heard, isOver, isHasty } = writer;
  const way = bank.name === "if" || bank.name === "revsto" ? "told" : "swept";
  const statuses = Object.entries(words[bank.name]);
  const now = new Map(accounts.map(({ id }) => [id, 0]));
  for (let round = 0; !isOver(); round++) {
    const some = take(accounts, lump[way], random);
    const expected = new Map<string, string>();
    const changes = some.map(({ id, providerAccountId }) => {
      const next = ((now.get(id) ?? 0) + 1) % statuses.length;
      const [shown, status] = statuses[next] as [string, string];
      now.set(id, next);
      expected.set(id, shown);
      return { action: "setStatus", id: providerAccountId, status };
    });
    await bank.admin(changes);
    const changing = random.chance(0.2) ? changeThroughGateway(random.pick(some), `${name}-${round}`) : null;
    if (way === "swept" || random.chance(0.3)) await readLive(take(some, lump.read, random));
    await allHeard(expected, patienceMs[isHasty ? "hasty" : way]);
    await changing;
  }
  for (let left = isHasty ? accounts : []; left.length > 0; ) left = await readLive(left);

  /** Answers those that were not answered for. */
  async function readLive(some: readonly Shown[]): Promise<readonly Shown[]> {
    const client = random.pick(clients);
    const answers = await Promise.all(some.map(({ id }) => client.request(ChaosReadLiveDocument, { id })));
    return some.filter((_, index) => answers[index]?.ok !== true);
  }

  async function changeThroughGateway(account: Shown, key: string): Promise<void> {
    const opened = { bank: bank.name, account };
    const wish = wishForUpdate({ key, cause: "followers", isFickle: true }, opened);
    if (wish !== null) await ask(random.pick(clients), wish);
  }

  async function allHeard(expected: ReadonlyMap<string, string>, withinMs: number): Promise<void> {
    const until = performance.now() + withinMs;
    const isHeard = () => [...expected].every(([id, status]) => heard.get(id) === status);
    while (!isHeard() && performance.now() < until && !isOver()) await sleep(20);
  }
}

/** Neighbours, from anywhere on. */
function take<Item>(items: readonly Item[], count: number, random: Random): Item[] {
  const from = random.integer(0, items.length - 1);
  return [...items.slice(from), ...items.slice(0, from)].slice(0, count);
}
