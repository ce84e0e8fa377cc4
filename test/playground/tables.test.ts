import { describe, expect, test } from "vitest";
import { parseExample } from "../../src/playground/example.ts";
import { tablesOf } from "../../src/playground/tables.ts";

const now = new Date("2026-01-01T12:00:00Z");
const shown = (data: Record<string, unknown>) =>
  tablesOf(data, now).map(({ title, columns, rows }) => ({ title, columns, rows }));

describe("an answer as tables", () => {
  test("a page of a list: a row for each node, how many there are, and where the next page begins", () => {
    const [table] = tablesOf(
      {
        accounts: {
          totalCount: 40,
          edges: [
            { node: { holder: { name: "Ann" }, iban: null } },
            { node: { holder: { name: "Bob" }, iban: "LT1" } },
          ],
          pageInfo: { hasNextPage: true, endCursor: "there" },
        },
      },
      now,
    );
    expect(table).toEqual({
      title: "Accounts",
      columns: ["Holder", "IBAN"],
      rows: [
        ["Ann", ""],
        ["Bob", "LT1"],
      ],
      total: 40,
      isPage: true,
      nextPage: "there",
    });
  });

  test("one thing alone has its lists in tables of their own; of several they stand in the cells", () => {
    const account = (label: string) => ({
      label,
      balances: [{ available: { amount: "-1234567.5", currency: "EUR" } }, { available: null }],
    });
    expect(shown({ account: account("one") })).toEqual([
      { title: "Account", columns: ["Label"], rows: [["one"]] },
      { title: "Balances", columns: ["Available"], rows: [["-1,234,567.5 EUR"], [""]] },
    ]);
    expect(shown({ accounts: [account("one"), { label: "two", balances: [] }] })).toEqual([
      {
        title: "Accounts",
        columns: ["Label", "Balances"],
        rows: [
          ["one", "-1,234,567.5 EUR"],
          ["two", ""],
        ],
      },
    ]);
  });

  test("more digits than a number keeps", () => {
    const money = { amount: "90071992547409.93", currency: "EUR" };
    expect(shown({ account: { available: money } })[0]?.rows).toEqual([["90,071,992,547,409.93 EUR"]]);
  });

  test("times with their age, while they are young", () => {
    const rows = (asOf: string) => shown({ account: { asOf } })[0]?.rows[0]?.[0];
    expect(rows("2026-01-01T11:59:59.500Z")).toContain("(now)");
    expect(rows("2026-01-01T11:59:00Z")).toContain("(60 seconds ago)");
    expect(rows("2026-01-01T09:00:00Z")).toContain("(3 hours ago)");
    expect(rows("2025-05-05T13:39:51Z")).not.toContain("ago");
  });

  test("a thing that some rows lack; what a field is of, where it says nothing alone; changes", () => {
    const health = { state: "UP", lastError: null };
    const providers = [
      { name: "one", health },
      { name: "two", health: { state: "DOWN", lastError: { message: "It hangs.", at: "yesterday" } } },
    ];
    expect(shown({ providers })).toEqual([
      {
        title: "Providers",
        columns: ["Name", "State", "Last error", "Last error at"],
        rows: [
          ["one", "UP", "", ""],
          ["two", "DOWN", "It hangs.", "yesterday"],
        ],
      },
    ]);
    const changes = [
      { field: "holderName", before: null, after: "Ann" },
      { field: "iban", before: "LT1", after: "LT2" },
    ];
    expect(shown({ events: [{ changes }, { changes: [] }] })[0]?.rows[0]).toEqual([
      "Holder name: – → Ann\nIBAN: LT1 → LT2",
    ]);
  });

  test("nothing, an empty list, and plain values", () => {
    expect(shown({ account: null })).toEqual([{ title: "Account", columns: ["Account"], rows: [[""]] }]);
    expect(shown({ accounts: { edges: [] } })).toEqual([{ title: "Accounts", columns: [], rows: [] }]);
    expect(shown({ eventCursor: "abc" })).toEqual([
      { title: "Event cursor", columns: ["Event cursor"], rows: [["abc"]] },
    ]);
    expect(shown({ accounts: [{ currencies: ["EUR", "GBP"], isMain: true }] })[0]?.rows).toEqual([["EUR, GBP", "yes"]]);
  });
});

test("an example without a title is refused, by its name", () => {
  expect(() => parseExample("50-new", "# task: Try\nquery New { eventCursor }")).toThrow(
    "50-new: has no line `# title: …`",
  );
});
