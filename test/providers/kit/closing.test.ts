import { describe, expect, it } from "vitest";
import type { AccountFacts, Balance } from "../../../src/domain/account.ts";
import { mustBeEmpty } from "../../../src/providers/kit/closing.ts";

const money = (amount: string) => ({ amount, currency: "EUR" });
const balance = (amounts: Pick<Balance, "available" | "blocked" | "current">): Balance => ({
  currency: "EUR",
  providerBalanceId: null,
  iban: null,
  accountNumber: null,
  sortCode: null,
  isMain: true,
  shared: false,
  ...amounts,
});
const codeOf = (balances: readonly Balance[] | null, kind: AccountFacts["kind"] = "MAIN") => {
  const facts = { kind, balances } as AccountFacts;
  try {
    mustBeEmpty("demo", { id: "1", facts, openSubAccounts: 0 });
    return "empty";
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
};
const notZero = expect.stringContaining("is not zero");
const notKnown = expect.stringContaining("are not known");

describe("an account that shall be closed", () => {
  it.each([
    [{ available: money("0.00"), current: money("0.00") }, "empty"],
    [{ available: money("0"), blocked: money("-0.00"), current: null }, "empty"],
    [{ available: money("0.00"), current: money("0.01") }, notZero],
    [{ available: money("0.00"), blocked: money("0.01") }, notZero],
    [{ available: money("-0.01"), current: money("0.00") }, notZero],
    [{ available: null, current: money("90071992547409.93") }, notZero],
    [{ available: money("0.00") }, notKnown],
    [{ blocked: money("0.00"), current: money("0.00") }, notKnown],
    [{ available: null, blocked: null, current: null }, notKnown],
  ])("with %j: %s", (amounts, expected) => {
    expect(codeOf([balance(amounts)])).toEqual(expected);
  });

  it("is empty in all its balances, or not at all", () => {
    const empty = balance({ available: money("0.00"), current: money("0.00") });
    expect(codeOf([empty, balance({ available: money("1.00") })])).toEqual(notZero);
    expect(codeOf([empty, balance({})])).toEqual(notKnown);
    expect(codeOf([])).toBe("empty");
    expect(codeOf(null)).toEqual(notKnown);
  });

  it("is not hindered by money of another, which a virtual one shows", () => {
    expect(codeOf([balance({ available: money("5.00") })], "VIRTUAL")).toBe("empty");
    expect(codeOf(null, "VIRTUAL")).toBe("empty");
  });
});
