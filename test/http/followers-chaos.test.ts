import "reflect-metadata";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Directory } from "../../src/accounts/directory-contract.ts";
import { answer } from "../accounts/directory-fixture.ts";
import { socketClient } from "../support/follow.ts";
import { type FollowWorld, openFollowWorld } from "./follow-world.ts";

let world: FollowWorld;
beforeAll(async () => {
  world = await openFollowWorld();
});
afterAll(() => world?.close());

const writers = 16;
const accountsEach = 25;
const rounds = 25;
const total = writers * accountsEach * rounds;

const document = `
  subscription Follow($after: String) {
    accountEvents(after: $after) { cursor type changes { field after } account { providerAccountId } }
  }
`;

interface Told {
  readonly accountEvents: {
    readonly cursor: string;
    readonly changes: readonly { readonly field: string; readonly after: unknown }[];
    readonly account: { readonly providerAccountId: string };
  };
}

/** One provider's accounts, all told anew in every round, each time in one transaction. */
async function write(directory: Directory, writer: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const asOf = await world.later();
    const accounts = Array.from({ length: accountsEach }, (_, index) =>
      answer(asOf, { status: "ACTIVE", label: `round ${round}` }, `${writer}-${index}`),
    );
    for (const { outcome } of await directory.observe(accounts, "READ")) {
      if (outcome === "SUPERSEDED") throw new Error("Two answers of the same time: the test's clock stood still.");
    }
  }
}

/** Follows to the end, and goes away every now and then, wherever it is. */
async function follow(
  urls: readonly string[],
  patience: number,
  begin: string,
): Promise<{ told: Told["accountEvents"][]; breaks: number }> {
  const token = await world.token();
  const told: Told["accountEvents"][] = [];
  let breaks = 0;
  while (told.length < total) {
    const client = socketClient(urls[breaks % urls.length] ?? world.url, token);
    const after = told.at(-1)?.cursor ?? begin;
    let left = Math.ceil(patience * (1 + ((breaks * 7) % 5)));
    for await (const { data } of client.iterate<Told & Record<string, unknown>>({
      query: document,
      variables: { after },
    })) {
      if (data) told.push(data.accountEvents);
      if (told.length === total || --left === 0) break;
    }
    // Some go without a word.
    if (breaks++ % 2 === 0) client.terminate();
    await client.dispose();
  }
  return { told, breaks };
}

test("ten thousand events of sixteen writers reach followers that come and go, each once and in order", async () => {
  const other = await world.anotherServer();
  const [{ eventCursor: begin } = { eventCursor: "" }] = [await eventCursor()];
  const directories = await Promise.all(Array.from({ length: writers }, () => world.another()));
  const following = [
    follow([world.url], 400, begin),
    follow([other], 300, begin),
    follow([world.url, other], 700, begin),
    follow([other, world.url], 1_000, begin),
  ];
  await Promise.all(directories.map(write));
  for (const { told, breaks } of await Promise.all(following)) {
    expect(breaks).toBeGreaterThan(2);
    expect(new Set(told.map(({ cursor }) => cursor)).size).toBe(total);
    const seen = new Map<string, number>();
    for (const { account, changes } of told) {
      const label = changes.find(({ field }) => field === "label")?.after ?? "round 0";
      const round = Number(String(label).replace("round ", ""));
      // Nothing left out, nothing twice, nothing in another order.
      expect(round).toBe((seen.get(account.providerAccountId) ?? -1) + 1);
      seen.set(account.providerAccountId, round);
    }
    expect(seen.size).toBe(writers * accountsEach);
  }
}, 120_000);

async function eventCursor(): Promise<{ eventCursor: string }> {
  const response = await fetch(world.url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${await world.token()}` },
    body: JSON.stringify({ query: "{ eventCursor }" }),
  });
  return ((await response.json()) as { data: { eventCursor: string } }).data;
}
