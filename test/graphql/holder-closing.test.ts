import { afterAll, beforeAll, expect, test } from "vitest";
import { type Gateway, startGateway } from "../support/gateway.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

interface Owned {
  readonly providerAccountId: string;
  readonly status: string;
  readonly history: { readonly edges: readonly { readonly node: object }[] };
}

/** The accounts of a user of Revsto, as the directory has them. */
async function accountsOf(id: string): Promise<readonly Owned[]> {
  const { accounts } = await gateway.client().request<{ accounts: { edges: { node: Owned }[] } }>(
    `query ($filter: AccountFilter!) {
      accounts(first: 100, filter: $filter) {
        edges { node { providerAccountId status history(first: 1) { edges { node { newStatus cause operation } } } } }
      }
    }`,
    { filter: { providers: ["revsto"], owners: [{ kind: "USER", id }] } },
  );
  return accounts.edges.map(({ node }) => node);
}

async function close(input: object) {
  return gateway.client().request<{ closeAccountHolder: { operation: { id: string } } }>(
    `mutation ($input: CloseAccountHolderInput!) {
      closeAccountHolder(input: $input) { operation { id state } errors { code message } }
    }`,
    { input },
  );
}

test("with a holder all its accounts are closed at once for whoever lists them, and the log says by whom", async () => {
  const owned = await accountsOf("3630");
  expect(owned.map(({ status }) => status)).toEqual(["ACTIVE", "ACTIVE", "ACTIVE"]);
  const holder = { provider: "revsto", owner: { kind: "USER", id: "3630" } };
  const { closeAccountHolder: refused } = await close({ idempotencyKey: "h0", ...holder });
  expect(refused).toMatchObject({ operation: null, errors: [{ code: "ACCOUNT_NOT_EMPTY" }] });
  await gateway
    .simulator("revsto")
    .admin(owned.map(({ providerAccountId: id }) => ({ action: "setBalance", id, balance: "0" })));

  const { closeAccountHolder: closed } = await close({ idempotencyKey: "h1", ...holder });
  expect(closed).toMatchObject({ operation: { state: "SUCCEEDED" }, errors: [] });

  const event = { newStatus: "CLOSED", cause: "MUTATION", operation: closed.operation.id };
  const account = { status: "CLOSED", history: { edges: [{ node: event }] } };
  expect(await accountsOf("3630")).toMatchObject([account, account, account]);
  const { auditLog } = await gateway
    .client()
    .request<{ auditLog: object }>(
      `{ auditLog(first: 10, filter: { provider: "revsto", kinds: [STATUS_CHANGED, HOLDER_CLOSED] }) { edges { node { kind actor { subject } } } } }`,
    );
  const actor = { subject: "backoffice-demo" };
  const changed = { node: { kind: "STATUS_CHANGED", actor } };
  expect(auditLog).toEqual({ edges: [{ node: { kind: "HOLDER_CLOSED", actor } }, changed, changed, changed] });
});
