import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operationId } from "../../../src/graphql/relay/node.ts";
import { answer } from "../../accounts/directory-fixture.ts";
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

async function created(selection: string, asking: Asking = {}) {
  const input = { idempotencyKey: "k-1", ...samples.createAccount.input };
  const { data, errors } = await world.ask(documentOf("createAccount", selection), { input }, asking);
  expect(errors).toEqual([]);
  return data.createAccount;
}

test("the shape that clients rely on", async () => {
  const operation = anOperation({ account: annas });
  world.outcome = () => ({ ...nothing, account: annas, operation });
  const selection = `account { id status clientAccountId iban provider { name } }
    operation { id idempotencyKey state replayed } errors { __typename code message path retryable }`;
  expect(await created(selection)).toEqual({
    account: { id: annasId, status: "ACTIVE", clientAccountId: "mine", iban: null, provider: { name: "p" } },
    operation: { id: operationId(operation.id), idempotencyKey: "k-1", state: "SUCCEEDED", replayed: false },
    errors: [],
  });
});

test("an answer to an earlier command says so, and what else was selected is read anew", async () => {
  world.outcome = () => ({ ...nothing, account: annas, operation: anOperation({ account: annas }), replayed: true });
  expect(await created("account { status } operation { replayed account { id } }")).toEqual({
    account: { status: "ACTIVE" },
    operation: { replayed: true, account: { id: annasId } },
  });
});

test("everything about an operation", async () => {
  const operation = anOperation({
    ...{ state: "IN_DOUBT", account: annas, clientAccountId: "mine", customerId: "anna", attempts: 2 },
    ...{
      request: { method: "POST", path: "/accounts", body: "{}", key: "pk" },
      dispatchedAt: "2025-03-01T12:00:01.000Z",
      nextAttemptAt: "2025-03-01T12:00:02.000Z",
    },
    error: { code: "PROVIDER_TIMEOUT", message: "No answer.", providerCode: "T", httpStatus: 504 },
  });
  world.outcome = () => ({ ...nothing, operation });
  const selection = `operation { mutation provider { name } account { id } clientAccountId customerId attempts
    createdAt dispatchedAt settledAt nextAttemptAt needsDecision whatToDecide error { code message providerCode httpStatus }
    candidates { id } providerRequestKey sent { path } }`;
  expect((await created(selection)).operation).toEqual({
    ...{ mutation: "createAccount", provider: { name: "p" }, account: { id: annasId }, clientAccountId: "mine" },
    ...{ customerId: "anna", attempts: 2, createdAt: "2025-03-01T12:00:00.000Z", settledAt: null },
    ...{ dispatchedAt: "2025-03-01T12:00:01.000Z", nextAttemptAt: "2025-03-01T12:00:02.000Z" },
    ...{
      needsDecision: false,
      whatToDecide: null,
      candidates: [],
      providerRequestKey: "pk",
      sent: { path: "/accounts" },
    },
    error: { code: "PROVIDER_TIMEOUT", message: "No answer.", providerCode: "T", httpStatus: 504 },
  });
});

test("what was done to an account shows it, also where no provider was asked", async () => {
  world.outcome = () => ({ ...nothing, operation: anOperation({ provider: null, mutation: "linkCustomer" }) });
  const input = { idempotencyKey: "k-1", ...samples.linkCustomer.input };
  const { data } = await world.ask(documentOf("linkCustomer", "account { id }"), { input });
  expect(data.linkCustomer).toEqual({ account: { id: annasId } });
});

test("an operation that concerns no provider has none", async () => {
  world.outcome = () => ({ ...nothing, operation: anOperation({ provider: null, mutation: "linkCustomer" }) });
  expect(await created("operation { provider { name } account { id } }")).toEqual({
    operation: { provider: null, account: null },
  });
});

describe("a customer learns nothing of others' accounts", () => {
  const selection = "account { id } operation { account { id } candidates { id } }";

  test("from what came of its own operation", async () => {
    const operation = anOperation({ account: strangers, candidates: [annas, strangers] });
    world.outcome = () => ({ ...nothing, account: strangers, operation });
    expect(await created(selection, anna)).toEqual({ account: null, operation: { account: null, candidates: [] } });
    expect(await created(selection)).toEqual({
      account: { id: strangersId },
      operation: { account: { id: strangersId }, candidates: [{ id: annasId }, { id: strangersId }] },
    });
  });

  test("and who may not read accounts sees none, but what became of the change", async () => {
    world.outcome = () => ({ ...nothing, account: annas, operation: anOperation({ account: annas }) });
    const asking = { scopes: ["accounts:write", "accounts:all"] } as const;
    expect(await created(`${selection} errors { code }`, asking)).toEqual({
      account: null,
      operation: { account: null, candidates: [] },
      errors: [],
    });
  });
});

test("each change of a document shows the account after it", async () => {
  world.outcome = async ({ command }) => {
    const told = answer(await world.later(), { label: String((command.update as { label: string }).label) }, "1");
    await world.directory.observe([told], "READ");
    return { ...nothing, account: annas, operation: anOperation({ account: annas, mutation: "updateAccount" }) };
  };
  const change = (label: string) =>
    `${label}: updateAccount(input: { idempotencyKey: "${label}", accountId: "${annasId}", label: "${label}" }) { account { label } }`;
  const { data } = await world.ask(`mutation { ${change("first")} ${change("second")} }`);
  expect(data).toEqual({ first: { account: { label: "first" } }, second: { account: { label: "second" } } });
});
