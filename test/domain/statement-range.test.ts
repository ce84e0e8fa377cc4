import { expect, test } from "vitest";
import { statementRange } from "../../src/domain/statement-range.ts";

test.each([
  // Integrated Finance's own examples.
  [null, null, "2021-09-13T10:00:00.000Z", "2021-09-01T00:00:00.000Z", "2021-09-30T23:59:59.999Z"],
  [
    "2021-02-10T00:00:00.000Z",
    null,
    "2021-09-13T10:00:00.000Z",
    "2021-02-10T00:00:00.000Z",
    "2021-02-28T23:59:59.999Z",
  ],
  [
    null,
    "2021-02-10T12:00:00.000Z",
    "2021-09-13T10:00:00.000Z",
    "2021-02-01T00:00:00.000Z",
    "2021-02-10T12:00:00.000Z",
  ],
  // A leap year, and the end of a year.
  [
    "2024-02-10T00:00:00.000Z",
    null,
    "2021-09-13T10:00:00.000Z",
    "2024-02-10T00:00:00.000Z",
    "2024-02-29T23:59:59.999Z",
  ],
  [null, null, "2026-12-31T23:59:59.999Z", "2026-12-01T00:00:00.000Z", "2026-12-31T23:59:59.999Z"],
])("from %s to %s at %s", (from, to, now, first, last) => {
  expect(statementRange(from, to, now)).toEqual({ from: first, to: last });
});
