import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GatewayError } from "../../../src/domain/errors.ts";
import { rowKeys } from "../../../src/providers/kit/list-walk.ts";
import { offsetWalk, type PageAnswer, pageNumberWalk } from "../../../src/providers/kit/pagination.ts";

/** A provider's list that changes between any two calls, and the habits that a provider may have. */
interface Server {
  readonly rows: string[];
  readonly largest: number;
  readonly tellsTotal: boolean;
  /** The page size that it tells: what it served, what it was asked for, or none. */
  readonly tellsSize: "served" | "asked" | null;
  readonly repeatsLastPage: boolean;
}

type Change = { readonly remove: number } | { readonly insert: number };
type Read = (cursor: string | null) => { seen: readonly string[]; next: string | null };

const mostCalls = 5_000;

function page(server: Server, start: number, size: number): PageAnswer {
  const served = Math.min(size, server.largest);
  const isBeyond = start >= server.rows.length && server.repeatsLastPage;
  const rows = isBeyond ? server.rows.slice(-served) : server.rows.slice(start, start + served);
  return {
    keys: rows,
    total: server.tellsTotal ? server.rows.length : null,
    served: { served, asked: size, none: null }[server.tellsSize ?? "none"],
  };
}

function byOffset(server: Server, size: number): Read {
  const walk = offsetWalk({ provider: "demo", size });
  return (cursor) => {
    const { offset, limit } = walk.ask(cursor);
    const answer = page(server, offset, limit);
    return { seen: answer.keys, next: walk.next(cursor, answer) };
  };
}

function byPageNumber(server: Server, size: number, firstPage: number): Read {
  const walk = pageNumberWalk({ provider: "demo", size, firstPage });
  return (cursor) => {
    const asked = walk.ask(cursor);
    expect(Number.isInteger(asked.page) && asked.page >= firstPage).toBe(true);
    const served = Math.min(asked.size, server.largest);
    const answer = page(server, (asked.page - firstPage) * served, asked.size);
    return { seen: answer.keys, next: walk.next(cursor, answer) };
  };
}

/** Reads to the end, changing the list after every call while changes last. */
function readAll(read: Read, server: Server, changes: readonly (readonly Change[])[]) {
  const seen = new Set<string>();
  let cursor: string | null = null;
  let calls = 0;
  do {
    const answer = read(cursor);
    for (const id of answer.seen) seen.add(id);
    cursor = answer.next;
    for (const change of changes[calls] ?? []) apply(server, change);
    calls += 1;
    if (calls > mostCalls) throw new Error("the walk does not end");
  } while (cursor !== null);
  return { seen, calls };
}

let newRows = 0;
function apply({ rows }: Server, change: Change): void {
  if ("remove" in change) rows.splice(Math.floor(change.remove * rows.length), 1);
  else {
    newRows += 1;
    rows.splice(Math.floor(change.insert * (rows.length + 1)), 0, `new ${newRows}`);
  }
}

const accounts = (count: number) => Array.from({ length: count }, (_, index) => `account ${index}`);
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const changes = fc.array(
  fc.array(fc.oneof(fc.record({ remove: place }), fc.record({ insert: place })), { maxLength: 6 }),
  {
    maxLength: 40,
  },
);
const habits = fc.record({
  count: fc.integer({ min: 0, max: 200 }),
  largest: fc.integer({ min: 7, max: 30 }),
  tellsTotal: fc.boolean(),
  tellsSize: fc.constantFrom("served", "asked", null),
  repeatsLastPage: fc.boolean(),
});

/** Once made a walk take the page before a gap for the end. */
const habitless = { count: 15, largest: 7, tellsTotal: false, tellsSize: null, repeatsLastPage: false };
const twice = (change: Change) => [change, change];
const toAndFro: Change[][] = [
  twice({ remove: 0 }),
  twice({ insert: 0 }),
  twice({ remove: 0 }),
  twice({ insert: 0 }),
  [{ remove: 0 }],
  [{ insert: 0 }],
];

function seesWhatStayed(read: (server: Server, size: number) => Read) {
  fc.assert(
    fc.property(habits, fc.integer({ min: 7, max: 40 }), changes, ({ count, ...rest }, size, plan) => {
      const server: Server = { rows: accounts(count), ...rest };
      const { seen } = readAll(read(server, size), server, plan);
      const stayed = server.rows.filter((row) => !row.startsWith("new"));
      expect(stayed.filter((row) => !seen.has(row))).toEqual([]);
    }),
    { numRuns: 1_000, seed: 20_250_910, examples: [[habitless, 7, toAndFro]] },
  );
}

const still: Omit<Server, "rows"> = { largest: 100, tellsTotal: true, tellsSize: null, repeatsLastPage: false };

describe("a walk over a list that shifts meanwhile", () => {
  it("by offset sees every row that existed throughout", () => seesWhatStayed(byOffset));
  it("by page number from 0 sees every row that existed throughout", () =>
    seesWhatStayed((server, size) => byPageNumber(server, size, 0)));
  it("by page number from 1 sees every row that existed throughout", () =>
    seesWhatStayed((server, size) => byPageNumber(server, size, 1)));
});

describe("a walk over a list at rest", () => {
  it("asks for each row about once", () => {
    const server = { ...still, rows: accounts(10_000) };
    expect(readAll(byPageNumber(server, 100, 0), server, []).calls).toBeLessThan(120);
    expect(readAll(byOffset(server, 100), server, []).calls).toBeLessThan(105);
  });

  it("passes the borders that pages of every size share", () => {
    const server = { ...still, rows: accounts(6_000) };
    expect(readAll(byPageNumber(server, 10, 1), server, []).seen.size).toBe(6_000);
  });

  it("reads a list of one page with one call when the total is told, and with two otherwise", () => {
    const told = { ...still, rows: accounts(8) };
    expect(readAll(byPageNumber(told, 10, 0), told, []).calls).toBe(1);
    const untold = { ...still, tellsTotal: false, rows: accounts(8) };
    expect(readAll(byOffset(untold, 10), untold, []).calls).toBe(2);
  });

  it("does not take a short page for the end because of a page size that may be the one asked for", () => {
    const server: Server = { ...still, largest: 10, tellsTotal: false, tellsSize: "asked", rows: accounts(41) };
    expect(readAll(byOffset(server, 20), server, []).seen.size).toBe(41);
    expect(readAll(byPageNumber(server, 20, 0), server, []).seen.size).toBe(41);
  });

  it.each([2, 3])("reads on where the provider serves no more than %i rows a page", (largest) => {
    for (const tellsTotal of [true, false]) {
      const server: Server = { ...still, largest, tellsTotal, rows: accounts(41) };
      expect(readAll(byOffset(server, 20), server, []).seen.size).toBe(41);
      expect(readAll(byPageNumber(server, 20, 1), server, []).seen.size).toBe(41);
    }
  });

  it("does not take a total for the end that may be the number of rows on the page", () => {
    const walk = pageNumberWalk({ provider: "demo", size: 10, firstPage: 1 });
    const next = walk.next(null, { keys: accounts(10), total: 10, served: null });
    expect(next).not.toBeNull();
    expect(walk.next(next, { keys: accounts(10).slice(-1), total: 1, served: null })).toBeNull();
  });

  it("does not take a page that is shorter than it says for the end while the total tells of more", () => {
    const rows = accounts(50);
    const walk = pageNumberWalk({ provider: "demo", size: 100, firstPage: 0 });
    const seen = new Set<string>();
    let cursor: string | null = null;
    do {
      const { page, size } = walk.ask(cursor);
      const served = Math.min(size, 20);
      const keys = rows.slice(page * served, (page + 1) * served);
      for (const key of keys) seen.add(key);
      cursor = walk.next(cursor, { keys, total: 50, served: size });
    } while (cursor !== null);
    expect(seen.size).toBe(50);
  });

  it("does not take a total that is too low or too high for the end", () => {
    for (const total of [3, 1_000]) {
      const rows = accounts(25);
      const walk = offsetWalk({ provider: "demo", size: 10 });
      const seen = new Set<string>();
      for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
        const { offset, limit } = walk.ask(cursor);
        const keys = rows.slice(offset, offset + limit);
        for (const key of keys) seen.add(key);
        cursor = walk.next(cursor, { keys, total, served: null });
      }
      expect(seen.size).toBe(25);
    }
  });
});

describe("a list without order", () => {
  it("ends with an error instead of never", () => {
    const random = fc.sample(fc.shuffledSubarray(accounts(500), { minLength: 10, maxLength: 10 }), {
      numRuns: 5_000,
      seed: 1,
    });
    const walk = offsetWalk({ provider: "demo", size: 10 });
    const readForEver = () => {
      let cursor: string | null = null;
      for (const keys of random) cursor = walk.next(cursor, { keys, total: null, served: null });
    };
    expect(readForEver).toThrow(GatewayError);
  });

  it("of a server that ignores offset and limit ends after the list was read", () => {
    const walk = offsetWalk({ provider: "demo", size: 20 });
    const all = { keys: accounts(41), total: null, served: null };
    const cursor = walk.next(null, all);
    expect(walk.next(cursor, all)).toBeNull();
  });
});

it("rowKeys tells rows apart by their id, or by all they are where there is none", () => {
  expect(rowKeys([{ id: "1" }, { id: 1 }, { name: "a" }, null, "x"], "id")).toEqual([
    '"1"',
    "1",
    '{"name":"a"}',
    "null",
    '"x"',
  ]);
});
