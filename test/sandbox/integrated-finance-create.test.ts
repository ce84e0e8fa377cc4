import { afterEach, describe, expect, test } from "vitest";
import type { SimulatorSettings } from "../../src/sandbox/kit/simulator.ts";
import { accountOf, type Clock, clientOf, issuing, openIntegratedFinance } from "./integrated-finance-api.ts";

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

const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const inProgress = { id: null, reference: null, state: "creation-in-progress", status: null, error: null };
const plugIn = { method: "plug-in", type: "explicit", serviceProvider: "revolut" };
const subAccount = (mainRow: number, account: object = {}) => ({
  workflow: { code: "client.sub-account" },
  data: { account: { clientId: clientOf(1), currency: "GBP", mainAccountId: accountOf(mainRow), ...account } },
});
const migration = (sourceId: string, account: object = {}) => ({
  workflow: { code: "client.migration" },
  data: { account: { clientId: clientOf(1), currency: "EUR", ...account }, sourceId },
  connect: { type: "explicit", serviceProvider: "railsbank" },
});

describe("issuing", () => {
  test("built-in explicit: the whole answer", async () => {
    const { create } = await open();
    const answer = await create(issuing("railsbank", { alias: "My account" }));
    expect(answer.status).toBe(201);
    expect(answer.json()).toEqual({
      workflow: { code: "client.issuing" },
      data: {
        account: {
          id: uuid,
          clientId: clientOf(1),
          status: "pending",
          country: "GB",
          currency: "EUR",
          alias: "My account",
          routingCodes: {},
          iban: null,
          accountNumber: null,
          ledgerNumber: expect.stringMatching(/^\d{8}$/),
          availableBalance: 0,
          serviceProvider: "railsbank",
          accountHolderName: "Sherlock Holmes",
          accountHolderIdentityType: "individual",
          connection: { ...inProgress, method: "built-in", serviceProvider: "railsbank" },
        },
      },
      connect: { method: "built-in", type: "explicit", serviceProvider: "railsbank" },
      metadata: {},
    });
  });

  test("a missing method is built-in, a missing alias names the currency", async () => {
    const { create } = await open();
    const { data, connect } = (
      await create({ ...issuing("railsbank"), connect: { type: "explicit", serviceProvider: "railsbank" } })
    ).json();
    expect(connect.method).toBe("built-in");
    expect(data.account).toMatchObject({ alias: "EUR Account", connection: { method: "built-in" } });
  });

  test("implicit: the platform names its choice, at once or later by setting", async () => {
    const body = { ...issuing("", { currency: "DKK" }), connect: { method: "built-in", type: "implicit" } };
    const named = (await (await open()).create(body)).json();
    expect(named.connect).toEqual({ method: "built-in", type: "implicit", serviceProvider: "currencycloud" });
    expect(named.data.account).toMatchObject({ serviceProvider: "currencycloud" });
    await world?.simulator.stop();

    const { create, account } = await open({ namesImplicitProvider: false });
    const unnamed = (await create(body)).json();
    expect(unnamed.connect).toEqual({ method: "built-in", type: "implicit" });
    expect(unnamed.data.account).toMatchObject({ serviceProvider: null, connection: { serviceProvider: null } });
    clock.now += 2000;
    expect(await account(unnamed.data.account.id)).toMatchObject({
      serviceProvider: "currencycloud",
      connection: { serviceProvider: "currencycloud" },
    });
  });

  test("plug-in: the account names no provider, its connection does, and nothing happens by itself", async () => {
    const { create, account } = await open();
    const { data, connect } = (await create({ ...issuing("", { country: "FR" }), connect: plugIn })).json();
    expect(connect).toEqual(plugIn);
    expect(data.account).toMatchObject({
      status: "pending",
      country: "FR",
      serviceProvider: null,
      connection: { ...inProgress, method: "plug-in", serviceProvider: "revolut" },
    });
    clock.now += 299_999;
    expect(await account(data.account.id)).toMatchObject({ status: "pending", serviceProvider: "revolut" });
  });

  test.each([
    ["plug-in and implicit", { connect: { method: "plug-in", type: "implicit", serviceProvider: "revolut" } }, 400],
    ["another method", { connect: { method: "remote", type: "explicit", serviceProvider: "revolut" } }, 400],
    ["no type", { connect: { method: "built-in", serviceProvider: "railsbank" } }, 400],
    ["no provider", { connect: { type: "explicit" } }, 400],
    ["an unknown provider", { connect: { type: "explicit", serviceProvider: "nobank" } }, 400],
    ["an unknown workflow", { workflow: { code: "client.opening" } }, 400],
    ["an unknown client", { data: { account: { clientId: accountOf(1), currency: "EUR" } } }, 400],
    ["no currency", { data: { account: { clientId: clientOf(1) } } }, 400],
    [
      "a currency that the provider does not have",
      { data: { account: { clientId: clientOf(1), currency: "JPY" } } },
      422,
    ],
    ["a currency that nobody has", issuingImplicit("XAU"), 422],
  ])("%s is refused", async (_, change, status) => {
    const { create, get } = await open();
    expect((await create({ ...issuing("railsbank"), ...change })).status).toBe(status);
    expect((await get("/accounts")).metadata.page.totalElements).toBe(40);
  });

  test("an alias has at most 30 characters, counted as people do", async () => {
    const { create } = await open();
    const alias = `${"ä".repeat(29)}😀`;
    expect((await create(issuing("railsbank", { alias }))).json().data.account.alias).toBe(alias);
    const refused = await create(issuing("railsbank", { alias: `${alias}x` }));
    expect(refused.status).toBe(400);
    expect(refused.json().error).toMatchObject({
      code: "validation_error",
      attributes: { "data.account.alias": "max length is 30" },
    });
    expect((await create(issuing("railsbank", { alias: 7 }))).status).toBe(400);
  });
});

function issuingImplicit(currency: string) {
  return { data: { account: { clientId: clientOf(1), currency } }, connect: { type: "implicit" } };
}

describe("provisioning", () => {
  test("succeeds after its delay, not before: identifiers, connection and status come together", async () => {
    const { create, account } = await open();
    const { id } = (await create(issuing("railsbank", { currency: "GBP" }))).json().data.account;
    clock.now += 1999;
    expect(await account(id)).toMatchObject({ status: "pending", connection: inProgress });
    clock.now += 1;
    expect(await account(id)).toMatchObject({
      status: "active",
      iban: expect.stringMatching(/^GB\d\d[A-Z]{4}\d{14}$/),
      accountNumber: expect.stringMatching(/^\d{8}$/),
      routingCodes: { "sort-code": expect.stringMatching(/^\d{6}$/) },
      connection: { id: uuid, reference: uuid, state: "completed-up-to-date", status: "active", error: null },
    });
  });

  test.each([
    ["failingbank", "pending", { state: "creation-failed", id: null, error: { category: "technical" } }],
    ["decliningbank", "declined", { state: "creation-failed", id: null, error: { origin: "provider" } }],
    [
      "dependentbank",
      "pending",
      { state: "dependency-failed", status: "pending", id: uuid, error: { code: "generic" } },
    ],
    ["stallingbank", "pending", inProgress],
  ])("%s ends %s", async (provider, status, connection) => {
    const { create, account } = await open();
    const { id } = (await create(issuing(provider))).json().data.account;
    clock.now += 60_000;
    expect(await account(id)).toMatchObject({ status, connection, iban: null });
  });

  test("delay and outcome are settings, for each provider", async () => {
    const { create, account } = await open({ provisioningDelayMs: 10, "outcome.railsbank": "declines" });
    const { id } = (await create(issuing("railsbank"))).json().data.account;
    clock.now += 10;
    expect((await account(id)).status).toBe("declined");
  });

  test("filters see what time has done", async () => {
    const { create, get } = await open();
    await create(issuing("railsbank", { alias: "soon" }));
    const found = async (status: string) =>
      (await get(`/accounts?data.account.alias=soon&data.account.status=${status}`)).metadata.page.totalElements;
    expect([await found("pending"), await found("active")]).toEqual([1, 0]);
    clock.now += 2000;
    expect([await found("pending"), await found("active")]).toEqual([0, 1]);
  });
});

describe("migration", () => {
  test("is active at once, linked to the account at the provider", async () => {
    const { create } = await open();
    const answer = await create(migration("source-1"));
    expect(answer.status).toBe(201);
    const { data, connect } = answer.json();
    expect(connect).toEqual({ method: "built-in", type: "explicit", serviceProvider: "railsbank" });
    expect(data.account).toMatchObject({
      status: "active",
      connection: { id: "source-1", method: "built-in", state: "completed-up-to-date", status: "active" },
    });
  });

  test("needs a source, an explicit provider with that currency, and happens once", async () => {
    const { create } = await open();
    const status = async (body: object) => (await create(body)).status;
    expect(await status({ ...migration("s"), data: { account: { clientId: clientOf(1), currency: "EUR" } } })).toBe(
      400,
    );
    expect(await status({ ...migration("s"), connect: { type: "implicit" } })).toBe(400);
    expect(await status({ ...migration("s"), connect: plugIn })).toBe(400);
    expect(await status(migration("s", { currency: "JPY" }))).toBe(422);
    expect(await status(migration("s"))).toBe(201);
    expect(await status(migration("s"))).toBe(409);
  });
});

describe("sub-accounts", () => {
  test("come without connection and identifiers, and become active", async () => {
    const { create, account } = await open();
    const { data, connect } = (await create(subAccount(1))).json();
    expect(connect).toEqual({});
    expect(Object.keys(data.account).sort()).toEqual(
      [
        ["accountHolderIdentityType", "accountHolderName", "alias", "availableBalance", "clientId", "country"],
        ["currency", "id", "ledgerNumber", "mainAccountId", "serviceProvider", "status"],
      ].flat(),
    );
    expect(data.account).toMatchObject({ mainAccountId: accountOf(1), serviceProvider: null, status: "pending" });
    clock.now += 2000;
    const read = await account(data.account.id);
    expect(read).toMatchObject({ status: "active", serviceProvider: "railsbank", iban: null, routingCodes: {} });
    expect(read).not.toHaveProperty("connection");
  });

  test.each([
    ["below another sub-account", subAccount(3), 400],
    ["below an unknown account", subAccount(999), 400],
    ["for another client", subAccount(1, { clientId: clientOf(2) }), 400],
    ["in another currency", subAccount(1, { currency: "EUR" }), 400],
    ["with a connection", { ...subAccount(1), connect: plugIn }, 400],
    ["below a closed account", subAccount(35, { clientId: clientOf(8), currency: "EUR" }), 409],
  ])("%s are refused", async (_, body, status) => {
    expect((await (await open()).create(body)).status).toBe(status);
  });

  test("are a feature that may be off", async () => {
    expect((await (await open({ subAccounts: false })).create(subAccount(1))).status).toBe(403);
  });
});
