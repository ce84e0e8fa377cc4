import type { Operation } from "../../../src/domain/operation.ts";

/** Anna's operation as commands answer it. */
export function anOperation(more: Partial<Operation> = {}): Operation {
  return {
    id: "6f2b6a3e-8d0c-4a6e-9a53-0d7c1d3f5b11",
    number: 1,
    caller: { issuer: "tests", clientId: "app", subject: "anna" },
    mutation: "createAccount",
    idempotencyKey: "k-1",
    state: "SUCCEEDED",
    provider: "p",
    account: null,
    clientAccountId: null,
    customerId: null,
    attempts: 1,
    request: null,
    error: null,
    createdAt: "2025-03-01T12:00:00.000Z",
    dispatchedAt: null,
    settledAt: null,
    nextAttemptAt: null,
    needsDecision: false,
    candidates: [],
    ...more,
  };
}
