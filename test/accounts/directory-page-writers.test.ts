import { setImmediate as othersTurn } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Directory } from "../../src/accounts/directory-contract.ts";
import type { AccountOrder, PageQuery } from "../../src/domain/account-list.ts";
import { answer, everything, firstPage, openTestDirectory, type TestDirectory } from "./directory-fixture.ts";

const writers = 16;
const standing = 300;
const most = 1_000;
const names = ["Ádám", "Bea", null, "Çelik", "Ďuro", "Élise"];

let place: TestDirectory;
beforeAll(async () => {
  place = await openTestDirectory();
});
afterAll(() => place?.close());

/** Names and times all over the orderings, many of them equal. */
function factsOf(number: number) {
  const day = new Date(Date.UTC(2024, 0, 1 + (number % 40))).toISOString();
  return { holderName: names[number % names.length] ?? null, createdAt: number % 7 === 0 ? null : day };
}

async function walk(directory: Directory, order: AccountOrder, from: PageQuery["from"]): Promise<string[]> {
  const met: string[] = [];
  let query: PageQuery = { ...firstPage("ASC", {}, 7), order, from };
  for (;;) {
    // As between the requests of a client: the writers go on meanwhile.
    await othersTurn();
    const page = await directory.page(everything, query);
    met.push(...page.map(({ ref }) => ref.id));
    const edge = from === "start" ? page.at(-1) : page.at(0);
    if (edge === undefined) return met;
    const position = directory.position(edge, order);
    query = from === "start" ? { ...query, after: position } : { ...query, before: position };
  }
}

test("while 16 writers insert, a walk shows each account that existed throughout exactly once", async () => {
  const asOf = await place.later();
  const old = Array.from({ length: standing }, (_, number) => `old-${number}`);
  await place.directory.observe(
    old.map((id, number) => answer(asOf, factsOf(number), id)),
    "SWEEP",
  );

  let isWalking = true;
  let inserted = 0;
  const write = async (writer: number): Promise<void> => {
    const directory = await place.another();
    // An end, so that no walk runs after those who write faster than it reads.
    while (isWalking && inserted < most) {
      const number = inserted++;
      const told = factsOf(number * 11 + writer);
      await directory.observe([answer(await directory.now(), told, `new-${number}`)], "SWEEP");
    }
  };
  const readers = (["CREATED_AT", "HOLDER_NAME"] as const).flatMap((field) => [
    walk(place.directory, { field, direction: "ASC" }, "start"),
    walk(place.directory, { field, direction: "DESC" }, "start"),
    walk(place.directory, { field, direction: "DESC" }, "end"),
  ]);
  const writing = Array.from({ length: writers }, (_, writer) => write(writer));
  const walks = await Promise.all(readers).finally(() => {
    isWalking = false;
  });
  await Promise.all(writing);

  expect(inserted).toBeGreaterThan(writers);
  for (const met of walks) {
    expect(new Set(met).size).toBe(met.length);
    expect(met.filter((id) => id.startsWith("old")).toSorted()).toEqual(old.toSorted());
  }
});
