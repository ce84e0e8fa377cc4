import { globSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { createRandom, type Random } from "../../../src/sandbox/kit/random.ts";
import { pace } from "../pace.ts";
import type { StageSettings } from "../stage.ts";
import { openWorld, type World } from "../world.ts";
import { clients } from "./clients.ts";
import { differences, eventCursor, everythingRead, type Shown, shownAccounts } from "./directory.ts";
import { type Follower, follow } from "./follower.ts";
import { type Heard, judgeFollower, judgeLog } from "./judge.ts";
import { readLog, type WrittenLog } from "./log.ts";
import { type FollowerResult, type FollowersResult, followersShortcomings } from "./report.ts";
import { write } from "./writers.ts";

export const followersPart = "followers";

const writers = 16;
const quietWithinMs = 120_000;

export interface FollowersSettings extends StageSettings {
  /**
   * A gateway is killed so long after each start, of several each as rarely as makes the same together: between
   * these two, in milliseconds.
   */
  readonly killedAfterMs?: readonly [from: number, to: number];
  /** Nobody waits for sweeps, and gateways are killed once. */
  readonly isBrief?: boolean;
}

/**
 * Sixteen writers change accounts at the providers and through the gateways, which are killed and come back; followers come
 * and go. The log in the database and the providers' ledgers are the witnesses.
 */
export async function performFollowers(settings: FollowersSettings): Promise<FollowersResult> {
  const { program, folder, seed, sizes, banks, database, gateways, killedAfterMs = [10_000, 30_000] } = settings;
  const { isBrief = false } = settings;
  const { say = (text) => void process.stderr.write(`${text}\n`) } = settings;
  const began = performance.now();
  const random = createRandom(seed);
  const deaths: string[] = [];
  let isOver = false;
  const opened = new AsyncDisposableStack();
  try {
    mkdirSync(folder, { recursive: true });
    const world = await openWorld({
      ...{ program, folder, banks, database, gateways, redisUrl: null, whenNotFound: "person", hearsWebhooks: true },
      // Requests wait for each other on a busy machine, which is no fault of a provider.
      entry: { limits: { ...pace.limits, timeoutMs: 10_000, changeTimeoutMs: 10_000, deadlineMs: 15_000 }, sweep },
      nextCrash: () =>
        isOver || (isBrief && deaths.length > 0) ? null : { afterMs: gateways * random.integer(...killedAfterMs) },
      died: (how) => deaths.push(how),
    });
    opened.defer(() => world.close());
    const [client] = world.clients;
    if (client === undefined) throw new Error("There is no gateway to ask.");

    const begin = await eventCursor(client);
    const heard = new Map<string, string>();
    const followers = Object.entries(clients).map(([name, client], place) => {
      const pilot = place === 0;
      return follow({
        ...{ name, client, token: world.token, after: begin },
        urls: world.gateways.map(({ url }) => url),
        random: createRandom(seed * 31 + place),
        heard: pilot ? ({ account, newStatus }) => void heard.set(account, newStatus) : () => {},
      });
    });
    opened.defer(() => stopAll(followers));
    await everythingRead(client);
    const shown = await shownAccounts(client);
    say(`${shown.length} accounts have been read`);

    const wrote = performance.now();
    const told = () => Math.max(...followers.map((follower) => follower.told.length));
    const telling = setInterval(() => say(`${told()} of ${sizes.events} events, ${deaths.length} kills`), 10_000);
    opened.defer(() => clearInterval(telling));
    await Promise.all(
      cast(world, shown, seed).map((writer) =>
        write({ ...writer, heard, isHasty: isBrief, isOver: () => told() >= sizes.events && deaths.length > 0 }),
      ),
    );
    clearInterval(telling);
    const writingSeconds = secondsSince(wrote);
    isOver = true;

    const { left, seconds, head } = await untilQuiet(world, followers);
    for (const one of left) say(one);
    await stopAll(followers);
    await world.close();
    const log = await readLog(database.url);
    const position = log.positionOf(begin);
    // What comes while the followers are sent home and the gateways stop is nobody's to hear.
    const end = seconds === null ? Number.POSITIVE_INFINITY : log.positionOf(head);
    const events = log.events.filter((event) => event.position > position && event.position <= end);
    const result = {
      ...{ part: followersPart, engine: database.engine, seed, writingSeconds, quietAfterSeconds: seconds },
      about: `${writers} writers, ${followers.length} followers that come and go, ${gateways} gateways that are killed`,
      followers: followers.map((follower) => resultOf(follower, log, { begin: position, end })),
      events: events.length,
      causes: count(events.map(({ cause }) => cause)),
      log: judgeLog(log.events, log.head),
      differences: left,
      deadlocks: deadlocksIn(folder),
      killed: deaths.filter((how) => how === "anywhere").length,
      endedAlone: deaths.filter((how) => how !== "anywhere").length,
      tookSeconds: secondsSince(began),
    };
    return { ...result, shortcomings: followersShortcomings(result) };
  } finally {
    await opened.disposeAsync();
  }
}

/** As often as may be: they come upon accounts while webhooks, reads and mutations write them. */
const sweep = { everySeconds: 10 };

/** As many writers at each provider, each with accounts of its own that are usable. */
function cast({ banks, clients }: World, shown: readonly Shown[], seed: number) {
  return Array.from({ length: writers }, (_, place) => {
    const bank = banks[place % banks.length] as World["banks"][number];
    const usable = shown.filter(({ provider, status }) => provider.name === bank.name && status === "ACTIVE");
    const [own, share] = [Math.floor(place / banks.length), Math.ceil(writers / banks.length)];
    const accounts = usable.filter((_, index) => index % share === own);
    const random: Random = createRandom(seed * 131 + place);
    return { name: `w${place}`, bank, clients, accounts, random };
  });
}

/** Waits until all accounts are shown as they are and every follower has the last event that is for it. */
async function untilQuiet(world: World, followers: readonly Follower[]) {
  const [client] = world.clients;
  // It is told of everything; where another has come to may be behind what is not for it.
  const [pilot] = followers;
  if (client === undefined) throw new Error("There is no gateway to ask.");
  const began = performance.now();
  for (;;) {
    const head = await eventCursor(client);
    const left = await differences(client, world.banks);
    const isThrough = ({ cursor, client: { isTold } }: Follower) =>
      cursor === head || cursor === pilot?.told.findLast(isTold)?.cursor;
    const isQuiet = left.length === 0 && pilot?.cursor === head && followers.every(isThrough);
    if (isQuiet && head === (await eventCursor(client))) return { left, seconds: secondsSince(began), head };
    if (performance.now() - began > quietWithinMs) return { left, seconds: null, head };
    await sleep(500);
  }
}

async function stopAll(followers: readonly Follower[]): Promise<void> {
  await Promise.all(followers.map((follower) => follower.stop()));
}

function resultOf(
  follower: Follower,
  log: WrittenLog,
  { begin, end }: { readonly begin: number; readonly end: number },
): FollowerResult {
  const { name, connections, broken, bookmarks, refusals } = follower;
  const told = follower.told.map(
    ({ cursor, account, type, newStatus }): Heard => ({
      ...{ position: log.positionOf(cursor), type, newStatus },
      // A global id is `Account:`, the provider and its id, in Base64.
      account: Buffer.from(account, "base64").toString().replace("Account:", ""),
    }),
  );
  const untilThen = log.events.filter((event) => event.position <= end && follower.client.isTold(event));
  const verdict = judgeFollower(
    untilThen,
    begin,
    told.filter(({ position }) => position <= end),
  );
  return { name, told: told.length, connections, broken, bookmarks, refusals, ...verdict };
}

function deadlocksIn(folder: string): number {
  const logs = [...globSync(join(folder, "*", "gateway.log")), ...globSync(join(folder, "postgres.log"))];
  return logs.reduce((sum, path) => sum + (readFileSync(path, "utf8").match(/^.*deadlock.*$/gim)?.length ?? 0), 0);
}

function count(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words.toSorted()) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function secondsSince(began: number): number {
  return Math.round((performance.now() - began) / 1000);
}
