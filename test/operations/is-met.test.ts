import { expect, test } from "vitest";
import type { AccountFacts } from "../../src/domain/account.ts";
import { isMet } from "../../src/operations/is-met.ts";

const aba = { scheme: "aba", value: "000002" };
const sortCode = { scheme: "sort-code", value: "000001" };

/** As a provider tells it, whatever its types say. */
const told = (facts: object) => facts as Partial<AccountFacts>;

test("routing codes and currencies are met in any order", () => {
  expect(isMet(told({ routingCodes: [sortCode, aba] }), told({ routingCodes: [aba, sortCode] }))).toBe(true);
  expect(isMet(told({ currencies: ["EUR", "GBP"] }), told({ currencies: ["GBP", "EUR"] }))).toBe(true);
});

test("routing codes are not met where one is missing, or another one is there too", () => {
  expect(isMet(told({ routingCodes: [sortCode, aba] }), told({ routingCodes: [aba] }))).toBe(false);
  expect(isMet(told({ routingCodes: [aba] }), told({ routingCodes: [aba, sortCode] }))).toBe(false);
});

test("of an object only the named fields count", () => {
  const provisioning = { method: "plug-in", reference: "r1" };
  expect(isMet(told({ provisioning: { method: "plug-in" } }), told({ provisioning }))).toBe(true);
  expect(isMet(told({ provisioning: { reference: "r2" } }), told({ provisioning }))).toBe(false);
});

test("what an account does not tell is not met", () => {
  expect(isMet(told({ label: "rent" }), told({}))).toBe(false);
  expect(isMet(told({ provisioning: { method: "plug-in" } }), told({}))).toBe(false);
});
