import { createHash, createPublicKey, verify } from "node:crypto";
import { expect, test } from "vitest";
import { type Received, type Receiver, startReceiver } from "../support/receiver.ts";
import { accountOf, issuing, openIntegratedFinance } from "./integrated-finance-api.ts";
import { revstoWorlds } from "./revsto-api.ts";

const { open: openRevsto, clock: revstoClock } = revstoWorlds();
const types = ({ received }: Receiver) => received.map(({ json }) => json.webhook?.type ?? json.event);

async function openIf() {
  const clock = { now: Date.parse("2026-03-01T10:00:00Z") };
  const receiver = await startReceiver();
  const world = await openIntegratedFinance(clock, { webhookHurry: 100_000 });
  await world.admin({ action: "setWebhookUrl", url: receiver.url });
  return { ...world, clock, receiver };
}

function isSigned({ headers, body }: Received, publicKey: string): boolean {
  const header = (name: string) => String(headers[`x-webhook-${name}`]);
  const parts = ["event-id", "event-timestamp", "request-id", "request-timestamp", "key-version"].map(header);
  const digest = createHash("sha512").update(body).digest("base64");
  const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
  const signature = Buffer.from(header("signature"), "base64");
  return header("content-digest") === digest && verify(null, Buffer.from([digest, ...parts].join("|")), key, signature);
}

test("an issuing is told step by step, when time brings them, signed by the key of its version", async () => {
  const { receiver, create, clock, admin, config, simulator } = await openIf();
  await create(issuing("railsbank"));
  await receiver.has(1);
  clock.now += 60_000;
  await receiver.has(3);
  expect(types(receiver)).toEqual(["connection-creation-instructed", "connection-created", "account-activated"]);
  expect(receiver.received[2]?.json.data.account).toMatchObject({ status: "active" });

  await admin({ action: "setWebhookKey", version: "2" });
  await admin({ action: "setStatus", id: accountOf(1), status: "suspended" });
  await receiver.has(4);
  const [one, two] = (config as unknown as { webhookKeys: { publicKey: string }[] }).webhookKeys;
  expect(receiver.received.map((hook) => isSigned(hook, one?.publicKey ?? ""))).toEqual([true, true, true, false]);
  expect(receiver.received.map((hook) => isSigned(hook, two?.publicKey ?? ""))).toEqual([false, false, false, true]);
  await simulator.stop();
});

test("each status, identifiers and a lost update are told by their types; a balance is not", async () => {
  const { receiver, admin, simulator } = await openIf();
  const id = accountOf(1);
  for (const status of ["inactive", "active", "suspended", "closed", "declined"]) {
    await admin({ action: "setStatus", id, status });
  }
  await admin({ action: "setBalance", id, available: "77.00" });
  await admin({ action: "assignIdentifiers", id, iban: "GB33BUKB20201555555555" });
  for (const state of ["completed-outdated", "completed-up-to-date", "creation-failed"]) {
    await admin({ action: "setConnection", id, state });
  }
  await receiver.has(9);
  expect(types(receiver)).toEqual([
    ...["account-inactivated", "account-activated", "account-suspended", "account-closed", "account-declined"],
    ...["account-information-updated", "connection-update-failed", "connection-updated", "connection-creation-failed"],
  ]);
  expect(receiver.received[6]?.json).toMatchObject({ connect: { metadata: {} } });
  expect(receiver.received[6]?.json.metadata).toBeUndefined();
  await simulator.stop();
});

test("a refused message comes again, as itself, by another request", async () => {
  const { receiver, admin, simulator } = await openIf();
  receiver.refuse(2);
  await admin({ action: "sendWebhook", id: accountOf(1), type: "account-activated" });
  await receiver.has(3);
  const header = (name: string) => new Set(receiver.received.map(({ headers }) => headers[name]));
  expect(header("x-webhook-event-id").size).toBe(1);
  expect(header("x-webhook-request-id").size).toBe(3);
  await simulator.stop();
});

test("faults duplicate, reorder, delay and drop", async () => {
  const { receiver, admin, control, simulator } = await openIf();
  const send = (type: string) => admin({ action: "sendWebhook", id: accountOf(1), type });
  await control("POST", "/__faults", { kind: "duplicate", times: 1, match: { path: "account-activated" } });
  await control("POST", "/__faults", { kind: "reorder", times: 1, match: { path: "account-suspended" } });
  await control("POST", "/__faults", { kind: "drop", times: 1, match: { path: "account-closed" } });
  await control("POST", "/__faults", { kind: "delay", delayMs: 100, times: 1, match: { path: "account-declined" } });
  for (const type of ["closed", "suspended", "declined", "activated"]) await send(`account-${type}`);
  await receiver.has(4);
  expect(types(receiver)).toEqual(["activated", "activated", "suspended", "declined"].map((type) => `account-${type}`));
  const { webhooks } = (await control("GET", "/__ledger?accounts=0")).json();
  expect(webhooks.map(({ state }: { state: string }) => state)).toEqual([
    ...["dropped", "successful", "successful", "successful"],
  ]);
  await simulator.stop();
});

test("Revsto tells what its hooks ask for: status and money of accounts, the state of users, no closing", async () => {
  const { api, admin, books } = await openRevsto({ initialStatus: "PENDING" });
  const receiver = await startReceiver();
  const events = [
    ...["account.status.opened", "account.status.blocked", "account.status.unblocked"],
    ...["identity.blocked", "identity.unblocked", "identity.closed", "transaction.new"],
  ];
  expect((await api("POST", "/hooks", { name: "test", url: receiver.url, events })).status).toBe(201);
  await api("POST", "/users/3633/accounts", { productId: 235 });
  revstoClock.now += 60_000;
  await receiver.has(1);
  const id = receiver.received[0]?.json.data.accountId;
  await admin({ action: "setStatus", id, status: "SUSPENDED" });
  await admin({ action: "setStatus", id, status: "OPENED" });
  await admin({ action: "setBalance", id, balance: "500" });
  await admin({ action: "setBalance", id, balance: "0" });
  const user = books.note("user 3633") as object;
  await admin({ action: "setUser", ...user, status: "BLOCKED" });
  await admin({ action: "setUser", ...user, status: "OPEN" });
  await api("DELETE", "/users/3633");
  await receiver.has(8);
  expect(types(receiver)).toEqual([
    ...["account.status.opened", "account.status.blocked", "account.status.unblocked"],
    ...["transaction.new", "transaction.new", "identity.blocked", "identity.unblocked", "identity.closed"],
  ]);
  expect(receiver.received.at(-1)?.json.data).toEqual({ userId: 3633 });
});
