import fc from "fast-check";
import { expect, test } from "vitest";
import { mayFollow, type OperationState, operationStates } from "../../src/domain/operation.ts";

const ended: readonly OperationState[] = ["SUCCEEDED", "REJECTED", "ABANDONED"];

test("what has ended stays as it is, whatever comes", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...operationStates), { maxLength: 30 }), (wanted) => {
      let state: OperationState = "RECEIVED";
      for (const next of wanted) {
        const before: OperationState = state;
        if (mayFollow(state, next)) state = next;
        if (ended.includes(before)) expect(state).toBe(before);
      }
    }),
  );
});

test("nothing that may have had its effect is ever sent as if it had not", () => {
  for (const state of ["DISPATCHING", "IN_DOUBT"] as const) {
    expect(mayFollow(state, "RECEIVED")).toBe(false);
    expect(mayFollow("IN_DOUBT", "NOT_SENT")).toBe(false);
  }
});
