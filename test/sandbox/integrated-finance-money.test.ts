import { afterEach, describe, expect, test } from "vitest";
import type { SimulatorSettings } from "../../src/sandbox/kit/simulator.ts";
import { accountOf, type Clock, empty, openIntegratedFinance } from "./integrated-finance-api.ts";

const start = Date.parse("2026-03-15T11:13:19.168Z");
const clock: Clock = { now: start };
let world: Awaited<ReturnType<typeof openIntegratedFinance>> | undefined;
afterEach(async () => {
  await world?.simulator.stop();
  clock.now = start;
});

const id = accountOf(1); // In pounds, holds 1520.75.

async function open(settings: SimulatorSettings = {}) {
  world = await openIntegratedFinance(clock, settings);
  const { send, get } = world;
  return {
    ...world,
    adjust: (workflow: object, change: object = {}, headers: Record<string, string> = {}) => {
      const balanceAdjustment = {
        accountId: id,
        direction: "debit",
        amount: 10,
        currency: "GBP",
        description: "text",
        ...change,
      };
      return send(
        "POST",
        `/accounts/${id}/balance-adjustments`,
        { ...empty, workflow, data: { balanceAdjustment } },
        headers,
      );
    },
    statements: (query = "") => get(`/accounts/${id}/account-statements?${query}`),
  };
}

const fee = { code: "correction", type: "fee", transactionType: "incoming-transfer" };
const synchronization = { code: "synchronization", type: "unconnected-service-provider" };
const gps = { unconnectedServiceProvider: "gps" };

describe("balance adjustments", () => {
  test("a fee correction moves the balance at once and is booked", async () => {
    const { adjust, account, statements } = await open();
    const answer = await adjust(fee);
    expect(answer.status).toBe(201);
    const { transactionNumber, ...adjustment } = answer.json().data.balanceAdjustment;
    expect(transactionNumber).toMatch(/^20260315-[A-Z]{6}$/);
    expect(adjustment).toEqual({
      id: expect.any(String),
      accountId: id,
      direction: "debit",
      amount: 10,
      currency: "GBP",
      description: "text",
    });
    expect((await account(1)).availableBalance).toBe(1510.75);
    expect((await statements()).data.accountStatements).toEqual([
      {
        accountId: id,
        transactionNumber,
        entryDateTime: "2026-03-15T11:13:19.168",
        direction: "debit",
        amount: 10,
        transactionType: "balance-adjustment",
        entryType: "principal",
        balance: 1510.75,
        currency: "GBP",
        narrative: "text",
      },
    ]);
  });

  test("the other kinds, and credits", async () => {
    const { adjust, account } = await open();
    const status = async (workflow: object, change: object = {}) => (await adjust(workflow, change)).status;
    expect(await status({ ...fee, type: "unknown" }, { direction: "credit", amount: 0.25 })).toBe(201);
    expect(await status({ ...fee, transactionType: "unconnected-service-provider" }, gps)).toBe(201);
    expect(await status(synchronization, gps)).toBe(201);
    expect((await account(1)).availableBalance).toBe(1501);
    expect((await adjust(synchronization, gps)).json()).toMatchObject({
      workflow: synchronization,
      data: { balanceAdjustment: gps },
    });
  });

  test.each([
    ["another account", fee, { accountId: accountOf(2) }],
    ["another currency", fee, { currency: "EUR" }],
    ["no direction", fee, { direction: "up" }],
    ["nothing", fee, { amount: 0 }],
    ["a negative amount", fee, { amount: -1 }],
    ["a text amount", fee, { amount: "10" }],
    ["a third of a penny", fee, { amount: 0.333 }],
    ["an unknown workflow", { code: "gift" }, {}],
    ["an unknown correction", { ...fee, type: "gift" }, {}],
    ["no transaction type", { code: "correction", type: "fee" }, {}],
    ["an unconnected provider that is not named", { ...fee, transactionType: "unconnected-service-provider" }, {}],
    ["a synchronisation without provider", synchronization, {}],
    ["a synchronisation of another type", { ...synchronization, type: "fee" }, gps],
  ])("%s is refused", async (_, workflow, change) => {
    const { adjust, account } = await open();
    expect((await adjust(workflow, change)).status).toBe(400);
    expect((await account(1)).availableBalance).toBe(1520.75);
  });

  test("closed accounts take none; overdrafts only where allowed", async () => {
    const { send } = await open();
    const closed = accountOf(35);
    const balanceAdjustment = { accountId: closed, direction: "credit", amount: 1, currency: "EUR", description: "x" };
    const body = { ...empty, workflow: fee, data: { balanceAdjustment } };
    expect((await send("POST", `/accounts/${closed}/balance-adjustments`, body)).status).toBe(409);
    await world?.simulator.stop();
    expect((await (await open()).adjust(fee, { amount: 2000 })).status).toBe(201);
    await world?.simulator.stop();
    expect((await (await open({ refuseOverdraft: true })).adjust(fee, { amount: 2000 })).status).toBe(422);
  });

  test("a repeated key moves the balance once", async () => {
    const { adjust, account } = await open();
    const key = { "x-idempotency-key": "k" };
    expect((await adjust(fee, {}, key)).text).toBe((await adjust(fee, {}, key)).text);
    expect((await account(1)).availableBalance).toBe(1510.75);
  });
});

describe("statements", () => {
  // One entry at each of these moments, by adjustments on a moved clock.
  const moments = [
    "2025-12-31T23:59:59.999",
    "2026-01-01T00:00:00.000",
    "2026-02-01T00:00:00.000",
    "2026-02-10T00:00:00.000",
    "2026-02-28T23:59:59.999",
    "2026-03-01T00:00:00.000",
    "2026-03-31T23:59:59.999",
    "2026-04-01T00:00:00.000",
  ];

  async function openWithEntries() {
    const opened = await open();
    for (const moment of moments) {
      clock.now = Date.parse(`${moment}Z`);
      await opened.admin({ action: "setBalance", id, available: `${moments.indexOf(moment)}.50` });
    }
    clock.now = start;
    const found = async (query: string) =>
      (await opened.statements(`metadata.page.size=100&${query}`)).data.accountStatements.map(
        (entry: { entryDateTime: string }) => moments.indexOf(entry.entryDateTime),
      );
    return { ...opened, found };
  }

  const from = (time: string) => `data.accountStatement.entryDateTimeFrom=${time}`;
  const to = (time: string) => `data.accountStatement.entryDateTimeTo=${time}`;

  test("by default of the current month; one end alone is completed to its month", async () => {
    const { found, send } = await openWithEntries();
    expect(await found("")).toEqual([5, 6]);
    expect(await found(from("2026-02-10T00:00:00.000"))).toEqual([3, 4]);
    expect(await found(from("2026-02-10T00:00:00.001"))).toEqual([4]);
    expect(await found(to("2026-02-10T00:00:00.000"))).toEqual([2, 3]);
    expect(await found(from("2025-12-31T00:00:00.000"))).toEqual([0]);
    expect(await found(`${from("2025-12-31T00:00:00.000")}&${to("2026-02-01T00:00:00.000")}`)).toEqual([0, 1, 2]);
    expect(await found(`${from("2026-03-01T00:00:00.000")}&${to("2026-02-01T00:00:00.000")}`)).toEqual([]);
    for (const time of ["2026-02-10", "2026-02-30T99:00:00.000", "yesterday"]) {
      expect((await send("GET", `/accounts/${id}/account-statements?${from(time)}`)).status).toBe(400);
    }
  });

  test("a leap year's February has 29 days", async () => {
    const { admin, statements } = await open();
    clock.now = Date.parse("2024-02-29T12:00:00Z");
    await admin({ action: "setBalance", id, available: "0.00" });
    clock.now = start;
    const { data } = await statements(from("2024-02-10T00:00:00.000"));
    expect(data.accountStatements).toMatchObject([{ entryDateTime: "2024-02-29T12:00:00.000", balance: 0 }]);
  });

  test("one entry by its number, and pages from 0", async () => {
    const { statements } = await openWithEntries();
    const { data, metadata } = await statements("metadata.page.size=1&metadata.page.number=1");
    expect(metadata.page).toEqual({ size: 1, number: 1, totalElements: 2, totalPages: 2 });
    const [entry] = data.accountStatements;
    expect(entry).toMatchObject({ direction: "credit", amount: 1, balance: 6.5, transactionType: "incoming-transfer" });
    const byNumber = await statements(`data.accountStatement.transactionNumber=${entry.transactionNumber}`);
    expect(byNumber.data.accountStatements).toEqual([entry]);
    expect(byNumber.metadata.page).toMatchObject({ size: 10, totalElements: 1 });
  });

  test("the opening transfers of the demo accounts explain their balances", async () => {
    const { statements } = await open();
    const { data } = await statements(from("2025-01-01T00:00:00.000"));
    expect(data.accountStatements).toMatchObject([{ amount: 1520.75, balance: 1520.75, direction: "credit" }]);
  });
});
