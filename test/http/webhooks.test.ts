import { afterAll, beforeAll, expect, test } from "vitest";
import {
  AuditLogDocument,
  NodeDocument,
  ReplayWebhookDeliveryDocument,
  WebhookDeliveriesDocument,
} from "../../src/client/index.ts";
import { FindDocument } from "../generated/documents.ts";
import { type SampleWebhook, sampleOf } from "../providers/conformance/webhooks.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { startReceiver } from "../support/receiver.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

const post = (path: string, { headers, body }: Pick<SampleWebhook, "headers" | "body">) => {
  const { "content-length": _, host: __, connection: ___, ...sent } = headers;
  return fetch(`${gateway.origin}/webhooks/${path}`, { method: "POST", headers: sent, body });
};
const deliveries = async (filter = {}) =>
  (await gateway.client().request(WebhookDeliveriesDocument, { first: 100, filter })).webhookDeliveries;

async function anAccount(): Promise<{ id: string; providerAccountId: string }> {
  const filter = { providers: ["if"], statuses: ["ACTIVE" as const] };
  const { accounts } = await gateway.client().request(FindDocument, { first: 1, filter });
  const node = accounts.edges[0]?.node;
  if (node === undefined) throw new Error("no account");
  return node;
}

/** A webhook that the simulator signed, caught on its way. */
async function caught(): Promise<SampleWebhook> {
  const receiver = await startReceiver();
  const platform = gateway.simulator("if");
  await platform.admin({ action: "setWebhookUrl", url: receiver.url });
  const { providerAccountId } = await anAccount();
  await platform.admin({ action: "sendWebhook", id: providerAccountId, type: "account-suspended" });
  await receiver.has(1);
  return sampleOf(receiver.received[0] as (typeof receiver.received)[number]);
}

test("what is not the provider's is refused with the error's code, and written down nowhere", async () => {
  const { totalCount: before } = await deliveries();
  const genuine = await caught();
  const codeOf = async (answer: Response) => {
    const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] };
    return [answer.status, errors[0]?.extensions.code];
  };
  expect(await codeOf(await post("nobody", genuine))).toEqual([404, "NOT_FOUND"]);
  expect(await codeOf(await post("inventi", genuine))).toEqual([404, "NOT_FOUND"]);
  expect(await codeOf(await post("if", { ...genuine, body: `${genuine.body} ` }))).toEqual([401, "WEBHOOK_REFUSED"]);
  expect(await codeOf(await post("if", { headers: {}, body: "" }))).toEqual([401, "WEBHOOK_REFUSED"]);
  expect(await codeOf(await post("revsto/some-secret", genuine))).toEqual([401, "WEBHOOK_REFUSED"]);
  expect(await codeOf(await post("if", { headers: genuine.headers, body: "x".repeat(256 * 1024 + 1) }))).toEqual([
    413,
    "PAYLOAD_TOO_LARGE",
  ]);
  expect(await codeOf(await post("revsto/revsto-sandbox-webhook-secret", { headers: {}, body: "{" }))).toEqual([
    400,
    "BAD_REQUEST",
  ]);
  expect((await deliveries()).totalCount).toBe(before);
});

test("hundreds of spoilt ones at once are all refused; the server answers as before", async () => {
  const genuine = await caught();
  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, index) => {
      const body = genuine.body.slice(0, (genuine.body.length * index) / 300);
      return post("if", { headers: genuine.headers, body });
    }),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  const metrics = await (await fetch(`${gateway.origin}/metrics`)).text();
  expect(Number(/gateway_webhooks_total\{provider="if",arrival="refused"\} (\d+)/.exec(metrics)?.[1])).toBeGreaterThan(
    299,
  );
});

test("it is answered once it is written down, while the provider does not answer at all, and not logged", async () => {
  const genuine = await caught();
  const platform = gateway.simulator("if");
  await platform.fault({ kind: "hang", match: { path: "/accounts/" } });
  const { id } = await anAccount();
  expect((await post("if", genuine)).status).toBe(204);
  const { edges } = await deliveries({ provider: "if", state: "WAITING" });
  expect(edges[0]?.node).toMatchObject({
    type: "account-suspended",
    state: "WAITING",
    accounts: [{ id }],
    arrivals: 1,
  });
  // The same again changes nothing.
  expect((await post("if", genuine)).status).toBe(204);
  await platform.clearFaults();
  const holder = /"accountHolderName":"([^"]+)"/.exec(genuine.body)?.[1] ?? "nobody";
  expect(gateway.log()).not.toContain(holder);
  expect(gateway.log()).not.toContain("revsto-sandbox-webhook-secret");
});

test("the back office lists deliveries, replays one, and the audit log says so; customers see nothing", async () => {
  expect((await post("if", await caught())).status).toBe(204);
  const newest = async () => (await deliveries({ provider: "if" })).edges[0]?.node;
  await expect.poll(async () => (await newest())?.state).toBe("DONE");
  const done = await newest();
  const input = { idempotencyKey: "again-1", id: done?.id ?? "" };
  const replay = () => gateway.client().request(ReplayWebhookDeliveryDocument, { input });
  const { replayWebhookDelivery: first } = await replay();
  expect(first).toMatchObject({
    errors: [],
    operation: { state: "SUCCEEDED", replayed: false },
    delivery: { id: done?.id },
  });
  expect((await replay()).replayWebhookDelivery).toMatchObject({ operation: { replayed: true } });
  await expect.poll(newest).toMatchObject({ id: done?.id, state: "DONE", attempts: 1 });
  expect((await newest())?.settledAt).not.toBe(done?.settledAt);

  const { auditLog } = await gateway
    .client()
    .request(AuditLogDocument, { first: 1, filter: { kinds: ["WEBHOOK_REPLAYED" as const] } });
  expect(auditLog.edges[0]?.node).toMatchObject({ provider: "if", actor: { system: null } });

  expect((await gateway.client().request(NodeDocument, { id: done?.id ?? "" })).node).toMatchObject({
    __typename: "WebhookDelivery",
  });
  const customer = gateway.client(gateway.tokens.customer);
  expect((await customer.request(NodeDocument, { id: done?.id ?? "" })).node).toBeNull();
  await expect(customer.request(WebhookDeliveriesDocument, { first: 1 })).rejects.toThrow("FORBIDDEN");
  await expect(customer.request(ReplayWebhookDeliveryDocument, { input })).rejects.toThrow("FORBIDDEN");
});

test("what there is not cannot be replayed", async () => {
  const id = Buffer.from("WebhookDelivery:00000000-0000-4000-8000-000000000000").toString("base64");
  const input = { idempotencyKey: "again-2", id };
  const { replayWebhookDelivery } = await gateway.client().request(ReplayWebhookDeliveryDocument, { input });
  expect(replayWebhookDelivery).toMatchObject({ delivery: null, errors: [{ code: "WEBHOOK_DELIVERY_NOT_FOUND" }] });
  const { id: account } = await anAccount();
  const wrong = await gateway
    .client()
    .request(ReplayWebhookDeliveryDocument, { input: { idempotencyKey: "again-3", id: account } });
  expect(wrong.replayWebhookDelivery).toMatchObject({ errors: [{ code: "INVALID_ID", path: ["input", "id"] }] });
});
