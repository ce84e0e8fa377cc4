import { describe, expect, it } from "vitest";
import { tokenWalk } from "../../../src/providers/kit/token-walk.ts";

/** Walks along `nextTokens` (by the token asked with, "" for the first page); the tokens asked with, in order. */
function walkAlong(nextTokens: Readonly<Record<string, string | null>>, emptyAt?: string): (string | null)[] {
  const walk = tokenWalk("demo");
  const asked: (string | null)[] = [];
  let cursor: string | null = null;
  do {
    const token = walk.ask(cursor);
    asked.push(token);
    cursor = walk.next(cursor, { nextToken: nextTokens[token ?? ""] ?? null, isEmpty: token === emptyAt });
  } while (cursor !== null && asked.length < 1_000);
  return asked;
}

describe("a walk along page tokens", () => {
  it("asks with the token that the page before named, until one names none", () => {
    expect(walkAlong({ "": "a", a: "b", b: null })).toEqual([null, "a", "b"]);
    expect(walkAlong({})).toEqual([null]);
  });

  it("ends with an error when the tokens lead in a circle of any length", () => {
    for (const length of [1, 2, 3, 10, 100]) {
      const circle = Object.fromEntries(Array.from({ length }, (_, place) => [`${place}`, `${(place + 1) % length}`]));
      expect(() => walkAlong({ "": "start", start: "0", ...circle })).toThrow("circle");
    }
  });

  it("ends at once where an empty page names its own token again, however far down", () => {
    expect(walkAlong({ "": "end", end: "end" }, "end")).toEqual([null, "end"]);
    const chain = Object.fromEntries(Array.from({ length: 20 }, (_, place) => [`${place}`, `${place + 1}`]));
    expect(walkAlong({ "": "0", ...chain, "20": "20" }, "20")).toHaveLength(22);
  });
});
