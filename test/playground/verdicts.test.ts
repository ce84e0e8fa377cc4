import { expect, test } from "vitest";
import { besideVerdicts, isOpen, verdictsOf } from "../../src/playground/verdicts.ts";

const account = { id: "1" };
const operation = { state: "SUCCEEDED", replayed: false };

test("a change is done, or was done before", () => {
  expect(verdictsOf({ closeAccount: { account, operation, errors: [] } })).toMatchObject([{ kind: "done" }]);
  const again = { account, operation: { ...operation, replayed: true }, errors: [] };
  expect(verdictsOf({ closeAccount: again })).toMatchObject([{ kind: "repeated" }]);
});

test("a change that was refused says why, where the mistake is, and what to do", () => {
  const wrong = { message: "No such user.", code: "BAD_USER_INPUT", path: ["input", "target", "revsto", "userId"] };
  const busy = { message: "Another change is under way.", code: "ACCOUNT_BUSY", path: null, retryable: true };
  const data = { createAccount: { account: null, operation: null, errors: [wrong] }, closeAccount: { errors: [busy] } };
  expect(verdictsOf(data)).toMatchObject([
    { kind: "refused", text: "No such user.", code: "BAD_USER_INPUT · target › revsto › userId" },
    { kind: "open", code: "ACCOUNT_BUSY", advice: expect.stringContaining("same key") },
  ]);
  expect(verdictsOf(data)[0]?.advice).toContain("new key");
});

test("what becomes of a key is open while it may be done, and when the answer was lost", () => {
  const answer = (error: object) => ({ data: { closeAccount: { errors: [error] } } });
  expect(isOpen(answer({ code: "OPERATION_IN_DOUBT", retryable: true }))).toBe(true);
  expect(isOpen(answer({ code: "INVALID_TRANSITION", retryable: false }))).toBe(false);
  expect(isOpen({ data: { closeAccount: { operation, errors: [] } } })).toBe(false);
  expect(isOpen({ errors: [{ message: "The gateway does not answer." }] })).toBe(true);
  expect(isOpen({ data: null, errors: [{ message: "No.", extensions: { retryable: false } }] })).toBe(false);
});

test("beside them, what there is to show: no errors, and nothing that is null", () => {
  expect(besideVerdicts({ closeAccount: { account, operation: null, errors: [] } })).toEqual({ account });
  expect(besideVerdicts({ closeAccount: null, other: { id: "2" } })).toEqual({ other: { id: "2" } });
  expect(verdictsOf({ closeAccount: null })).toEqual([]);
});
