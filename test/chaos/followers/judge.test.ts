import { expect, test } from "vitest";
import { judgeFollower, judgeLog } from "./judge.ts";
import type { Written } from "./log.ts";

// The judge of `npm run chaos` has to see what is wrong: here something always is.

function event(position: number, account: string, previousStatus: string | null, newStatus: string): Written {
  return { position, account, type: "STATUS_CHANGED", cause: "SWEEP", previousStatus, newStatus };
}

const log = [
  event(1, "p:a", null, "ACTIVE"),
  event(2, "p:b", null, "ACTIVE"),
  event(3, "p:a", "ACTIVE", "SUSPENDED"),
  event(4, "p:b", "ACTIVE", "CLOSED"),
];
const [first, second, third, fourth] = log as [Written, Written, Written, Written];
const nothing = { lost: 0, duplicated: 0, reordered: 0, untrue: 0 };

test.each([
  ["all in order", [first, second, third, fourth], nothing],
  ["another order of two accounts", [second, first, third, fourth], nothing],
  ["one that was left out", [first, second, fourth], { ...nothing, lost: 1 }],
  ["one that came again", [first, second, second, third, fourth], { ...nothing, duplicated: 1 }],
  ["one that came again later", [first, second, third, fourth, first], { ...nothing, duplicated: 1 }],
  ["one that came too late", [third, second, first, fourth], { ...nothing, reordered: 1 }],
  ["another status", [first, second, third, { ...fourth, newStatus: "ACTIVE" }], { ...nothing, untrue: 1 }],
  ["one that never was", [...log, event(5, "p:a", "SUSPENDED", "ACTIVE")], { ...nothing, untrue: 1 }],
])("a follower who was told of %s", (_, told, verdict) => {
  expect(judgeFollower(log, 0, told)).toEqual(verdict);
});

test("what was before a follower began is not missing", () => {
  expect(judgeFollower(log, 2, [third, fourth])).toEqual(nothing);
});

test("a log with a hole in it, and with a change that does not go on from the last", () => {
  expect(judgeLog(log, 4)).toEqual({ gaps: 0, torn: 0 });
  expect(judgeLog([first, second, fourth], 4)).toEqual({ gaps: 1, torn: 0 });
  expect(judgeLog([first, second, { ...third, previousStatus: "CLOSED" }], 3)).toEqual({ gaps: 0, torn: 1 });
  const detail = { ...event(4, "p:a", "ACTIVE", "SUSPENDED"), type: "DETAILS_CHANGED" };
  expect(judgeLog([first, second, third, detail], 4)).toEqual({ gaps: 0, torn: 0 });
  expect(judgeLog([first, second, third, { ...detail, type: third.type }], 4)).toEqual({ gaps: 0, torn: 1 });
  expect(judgeLog([first, second, third, { ...detail, cause: "READ" }], 4)).toEqual({ gaps: 0, torn: 1 });
});
