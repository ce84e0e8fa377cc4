import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ErrorCode, type ErrorDetails, errorTable, GatewayError } from "../../../src/domain/errors.ts";
import type { MutationName } from "../../../src/domain/operation.ts";
import type { Outcome } from "../../../src/operations/commands.ts";
import { anOperation } from "./an-operation.ts";
import {
  type Asking,
  annas,
  annasId,
  customerScopes,
  type MutationWorld,
  nothing,
  openMutationWorld,
  strangers,
  strangersId,
} from "./mutation-world.ts";
import { documentOf, samples } from "./sample-inputs.ts";

let world: MutationWorld;
beforeAll(async () => {
  world = await openMutationWorld();
});
afterAll(() => world?.close());

const anna: Asking = { as: "anna", scopes: customerScopes };

function refusal(code: ErrorCode, details: ErrorDetails = {}, more: Partial<Outcome> = {}): Outcome {
  return { ...nothing, error: { error: new GatewayError(code, "in words", details), existing: null }, ...more };
}

/** The one error that a mutation is answered with when its command tells this. */
async function told(outcome: Outcome, selection = "", asking: Asking = {}, mutation: MutationName = "closeAccount") {
  world.outcome = () => outcome;
  const fields = `errors { __typename code message path retryable ${selection} } account { id } operation { id }`;
  const input = { idempotencyKey: "k", ...samples[mutation].input };
  const { data, errors } = await world.ask(documentOf(mutation, fields), { input }, asking);
  expect(errors).toEqual([]);
  expect(data[mutation].errors).toHaveLength(1);
  return data[mutation].errors[0];
}

describe("every code that a command can tell has a type", () => {
  const types: Partial<Record<ErrorCode, string>> = {
    BAD_USER_INPUT: "InvalidInputError",
    FORBIDDEN: "ForbiddenError",
    ACCOUNT_NOT_FOUND: "AccountNotFoundError",
    DUPLICATE_CLIENT_ACCOUNT_ID: "DuplicateClientAccountIdError",
    IDEMPOTENCY_KEY_REUSED: "IdempotencyKeyReusedError",
    OPERATION_IN_PROGRESS: "OperationInProgressError",
    OPERATION_IN_DOUBT: "OperationInDoubtError",
    ACCOUNT_BUSY: "BusyError",
    OWNER_BUSY: "BusyError",
    UNSUPPORTED_OPERATION: "UnsupportedOperationError",
    INVALID_TRANSITION: "InvalidTransitionError",
    ACCOUNT_NOT_EMPTY: "AccountNotEmptyError",
    ACCOUNT_HAS_SUB_ACCOUNTS: "AccountNotEmptyError",
    PROVIDER_REJECTED: "ProviderRejectedError",
    PROVIDER_UNREACHABLE: "ProviderUnavailableError",
    PROVIDER_CIRCUIT_OPEN: "ProviderUnavailableError",
    OPERATION_ABANDONED: "OtherMutationError",
    NOT_APPLIED: "OtherMutationError",
  };

  test.each(Object.keys(errorTable) as ErrorCode[])("%s", async (code) => {
    const error = await told(refusal(code));
    const { retryable } = errorTable[code];
    expect(error).toMatchObject({ code, message: "in words", path: null, retryable });
    if (types[code] !== undefined) expect(error.__typename).toBe(types[code]);
  });
});

describe("what the reader needs next", () => {
  test("where in the input it is", async () => {
    const wrong = (inputPath: string[]) => refusal("BAD_USER_INPUT", { inputPath });
    expect((await told(wrong(["target", "acme", "userId"]), "", {}, "createAccount")).path).toEqual([
      ...["input", "target", "acme", "userId"],
    ]);
    expect((await told(wrong(["holderName"]), "", {}, "updateAccount")).path).toEqual(["input", "holder", "name"]);
    expect((await told(wrong(["organisation", "lei"]), "", {}, "updateAccount")).path).toEqual([
      ...["input", "holder", "organisation", "lei"],
    ]);
    expect((await told(wrong(["iban"]), "", {}, "updateAccount")).path).toEqual(["input", "iban"]);
    expect((await told(wrong(["error", "code"]), "", {}, "reportConnection")).path).toEqual([
      ...["input", "outcome", "failed", "error", "code"],
    ]);
    const key = await told(wrong(["idempotencyKey"]), "", {}, "reportConnection");
    expect(key.path).toEqual(["input", "idempotencyKey"]);
  });

  test("which provider refused it, and with which code", async () => {
    const outcome = refusal("PROVIDER_REJECTED", { provider: "p", providerCode: "E-17" });
    expect(await told(outcome, "... on ProviderRejectedError { provider providerCode }")).toMatchObject({
      provider: "p",
      providerCode: "E-17",
    });
  });

  test("when a provider may be asked again", async () => {
    const select = "... on ProviderUnavailableError { provider retryAfterMs }";
    const outcome = refusal("PROVIDER_RATE_LIMITED", { provider: "p", retryAfterMs: 1500.5 });
    expect(await told(outcome, select)).toMatchObject({ provider: "p", retryAfterMs: 1501, retryable: true });
    const far = refusal("PROVIDER_RATE_LIMITED", { provider: "p", retryAfterMs: 1e12 });
    expect(await told(far, select)).toMatchObject({ retryAfterMs: 2_147_483_647 });
    expect(await told(refusal("PROVIDER_BUSY"), select)).toMatchObject({ provider: null, retryAfterMs: null });
  });

  test("which capability a provider lacks", async () => {
    const outcome = refusal("UNSUPPORTED_OPERATION", { provider: "p", capability: "CLOSE_ACCOUNT" });
    expect(await told(outcome, "... on UnsupportedOperationError { provider capability }")).toMatchObject({
      provider: "p",
      capability: "CLOSE_ACCOUNT",
    });
  });

  test("who is busy", async () => {
    const outcome = refusal("OWNER_BUSY", { provider: "p" });
    expect(await told(outcome, "... on BusyError { provider }")).toMatchObject({ provider: "p", retryable: true });
  });

  test("what is in progress or in doubt", async () => {
    const select =
      "... on OperationInProgressError { operation { state replayed } } ... on OperationInDoubtError { operation { state replayed } }";
    const running = { operation: anOperation({ state: "DISPATCHING" }), replayed: true };
    const doubtful = { operation: anOperation({ state: "IN_DOUBT" }) };
    expect((await told(refusal("OPERATION_IN_PROGRESS", {}, running), select)).operation).toEqual({
      state: "IN_PROGRESS",
      replayed: true,
    });
    expect((await told(refusal("OPERATION_IN_DOUBT", {}, doubtful), select)).operation).toEqual({
      state: "IN_DOUBT",
      replayed: false,
    });
    expect((await told(refusal("OPERATION_IN_PROGRESS"), select)).operation).toBeNull();
  });
});

describe("accounts in errors are shown to those who may see them", () => {
  const states = "... on InvalidTransitionError { status availableTransitions }";
  const full = "... on AccountNotEmptyError { account { id clientAccountId } }";
  const existing = "... on DuplicateClientAccountIdError { existingAccount { id clientAccountId } }";
  const taken = (ref: typeof annas): Outcome => ({
    ...nothing,
    error: { error: new GatewayError("DUPLICATE_CLIENT_ACCOUNT_ID", "taken"), existing: ref },
  });

  test("the account that has the same id", async () => {
    const [own, other] = [taken(annas), taken(strangers)];
    const create = "createAccount";
    expect((await told(own, existing, anna, create)).existingAccount).toEqual({ id: annasId, clientAccountId: "mine" });
    expect((await told(other, existing, anna, create)).existingAccount).toBeNull();
    expect((await told(other, existing, {}, create)).existingAccount).toEqual({
      id: strangersId,
      clientAccountId: "theirs",
    });
    const blind: Asking = { scopes: ["accounts:write", "accounts:all"] };
    expect((await told(own, existing, blind, create)).existingAccount).toBeNull();
    const missing: Outcome = refusal("DUPLICATE_CLIENT_ACCOUNT_ID");
    expect((await told(missing, existing, {}, create)).existingAccount).toBeNull();
  });

  test("the status that did not allow it, and what it does allow", async () => {
    const outcome = refusal("INVALID_TRANSITION");
    expect(await told(outcome, states, anna)).toMatchObject({ status: "ACTIVE", availableTransitions: ["CLOSED"] });
    const stranger = refusal("INVALID_TRANSITION", {}, { account: strangers });
    expect(await told(stranger, states, anna)).toMatchObject({ status: null, availableTransitions: null });
    expect(await told(stranger, states)).toMatchObject({ status: "ACTIVE", availableTransitions: ["CLOSED"] });
  });

  test("the account that is not empty", async () => {
    expect((await told(refusal("ACCOUNT_NOT_EMPTY"), full, anna)).account).toMatchObject({ id: annasId });
    const stranger = refusal("ACCOUNT_HAS_SUB_ACCOUNTS", {}, { account: strangers });
    expect((await told(stranger, full, anna)).account).toBeNull();
  });
});
