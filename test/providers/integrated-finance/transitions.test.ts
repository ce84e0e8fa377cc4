import { describe, expect, it } from "vitest";
import type { AccountStatus } from "../../../src/domain/account.ts";
import { transitionsOf } from "../../../src/providers/integrated-finance/transitions.ts";

const strict = { closesPending: false, changesBuiltIn: false };

function next(status: AccountStatus, method: string | null, rules = strict) {
  const provisioning = { state: "READY", method, serviceProvider: null, reference: null, error: null } as const;
  return transitionsOf(rules, { status, provisioning });
}

describe("what Integrated Finance allows next", () => {
  it.each<[AccountStatus, readonly AccountStatus[]]>([
    ["PENDING", ["ACTIVE", "DECLINED"]],
    ["ACTIVE", ["INACTIVE", "SUSPENDED", "CLOSED"]],
    ["INACTIVE", ["ACTIVE", "SUSPENDED", "CLOSED"]],
    ["SUSPENDED", ["ACTIVE", "INACTIVE", "CLOSED"]],
    ["CLOSED", []],
    ["DECLINED", []],
    ["UNKNOWN", []],
  ])("for a plug-in account that is %s", (status, expected) => {
    expect(next(status, "plug-in")).toEqual(expected);
    expect(next(status, "built-in", { ...strict, changesBuiltIn: true })).toEqual(expected);
  });

  it.each(["built-in", null])("only closing for an account with method %s", (method) => {
    expect(next("PENDING", method)).toEqual([]);
    expect(next("ACTIVE", method)).toEqual(["CLOSED"]);
    expect(next("SUSPENDED", method)).toEqual(["CLOSED"]);
    expect(next("CLOSED", method)).toEqual([]);
  });

  it("closing a pending account where the configuration says so", () => {
    expect(next("PENDING", "built-in", { ...strict, closesPending: true })).toEqual(["CLOSED"]);
  });
});
