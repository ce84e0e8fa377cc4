import { expect, test } from "vitest";
import { configSchema as inventiConfig } from "../../../src/providers/inventi/config.ts";
import { createWebhookReader as createInventiReader } from "../../../src/providers/inventi/webhook.ts";
import { configSchema as payneticsConfig } from "../../../src/providers/paynetics/config.ts";
import { createWebhookReader as createPayneticsReader } from "../../../src/providers/paynetics/webhook.ts";
import { inventi } from "../../../src/sandbox/inventi/index.ts";
import { paynetics } from "../../../src/sandbox/paynetics/index.ts";
import { webhookRequest } from "../conformance/webhooks.ts";

// Nobody documents what these two would send.
const secret = "agreed-with-the-sender";
const own = (simulator: { providerConfig(url: string): object }) => {
  const { name: _, kind: __, ...config } = simulator.providerConfig("http://127.0.0.1:1") as Record<string, unknown>;
  return { ...config, webhookSecret: secret };
};
const readers = {
  inventi: createInventiReader(inventiConfig.parse(own(inventi))),
  paynetics: createPayneticsReader(payneticsConfig.parse(own(paynetics))),
};
const read = (name: keyof typeof readers, body: object) =>
  readers[name]?.read(webhookRequest({ body: JSON.stringify(body), headers: {}, pathSecret: secret }), 0);

test("an account is found under its usual names, in whatever envelope and spelling", () => {
  for (const body of [
    { type: "account.status", accountId: 17 },
    { type: "account.status", account: 17 },
    { type: "account.status", data: { account_id: "17" } },
    { Type: "account.status", Payload: { Account: { ID: 17 } } },
    { type: "account.status", data: { object: { id: 17 } } },
    // The number of the message is no account's.
    { type: "account.status", id: 5, details: { id: 17 } },
  ]) {
    expect([body, read("inventi", body)?.accountIds]).toEqual([body, ["17"]]);
  }
  for (const payload of [
    { token: "t-1" },
    { account: "t-1" },
    { account: { token: "t-1" } },
    { accountToken: "t-1" },
  ]) {
    expect(read("paynetics", { action: "ACCOUNT.STATUS", payload })?.accountIds).toEqual(["t-1"]);
  }
  expect(read("inventi", { type: "account.status", id: 5 })?.accountIds).toEqual([]);
});

test("what is known to be about no account need not name one", () => {
  const subject = (name: keyof typeof readers, type: string) => readers[name]?.subjectOf(type);
  for (const type of ["Payment Status Change", "Cancellation Status Change", "ping"]) {
    expect([type, subject("inventi", type)]).toEqual([type, null]);
  }
  for (const type of ["CARD.STATUS", "TRANSACTION.NEW", "ping"]) {
    expect([type, subject("paynetics", type)]).toEqual([type, null]);
  }
  expect(subject("inventi", "status")).toBe("ACCOUNT");
  expect(subject("paynetics", "ACCOUNT.CLOSED")).toBe("ACCOUNT");
  expect(read("inventi", { type: "Payment Status Change", data: { id: 9 } })).toMatchObject({
    ...{ type: "Payment Status Change", accountIds: [] },
  });
  // A card's token is no account's.
  expect(read("paynetics", { action: "CARD.STATUS", payload: { token: "c-1" } })?.accountIds).toEqual([]);
});
