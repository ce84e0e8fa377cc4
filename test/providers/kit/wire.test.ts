import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parseJson } from "../../../src/domain/json.ts";
import { readAccount, readRows } from "../../../src/providers/kit/rows.ts";
import {
  count,
  decimal,
  flag,
  id,
  instant,
  optionalInstant,
  optionalText,
  text,
} from "../../../src/providers/kit/wire.ts";

/** What a piece makes of a field written as this JSON; "unfit" when it refuses, `absent` for a field that is not there. */
const absent = "absent";
function read(piece: z.ZodType, json: string): unknown {
  const parsed = z.object({ field: piece }).safeParse(parseJson(json === absent ? "{}" : `{"field":${json}}`));
  return parsed.success ? parsed.data.field : "unfit";
}

describe("pieces of provider schemas", () => {
  it.each([
    ["text", text, { '"a b "': "a b ", 12: "12", null: "unfit", true: "unfit" }],
    ["id", id, { '"x"': "x", 7: "7", '""': "unfit", [absent]: "unfit" }],
    ["optionalText", optionalText, { '"x"': "x", 7: "7", '""': null, null: null, [absent]: null, "{}": "unfit" }],
    ["decimal", decimal, { 1.5: "1.5", '"1.50"': "1.50", "1.5e2": "150", '"x"': "unfit", null: "unfit" }],
    ["count", count, { 41: 41, '"41"': 41, null: null, [absent]: null, '"many"': null, "-1": null, 1.5: null }],
    ["flag", flag, { true: true, '"false"': false, 1: "unfit" }],
  ])("%s", (_name, piece, cases) => {
    for (const [json, value] of Object.entries(cases)) expect(read(piece, json), json).toEqual(value);
  });

  it("text keeps the digits of a number that no float can hold", () => {
    expect(read(text, "9007199254740993")).toBe("9007199254740993");
  });

  it.each([
    ["2025-05-08T14:45:37+03:00", "2025-05-08T11:45:37.000Z"],
    ["2025-05-09T01:30:00+03:00", "2025-05-08T22:30:00.000Z"],
    ["2025-05-08T14:45:37+0300", "2025-05-08T11:45:37.000Z"],
    ["2025-05-08T14:45:37-03", "2025-05-08T17:45:37.000Z"],
    ["2025-09-10T13:43:40.758Z", "2025-09-10T13:43:40.758Z"],
    ["2025-09-10T13:43:40.758123Z", "2025-09-10T13:43:40.758Z"],
    ["2025-11-13T10:15:30", "2025-11-13T10:15:30.000Z"],
    ["yesterday", "unfit"],
    ["2025-13-41T10:15:30Z", "unfit"],
  ])("instant: %s is %s", (written, value) => {
    expect(read(instant, JSON.stringify(written))).toBe(value);
  });

  it("optionalInstant: absent, null and empty are null", () => {
    for (const json of [absent, "null", '""']) expect(read(optionalInstant, json), json).toBeNull();
    expect(read(optionalInstant, '"2025-05-08T14:45:37+03:00"')).toBe("2025-05-08T11:45:37.000Z");
    expect(read(optionalInstant, "12")).toBe("unfit");
  });
});

it("readRows leaves out what does not fit and logs its paths, never its values", () => {
  const lines: unknown[] = [];
  const log = { warn: (...line: unknown[]) => lines.push(line) };
  const rows = parseJson(
    '[{"id":1,"holder":{"name":"Jane Doe"}},{"id":2,"holder":{"name":["Jane Doe"]}},null]',
  ) as unknown[];
  const schema = z.object({ id, holder: z.object({ name: text }) });

  const read = readRows("demo", log, rows, schema, (wire, raw) => ({ id: wire.id, facts: {}, raw }));

  expect(read).toEqual({
    accounts: [{ id: "1", facts: {}, raw: '{"id":1,"holder":{"name":"Jane Doe"}}' }],
    malformed: 2,
  });
  expect(lines).toEqual([[{ provider: "demo", malformed: 2, fields: ["holder.name", "(row)"] }, expect.any(String)]]);
});

it("readRows leaves out an account whose id no global id can hold: it could be listed but never opened", () => {
  const rows = [{ id: "12 34" }, { id: "../1" }, { id: ".." }, { id: "" }, { id: "x".repeat(129) }, { id: "ok-1" }];
  const read = readRows("demo", { warn() {} }, rows, z.object({ id: z.string() }), (wire, raw) => ({
    ...wire,
    facts: {},
    raw,
  }));
  expect(read).toMatchObject({ accounts: [{ id: "ok-1" }], malformed: 5 });
});

it("readAccount reads an account and keeps what was written", () => {
  const answer = parseJson('{"id":7,"x":1.50}');
  const account = readAccount("demo", answer, z.object({ id }), (wire, raw) => ({ ...wire, facts: {}, raw }));
  expect(account).toEqual({ id: "7", facts: {}, raw: '{"id":7,"x":1.50}' });
});
