import { afterEach, describe, expect, test } from "vitest";
import type { SimulatorSettings } from "../../src/sandbox/kit/simulator.ts";
import { accountOf, type Clock, clientOf, empty, openIntegratedFinance } from "./integrated-finance-api.ts";

const start = Date.parse("2026-03-01T08:00:00Z");
const clock: Clock = { now: start };
let world: Awaited<ReturnType<typeof openIntegratedFinance>> | undefined;
afterEach(async () => {
  await world?.simulator.stop();
  clock.now = start;
});

async function open(settings: SimulatorSettings = {}) {
  world = await openIntegratedFinance(clock, settings);
  return world;
}

// Rows of the demo accounts.
const builtIn = 36; // Active, empty.
const plugInActive = 19;
const plugInPending = 20;
const plugInDeclined = 22;
const plugInSuspended = 24;

const identifiers = {
  accountNumber: "12345678",
  iban: "GB85LOYD77913045276224",
  routingCodes: { "sort-code": "123456" },
};
const success = { id: "at-revolut", reference: "for humans", state: "completed-up-to-date" };
const error = {
  category: "functional",
  origin: "provider",
  code: "no",
  message: "No.",
  attributes: { key01: "value01" },
};

describe("built-in accounts", () => {
  test("take a new alias; the answer is more detailed than a read", async () => {
    const { patch, account } = await open();
    const answer = await patch(builtIn, { alias: "EUR Account 2" });
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({
      workflow: { code: "client.direct" },
      data: {
        account: { alias: "EUR Account 2", receivableBalance: 0, mainAccountId: null, serviceProvider: "railsbank" },
      },
      connect: {},
      metadata: {},
    });
    const read = await account(builtIn);
    expect(read.alias).toBe("EUR Account 2");
    expect(read).not.toHaveProperty("receivableBalance");
    expect(read).not.toHaveProperty("mainAccountId");
  });

  test("close; their provider follows a little later", async () => {
    const { patch, account } = await open();
    const { data } = (await patch(builtIn, { status: "closed" })).json();
    expect(data.account).toMatchObject({ status: "closed", connection: { status: "active" } });
    clock.now += 2000;
    expect(await account(builtIn)).toMatchObject({
      status: "closed",
      connection: { state: "completed-up-to-date", status: "closed" },
    });
  });

  test.each([
    ["identifiers", identifiers],
    ["an IBAN", { iban: identifiers.iban }],
    ["a connection", { connection: success }],
    ["a currency", { currency: "EUR" }],
    ["being suspended", { status: "suspended" }],
    ["an unknown status", { status: "frozen" }],
    ["an alias of 31 characters", { alias: "x".repeat(31) }],
  ])("do not take %s", async (_, change) => {
    const { patch, account } = await open();
    const before = await account(builtIn);
    expect((await patch(builtIn, change)).status).toBe(400);
    expect(await account(builtIn)).toEqual(before);
  });

  test("take every status by setting", async () => {
    const { patch } = await open({ builtInStatusChanges: true });
    for (const status of ["suspended", "inactive", "active"]) {
      expect((await patch(builtIn, { status })).json().data.account.status).toBe(status);
    }
    expect((await patch(builtIn, { status: "declined" })).status).toBe(409);
  });
});

describe("plug-in accounts", () => {
  test("become active when the customer reports success", async () => {
    const { patch, account } = await open();
    const answer = await patch(plugInPending, { ...identifiers, connection: success, status: "active" });
    expect(answer.json().data.account).toMatchObject({
      ...identifiers,
      status: "active",
      serviceProvider: null,
      connection: { ...success, method: "plug-in", serviceProvider: "revolut", status: "active", error: null },
    });
    expect(answer.json().data.account).not.toHaveProperty("receivableBalance");
    expect(await account(plugInPending)).toMatchObject({ serviceProvider: "revolut", ...identifiers });
  });

  test("stay pending when the customer reports a failure, and may still succeed", async () => {
    const { patch } = await open();
    const failed = (await patch(plugInPending, { connection: { state: "creation-failed", error } })).json().data
      .account;
    expect(failed).toMatchObject({
      status: "pending",
      connection: { id: null, state: "creation-failed", status: null, error },
    });
    const { data } = (await patch(plugInPending, { connection: success, status: "active" })).json();
    expect(data.account).toMatchObject({
      status: "active",
      connection: { state: "completed-up-to-date", error: null },
    });
  });

  test("can be declined for good", async () => {
    const { patch } = await open();
    const declined = await patch(plugInPending, {
      status: "declined",
      connection: { state: "creation-failed", error },
    });
    expect(declined.json().data.account).toMatchObject({ status: "declined", connection: { error } });
    expect((await patch(plugInPending, { status: "active" })).status).toBe(409);
  });

  test("identifiers need the status beside them, unless active already", async () => {
    const { patch } = await open();
    const refused = await patch(plugInPending, { iban: identifiers.iban });
    expect([refused.status, Object.keys(refused.json().error.attributes)]).toEqual([400, ["data.account.status"]]);
    expect((await patch(plugInPending, { iban: identifiers.iban, status: "active" })).status).toBe(200);
    expect((await patch(plugInPending, { iban: null })).json().data.account.iban).toBeNull();
    expect((await patch(plugInActive, { accountNumber: "1" })).status).toBe(200);
  });

  test("their connection's status follows the account's", async () => {
    const { patch, admin } = await open();
    await admin({ action: "setBalance", id: accountOf(plugInActive), available: "0.00" });
    for (const [status, atProvider] of [
      ["inactive", "inactive"],
      ["active", "active"],
      ["suspended", "inactive"],
      ["closed", "closed"],
    ]) {
      const { data } = (await patch(plugInActive, { status })).json();
      expect([data.account.status, data.account.connection.status]).toEqual([status, atProvider]);
    }
  });

  test("malformed reports are refused", async () => {
    const { patch } = await open();
    const status = async (change: object) => (await patch(plugInPending, change)).status;
    expect(await status({ connection: { state: "done" } })).toBe(400);
    expect(await status({ connection: "done" })).toBe(400);
    expect(await status({ connection: { state: "creation-failed", error: { code: "x" } } })).toBe(400);
    expect(await status({ status: "active", routingCodes: { "sort-code": 123456 } })).toBe(400);
    expect(await status({ status: "active", iban: 7 })).toBe(400);
  });
});

describe("sub-accounts", () => {
  const ofBuiltIn = 3;
  const ofPlugIn = 27;

  test("follow their main account, but have no connection of their own to be reported", async () => {
    const { patch, account } = await open();
    expect((await patch(ofPlugIn, { ...identifiers, status: "suspended" })).status).toBe(200);
    expect(await account(ofPlugIn)).toMatchObject({ ...identifiers, status: "suspended" });
    expect((await patch(ofPlugIn, { connection: success })).status).toBe(400);
    expect((await patch(ofBuiltIn, { status: "suspended" })).status).toBe(400);
    expect((await patch(ofBuiltIn, { iban: identifiers.iban })).status).toBe(400);
  });

  test("that are declined before they are open stay so", async () => {
    const { create, patch, account } = await open();
    const opened = await create({
      workflow: { code: "client.sub-account" },
      data: { account: { clientId: clientOf(5), currency: "EUR", mainAccountId: accountOf(26) } },
    });
    const { id } = opened.json().data.account;
    expect((await patch(id, { status: "declined" })).status).toBe(200);
    clock.now += 60_000;
    expect(await account(id)).toMatchObject({ status: "declined" });
  });
});

describe("status changes", () => {
  test.each([
    [plugInPending, "inactive", 409],
    [plugInPending, "suspended", 409],
    [plugInPending, "closed", 409],
    [plugInPending, "pending", 200],
    [plugInActive, "pending", 409],
    [plugInActive, "declined", 409],
    [plugInSuspended, "active", 200],
    [plugInSuspended, "inactive", 200],
    [plugInSuspended, "closed", 200],
    [plugInDeclined, "active", 409],
    [plugInDeclined, "closed", 409],
  ])("row %i to %s gives %i", async (row, status, expected) => {
    expect((await (await open()).patch(row, { status })).status).toBe(expected);
  });

  test("nothing changes a closed account", async () => {
    const { patch } = await open();
    expect((await patch(builtIn, { status: "closed" })).status).toBe(200);
    for (const change of [{ alias: "again" }, { status: "active" }, { status: "closed" }]) {
      const refused = await patch(builtIn, change);
      expect([refused.status, refused.json().error.code]).toEqual([409, "account_closed"]);
    }
  });

  test("closing needs an empty account without open sub-accounts, unless set otherwise", async () => {
    const strict = await open();
    const code = async (row: number) => (await strict.patch(row, { status: "closed" })).json().error?.code;
    expect(await code(1)).toBe("balance_not_zero");
    for (const row of [1, 3]) await strict.admin({ action: "setBalance", id: accountOf(row), available: "0.00" });
    expect(await code(1)).toBe("open_sub_accounts");
    expect(await code(3)).toBeUndefined();
    expect(await code(1)).toBeUndefined();
    await world?.simulator.stop();
    const lenient = await open({ closeWithBalance: true, closePending: true });
    expect((await lenient.patch(2, { status: "closed" })).status).toBe(200);
    expect((await lenient.patch(4, { status: "closed" })).status).toBe(200);
  });

  test("an account that is closed before its provider answers stays closed", async () => {
    const { create, patch, account } = await open({ closePending: true, provisioningDelayMs: 100 });
    const body = { workflow: { code: "client.issuing" }, connect: { type: "implicit" } };
    const data = { account: { clientId: "c0000000-0000-4000-8000-000000000001", currency: "EUR" } };
    const { id } = (await create({ ...body, data })).json().data.account;
    expect((await patch(id, { status: "closed" })).status).toBe(200);
    clock.now += 1000;
    expect((await account(id)).status).toBe("closed");
  });

  test("unknown accounts and workflows are refused", async () => {
    const { patch, send } = await open();
    expect((await patch(999, { alias: "x" })).status).toBe(404);
    const body = { ...empty, workflow: { code: "direct" }, data: { account: { alias: "x" } } };
    expect((await send("PATCH", `/accounts/${accountOf(1)}`, body)).status).toBe(400);
  });
});
