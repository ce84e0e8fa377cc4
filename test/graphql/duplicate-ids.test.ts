import { afterAll, beforeAll, expect, test } from "vitest";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { documentOf } from "./mutation/sample-inputs.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

const parts = (accountCode: string) => ({ countryCode: "LT", bankCode: "70440", accountCode });

/** An account that somebody opens at Inventi itself, after the sweep; answers its global id. */
async function openedThere(clientAccountId: string, accountCode: string): Promise<string> {
  const holder = { accountType: "PRIVATE", accountHolderName: "Jane" };
  const opened = await gateway
    .simulator("inventi")
    .admin({ action: "create", clientAccountId, ...holder, ...parts(accountCode) });
  const { id } = (opened as { result: { id: number } }).result;
  return Buffer.from(`Account:inventi:${id}`).toString("base64");
}

interface Payload {
  readonly account: { readonly id: string } | null;
  readonly operation: object | null;
  readonly errors: readonly object[];
}
async function change(mutation: "createAccount" | "updateAccount", input: object, token?: string): Promise<Payload> {
  const document = documentOf(
    mutation,
    `account { id } operation { state replayed }
     errors { code path retryable ... on DuplicateClientAccountIdError { existingAccount { id holder { name } } } }`,
  );
  const data = await gateway.client(token).request<Record<string, Payload>>(document, { input });
  return data[mutation] as Payload;
}

const opening = (key: string, clientAccountId: string, accountCode: string) => ({
  ...{ idempotencyKey: key, clientAccountId },
  target: { inventi: { holder: { type: "INDIVIDUAL", name: "Joe" }, generate: parts(accountCode) } },
});

test("an id that only an account at the provider has yet is a duplicate, told with that account, however often it is asked", async () => {
  const id = await openedThere("since the sweep", "91001");
  const existingAccount = { id, holder: { name: "Jane" } };
  const path = ["input", "clientAccountId"];
  const errors = [{ code: "DUPLICATE_CLIENT_ACCOUNT_ID", path, retryable: false, existingAccount }];
  const asked = opening("k1", "since the sweep", "91002");
  expect(await change("createAccount", asked)).toEqual({
    ...{ account: null, operation: { state: "REJECTED", replayed: false }, errors },
  });
  expect(await change("createAccount", asked)).toMatchObject({ operation: { replayed: true }, errors });
  // From now on the gateway knows by itself.
  expect(await change("createAccount", opening("k2", "since the sweep", "91002"))).toEqual({
    ...{ account: null, operation: null, errors },
  });
});

test("so it is for an update, and who may not see that account is not told which it is", async () => {
  const id = await openedThere("for an update", "91003");
  const { account } = await change("createAccount", opening("k3", "its own", "91004"));
  const input = { accountId: account?.id, clientAccountId: "for an update" };
  expect(await change("updateAccount", { idempotencyKey: "k4", ...input })).toMatchObject({
    operation: { state: "REJECTED" },
    errors: [{ code: "DUPLICATE_CLIENT_ACCOUNT_ID", existingAccount: { id } }],
  });
  await openedThere("a stranger's", "91005");
  const asked = opening("k5", "a stranger's", "91006");
  expect(await change("createAccount", asked, gateway.tokens.customer)).toMatchObject({
    operation: { state: "REJECTED" },
    errors: [{ code: "DUPLICATE_CLIENT_ACCOUNT_ID", existingAccount: null }],
  });
});
