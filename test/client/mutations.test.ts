import "reflect-metadata";
import { afterAll, beforeAll, expect, expectTypeOf, test } from "vitest";
import {
  type CreateAccountInput,
  createGatewayClient,
  type GatewayClient,
  GatewayClientError,
  unwrap,
} from "../../src/client/index.ts";
import { accountId } from "../../src/graphql/relay/node.ts";
import { decisionNeeded, type Gateway, startGateway } from "../support/gateway.ts";

let server: Gateway;
let gateway: GatewayClient;
beforeAll(async () => {
  server = await startGateway({ recovery: { settleSeconds: 0 } });
  gateway = createGatewayClient({ url: server.url, token: server.tokens.backoffice });
});
afterAll(() => server?.close());

let keys = 0;
const newKey = () => `key-${++keys}`;
const numbered = (letter: string, number: number) =>
  `${letter}0000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
const atIf = (row: number) => accountId({ provider: "if", id: numbered("a", row) });
const client = numbered("c", 1);

/** An account at Inventi, with a key and an id of its own. */
function wish(): CreateAccountInput {
  const idempotencyKey = newKey();
  const generate = { countryCode: "LT", bankCode: "70440", accountCode: String(77_000 + keys) };
  const target = { inventi: { holder: { type: "INDIVIDUAL", name: "Jane Doe" }, generate } } as const;
  return { idempotencyKey, clientAccountId: `mine-${idempotencyKey}`, target };
}

test("every change is made once, by its key", async () => {
  const key = () => ({ idempotencyKey: newKey() });
  const owner = { kind: "USER", id: "3694" } as const;
  const connected = { connectionId: numbered("d", 65_535), iban: "GB85LOYD77913045276224" };
  const adjustment = { direction: "DEBIT", amount: "10.00", currency: "GBP", description: "fee reversal" } as const;
  const correction = { type: "FEE", transactionType: "incoming-transfer" } as const;
  const migrated = { clientAccountId: "migrated", clientId: client, currency: "EUR", serviceProvider: "railsbank" };
  const [created, label, blocked, closed, report, booked, linked, unlinked] = [
    wish(),
    { ...key(), accountId: atIf(1), label: "Salary and more" },
    { ...key(), accountId: atIf(19), status: "SUSPENDED" as const },
    { ...key(), accountId: atIf(36), reason: "moved" },
    { ...key(), accountId: atIf(20), outcome: { connected } },
    { ...key(), accountId: atIf(1), ...adjustment, correction },
    { ...key(), customerId: "anna", accountId: atIf(1) },
    { ...key(), customerId: "anna", accountId: atIf(1) },
  ];
  const holder = { ...key(), provider: "revsto", owner };
  const migration = { ...key(), ...migrated, sourceId: numbered("f", 1) };
  for (const replayed of [false, true]) {
    const done = { operation: { state: "SUCCEEDED", replayed }, errors: [] };
    const active = { ...done, account: { status: "ACTIVE" } };
    const answers = {
      ...(await unwrap(gateway.createAccount({ input: created }))),
      ...(await unwrap(gateway.migrateAccount({ input: migration }))),
      ...(await unwrap(gateway.updateAccount({ input: label }))),
      ...(await unwrap(gateway.changeAccountStatus({ input: blocked }))),
      ...(await unwrap(gateway.closeAccount({ input: closed }))),
      ...(await unwrap(gateway.closeAccountHolder({ input: holder }))),
      ...(await unwrap(gateway.reportConnection({ input: report }))),
      ...(await unwrap(gateway.adjustBalance({ input: booked }))),
      ...(await unwrap(gateway.linkCustomer({ input: linked }))),
      ...(await unwrap(gateway.unlinkCustomer({ input: unlinked }))),
    };
    expect(answers).toMatchObject({
      createAccount: { ...active, account: { iban: "LT827044000000077001", clientAccountId: "mine-key-1" } },
      migrateAccount: active,
      updateAccount: { ...done, account: { label: "Salary and more" } },
      changeAccountStatus: { ...done, account: { status: "SUSPENDED" } },
      closeAccount: { ...done, account: { status: "CLOSED" } },
      closeAccountHolder: done,
      reportConnection: active,
      adjustBalance: done,
      linkCustomer: done,
      unlinkCustomer: done,
    });
  }
  const { operations } = await unwrap(gateway.operations({ first: 1, mutation: "adjustBalance", account: atIf(1) }));
  expect(operations).toMatchObject({ totalCount: 1, edges: [{ node: { idempotencyKey: booked.idempotencyKey } }] });
  const ofKey = await unwrap(gateway.operations({ first: 2, idempotencyKey: created.idempotencyKey }));
  expect(ofKey.operations).toMatchObject({ totalCount: 1, edges: [{ node: { mutation: "createAccount" } }] });
  const { auditLog } = await unwrap(gateway.auditLog({ first: 2, filter: { account: atIf(36) } }));
  const actor = { subject: "backoffice-demo" };
  expect(auditLog.edges).toMatchObject([
    { node: { kind: "REASON_GIVEN", actor, mutation: "closeAccount", reason: "moved" } },
    { node: { kind: "STATUS_CHANGED", actor } },
  ]);
  const moved = { account: atIf(1), kinds: ["CHANGE_MADE" as const] };
  const { auditLog: ofMoney } = await unwrap(gateway.auditLog({ first: 2, filter: moved }));
  expect(ofMoney.edges).toMatchObject([{ node: { kind: "CHANGE_MADE", actor, mutation: "adjustBalance" } }]);
  const { account } = await unwrap(gateway.account({ id: atIf(1), maxAge: 0 }));
  expect(account?.balances).toMatchObject([{ available: { amount: "1510.75" } }]);
});

test("why a change was not made stands beside all other errors, and with all its details in the payload", async () => {
  const { id } = (await unwrap(gateway.createAccount({ input: wish() }))).createAccount?.account ?? {};
  const taken = { ...wish(), clientAccountId: `mine-key-${keys - 1}` };
  const result = await gateway.createAccount({ input: taken });
  expect(result).toMatchObject({
    ok: false,
    errors: [{ code: "DUPLICATE_CLIENT_ACCOUNT_ID", retryable: false, path: ["createAccount"] }],
  });
  const [error] = result.data?.createAccount?.errors ?? [];
  if (error?.__typename !== "DuplicateClientAccountIdError") throw new Error(error?.__typename);
  expectTypeOf(error.existingAccount?.iban).toEqualTypeOf<string | null | undefined>();
  expect(error.existingAccount?.id).toBe(id);

  const thrown = await unwrap(gateway.createAccount({ input: taken })).catch((one: unknown) => one);
  expect(thrown).toBeInstanceOf(GatewayClientError);
  expect(thrown).toMatchObject({ code: "DUPLICATE_CLIENT_ACCOUNT_ID", data: result.data });
});

test("a mistake in the input says where it is; what a provider lacks, what it is called", async () => {
  const wrong = { ...wish(), target: { revsto: { userId: "jane", productId: "235" } } };
  const { errors } = await gateway.createAccount({ input: wrong });
  expect(errors).toMatchObject([{ code: "BAD_USER_INPUT", inputPath: ["input", "target", "revsto", "userId"] }]);
  const renaming = { accountId: atIf(1), holder: { name: "Moriarty" }, idempotencyKey: newKey() };
  expect((await gateway.updateAccount({ input: renaming })).errors).toMatchObject([
    { code: "UNSUPPORTED_OPERATION", provider: "if", capability: "UPDATE_HOLDER_NAME" },
  ]);
  const full = { accountId: atIf(2), idempotencyKey: newKey() };
  const { data } = await gateway.closeAccount({ input: full });
  expect(data?.closeAccount?.errors).toMatchObject([
    {
      __typename: "AccountNotEmptyError",
      account: { balances: [{ available: { amount: "98000.10" } }], subAccounts: { edges: [] } },
    },
  ]);
});

test("what the token does not allow is refused, and nothing is to be read of a payload", async () => {
  const reader = createGatewayClient({ url: server.url, token: server.tokens.readonly });
  expect(await reader.createAccount({ input: wish() })).toMatchObject({
    data: { createAccount: null },
    errors: [{ code: "FORBIDDEN", path: ["createAccount"] }],
  });
});

test("an answer that was lost on the way is asked for again with the same key, when one says so", async () => {
  let asked = 0;
  const losing: typeof fetch = async (...request) => {
    const answer = await fetch(...request);
    if (asked++ > 0) return answer;
    await answer.arrayBuffer();
    throw new TypeError("the connection broke");
  };
  const unlucky = createGatewayClient({ url: server.url, token: server.tokens.backoffice, fetch: losing });
  const input = wish();
  expect((await unlucky.createAccount({ input })).errors).toMatchObject([{ code: "NETWORK_ERROR", retryable: true }]);
  asked = 0;
  const { createAccount } = await unwrap(unlucky.createAccount({ input }, { retries: 1 }));
  expect(createAccount).toMatchObject({ operation: { state: "SUCCEEDED", replayed: true, attempts: 1 }, errors: [] });
  expect(asked).toBe(2);
  const { accounts } = await server.simulator("inventi").ledger();
  expect(accounts.filter(({ clientAccountId }) => clientAccountId === input.clientAccountId)).toHaveLength(1);
});

test("one asks until it is known whether a change was made", async () => {
  await server.simulator("revsto").fault({ kind: "reset", when: "after", match: { method: "POST" }, times: 1 });
  const input = { ...wish(), target: { revsto: { userId: "3633", productId: "235" } } };
  const first = await gateway.createAccount({ input });
  const [error] = first.data?.createAccount?.errors ?? [];
  expect(error).toMatchObject({ __typename: "OperationInDoubtError", operation: { state: "IN_DOUBT" } });
  expect(first.errors).toMatchObject([{ code: "OPERATION_IN_DOUBT", retryable: true }]);
  const { createAccount } = await unwrap(gateway.createAccount({ input }, { retries: 20 }));
  expect(createAccount).toMatchObject({ account: { status: "ACTIVE" }, operation: { state: "SUCCEEDED" } });
  const { mutation, idempotencyKey } = { mutation: "createAccount", idempotencyKey: input.idempotencyKey };
  const { operation } = await unwrap(gateway.operation({ mutation, idempotencyKey }));
  expect(operation).toMatchObject({ id: createAccount?.operation?.id, state: "SUCCEEDED" });
});

test("a person decides about what stays in doubt", async () => {
  await server.simulator("revsto").fault({ kind: "reset", when: "before", match: { method: "POST" }, times: 1 });
  const input = { ...wish(), target: { revsto: { userId: "3640", productId: "261" } } };
  const { data } = await gateway.createAccount({ input });
  const operationId = data?.createAccount?.operation?.id ?? "";
  const early = { input: { idempotencyKey: newKey(), operationId, decision: "ABANDON" } } as const;
  expect((await gateway.resolveOperation(early)).errors).toMatchObject([{ code: "OPERATION_IN_PROGRESS" }]);
  expect(await decisionNeeded(server.client())).toBe(operationId);
  const decision = { operationId, decision: "ABANDON", reason: "asked by phone" } as const;
  const decided = await unwrap(gateway.resolveOperation({ input: { idempotencyKey: newKey(), ...decision } }));
  expect(decided).toMatchObject({
    resolveOperation: { operation: { id: operationId, state: "ABANDONED" }, errors: [] },
  });
  const again = { input: { idempotencyKey: newKey(), ...decision } };
  expect((await gateway.resolveOperation(again)).errors).toMatchObject([{ code: "OPERATION_NOT_IN_DOUBT" }]);
});
