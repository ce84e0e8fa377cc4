import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AccountStatusEvent, createGatewayClient } from "../../src/client/index.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

// Inventi has no webhooks: a change there is heard of because somebody asks.

let gateway: Gateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway?.close());

async function inventiAccounts(token?: string) {
  const query = `{ accounts(first: 100, filter: { providers: ["inventi"], statuses: [ACTIVE] }) { edges { node { id providerAccountId } } } }`;
  const { accounts } = await gateway
    .client(token)
    .request<{ accounts: { edges: { node: { id: string; providerAccountId: string } }[] } }>(query);
  return accounts.edges.map(({ node }) => node);
}

async function readsOf(providerAccountId: string): Promise<number> {
  const { requests } = await gateway.simulator("inventi").ledger();
  return requests.filter(({ method, path }) => method === "GET" && path.endsWith(`/${providerAccountId}`)).length;
}

test("accounts that a watch names are asked for soon, but not a stranger's for a customer", async () => {
  const { customer } = gateway.tokens;
  const own = await inventiAccounts(customer);
  const strange = (await inventiAccounts()).find(({ id }) => !own.some((account) => account.id === id));
  const [mine] = own;
  if (mine === undefined || strange === undefined) throw new Error("The sandbox has no such accounts.");
  const before = await readsOf(strange.providerAccountId);

  const events: AccountStatusEvent[] = [];
  const watch = createGatewayClient({ url: gateway.url, token: customer }).watchAccountStatus(
    { ids: [mine.id, strange.id] },
    { onEvent: (event) => void events.push(event) },
  );
  await expect.poll(() => watch.cursor).not.toBeNull();
  await gateway.simulator("inventi").admin({ action: "setStatus", id: mine.providerAccountId, status: "CLOSED" });
  await expect.poll(() => events.map(({ newStatus }) => newStatus), { timeout: 20_000 }).toEqual(["CLOSED"]);
  expect(events[0]).toMatchObject({ cause: "READ", account: { id: mine.id } });
  expect(await readsOf(strange.providerAccountId)).toBe(before);

  watch.stop();
  await watch.done;
  await sleep(1_200);
  const afterwards = await readsOf(mine.providerAccountId);
  await sleep(1_500);
  expect(await readsOf(mine.providerAccountId)).toBe(afterwards);
});
