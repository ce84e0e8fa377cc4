import { afterEach, describe, expect, test } from "vitest";
import { accountOf, type Clock, clientOf, openIntegratedFinance } from "./integrated-finance-api.ts";

const clock: Clock = { now: Date.parse("2026-03-01T08:00:00Z") };
let world: Awaited<ReturnType<typeof openIntegratedFinance>> | undefined;
afterEach(() => world?.simulator.stop());

async function open() {
  world = await openIntegratedFinance(clock);
  return world;
}

describe("the demo world", () => {
  test("shows every status, state, method, holder and peculiarity, and stays as it is", async () => {
    const { control } = await open();
    const ledger = async () => (await control("GET", "/__ledger?requests=0")).json().accounts;
    const accounts = await ledger();
    const seen = new Set<string>();
    for (const { status, connection, accountHolderIdentityType, mainAccountId, iban } of accounts) {
      seen
        .add(status)
        .add(accountHolderIdentityType)
        .add(mainAccountId === null ? "main" : `sub ${status}`);
      if (connection) seen.add(connection.state).add(connection.method);
      if (connection?.status === "null") seen.add("null text");
      if (status === "active" && iban === null) seen.add("no iban");
    }
    expect([...seen].sort()).toEqual([
      "active",
      "built-in",
      "closed",
      "completed-outdated",
      "completed-up-to-date",
      "corporate",
      "creation-failed",
      "creation-in-progress",
      "declined",
      "dependency-failed",
      "inactive",
      "individual",
      "main",
      "no iban",
      "null text",
      "pending",
      "plug-in",
      "sub active",
      "sub closed",
      "sub pending",
      "suspended",
    ]);
    const before = clock.now;
    clock.now += 366 * 86_400_000;
    expect(await ledger()).toEqual(accounts);
    clock.now = before;
  });

  test("webhooks have no history yet", async () => {
    const { get } = await open();
    expect(await get("/webhooks")).toMatchObject({
      data: { webhooks: [] },
      metadata: { page: { size: 20, number: 0, totalElements: 0, totalPages: 0 } },
    });
  });

  test("staff can change it behind the API's back", async () => {
    const { admin, account, get } = await open();
    const id = accountOf(1);
    await admin({ action: "setStatus", id, status: "suspended" });
    await admin({ action: "setConnection", id, state: "completed-outdated", error: null });
    await admin({ action: "setBalance", id, available: "1.00", receivable: "2.00" });
    await admin({ action: "assignIdentifiers", id, iban: null, routingCodes: {} });
    expect(await account(1)).toMatchObject({
      status: "suspended",
      availableBalance: 1,
      iban: null,
      accountNumber: "43000001",
      routingCodes: {},
      connection: { state: "completed-outdated", status: "active" },
    });
    await admin({ action: "remove", id: accountOf(2) });
    expect((await get("/accounts")).metadata.page.totalElements).toBe(39);
    const issuing = {
      workflow: { code: "client.issuing" },
      data: { account: { clientId: clientOf(1), currency: "EUR" } },
      connect: { type: "implicit" },
      metadata: {},
    };
    const { result } = await admin({ action: "create", ...issuing });
    expect((await account(result.id)).status).toBe("pending");
    expect(await admin({ action: "create", ...issuing, connect: {} })).toMatchObject({ error: expect.any(String) });
    expect(await admin({ action: "setConnection", id: accountOf(3) })).toMatchObject({
      error: expect.stringContaining("has no connection"),
    });
  });
});
