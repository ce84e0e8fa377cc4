import { describe, expect, it } from "vitest";
import { tokenWalk } from "../../../src/providers/kit/token-walk.ts";

/** Walks along `nextTokens` (by the token asked with, "" for the first page); the tokens asked with, in order. */
function walkAlong(nextTokens: Readonly<Record<string, string | null>>, isEmpty = false): (string | null)[] {
  const walk = tokenWalk("demo");
  const asked: (string | null)[] = [];
  let cursor: string | null = null;
  do {
    const token = walk.ask(cursor);
    asked.push(token);
    cursor = walk.next(cursor, { nextToken: nextTokens[token ?? ""] ?? null, isEmpty });
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

  it("ends where an empty page names the same token again", () => {
    expect(walkAlong({ "": "end", end: "end" }, true)).toEqual([null, "end"]);
  });
});
