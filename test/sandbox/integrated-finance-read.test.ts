import { afterEach, describe, expect, test } from "vitest";
import type { SimulatorSettings } from "../../src/sandbox/kit/simulator.ts";
import { accountOf, type Clock, clientOf, openIntegratedFinance } from "./integrated-finance-api.ts";

const clock: Clock = { now: Date.parse("2026-03-01T08:00:00Z") };
let world: Awaited<ReturnType<typeof openIntegratedFinance>> | undefined;
afterEach(() => world?.simulator.stop());

async function open(settings: SimulatorSettings = {}, accounts = 40) {
  world = await openIntegratedFinance(clock, settings, accounts);
  return world;
}

const include = "metadata.include=connect.connection";
const expand = "metadata.expand=data.account.clientId";

describe("get", () => {
  test("shows the account as the documents do", async () => {
    const { get } = await open();
    expect(await get(`/accounts/${accountOf(1)}`)).toEqual({
      workflow: {},
      data: {
        account: {
          id: accountOf(1),
          clientId: clientOf(1),
          status: "active",
          country: "GB",
          currency: "GBP",
          alias: "Salary Account",
          routingCodes: { "sort-code": "040398", bic: "IFPLGB2LXXX" },
          iban: "GB98IFPL04039843000001",
          accountNumber: "43000001",
          ledgerNumber: "43000001",
          availableBalance: 1520.75,
          serviceProvider: "railsbank",
          accountHolderName: "Sherlock Holmes",
          accountHolderIdentityType: "individual",
          connection: {
            id: "d0000000-0000-4000-8000-000000000001",
            method: "built-in",
            serviceProvider: "railsbank",
            reference: "e0000000-0000-4000-8000-000000000001",
            state: "completed-up-to-date",
            status: "active",
            error: null,
          },
        },
      },
      connect: {},
      metadata: {},
    });
  });

  test("mirrors the connection without its method, where asked and switched on", async () => {
    const { get } = await open();
    const { connect, data, metadata } = await get(`/accounts/${accountOf(19)}?${include}`);
    const { method, ...mirror } = data.account.connection;
    expect([method, connect, metadata]).toEqual([
      "plug-in",
      { connection: mirror },
      { include: ["connect.connection"] },
    ]);
    expect((await get(`/accounts/${accountOf(3)}?${include}`)).connect).toEqual({}); // A sub-account.
    await world?.simulator.stop();
    const without = await (await open({ mirror: false })).get(`/accounts/${accountOf(19)}?${include}`);
    expect([without.connect, without.metadata]).toEqual([{}, {}]);
  });

  test("adds the client and two more fields of the account, where asked", async () => {
    const { get } = await open();
    const { data, metadata } = await get(`/accounts/${accountOf(11)}?${expand}`);
    expect(metadata).toEqual({ expand: ["data.account.clientId"] });
    expect(data.account).toMatchObject({ receivableBalance: 1200, mainAccountId: null });
    expect(data.client).toEqual({
      id: clientOf(3),
      clientNumber: "23050003",
      fullName: "Müller & Söhne GmbH",
      status: "active",
      identity: { type: "corporate", country: "GB", name: "Müller & Söhne GmbH" },
    });
    const both = await get(`/accounts/${accountOf(11)}?${expand}&${include}`);
    expect(both.metadata).toEqual({ include: ["connect.connection"], expand: ["data.account.clientId"] });
  });

  test("money keeps every digit", async () => {
    const { text } = await (await open()).send("GET", `/accounts/${accountOf(34)}?${expand}`);
    expect(text).toContain('"availableBalance":90071992547409.93,');
    expect(text).toContain('"receivableBalance":0.10,');
  });

  test("an unknown id is 404", async () => {
    expect((await (await open()).send("GET", `/accounts/${accountOf(999)}`)).status).toBe(404);
  });
});

describe("list", () => {
  test("pages count from 0 and hold ten; beyond the end they are empty", async () => {
    const { get } = await open({}, 25);
    const rows = async (query: string) => {
      const { data, metadata } = await get(`/accounts${query}`);
      return [data.accounts.map(({ id }: { id: string }) => id), metadata.page];
    };
    const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => accountOf(from + at));
    const page = (number: number) => ({ size: 10, number, totalElements: 25, totalPages: 3 });
    expect(await rows("")).toEqual([ids(1, 10), page(0)]);
    expect(await rows("?metadata.page.number=0")).toEqual([ids(1, 10), page(0)]);
    expect(await rows("?metadata.page.number=2")).toEqual([ids(21, 25), page(2)]);
    expect(await rows("?metadata.page.number=3")).toEqual([[], page(3)]);
  });

  test("sizes are clamped to the maximum; nonsense is refused", async () => {
    const { get, send } = await open({ pageMax: 30 });
    expect((await get("/accounts?metadata.page.size=31")).metadata.page).toEqual({
      size: 30,
      number: 0,
      totalElements: 40,
      totalPages: 2,
    });
    for (const query of ["size=0", "size=x", "number=-1", "number=1.5"]) {
      expect((await send("GET", `/accounts?metadata.page.${query}`)).status).toBe(400);
    }
  });

  test("rows tell what is receivable, and a sub-account's row the connection of its main account", async () => {
    const { get } = await open();
    const [main, , sub] = (await get("/accounts?metadata.page.size=3")).data.accounts;
    expect(main).toMatchObject({ id: accountOf(1), receivableBalance: 12.5 });
    expect(main).not.toHaveProperty("mainAccountId");
    expect(sub).toMatchObject({ id: accountOf(3), mainAccountId: accountOf(1), connection: main.connection });
  });

  test.each([
    ["clientId", clientOf(1), [1, 2, 3, 4]],
    ["status", "suspended", [17, 24, 33]],
    ["currency", "PLN", [6]],
    ["alias", "Salary Account", [1, 40]],
    ["alias", "Salary", []],
    ["iban", "GB98IFPL04039843000001", [1]],
    ["accountNumber", "43000001", [1]],
    ["ledgerNumber", "43000003", [3]],
    ["serviceProvider", "clearbank", [16, 40]],
    ["serviceProvider", "qonto", [26, 27, 28]],
    ["accountHolderName", "Nguyễn Thị Ánh", [30, 31, 32]],
    ["mainAccountId", accountOf(11), [12, 13, 14, 15]],
    ["routingCodeKey", "aba", [7, 17, 39]],
    ["availableBalanceFrom", "98000.10", [2, 11, 30, 34]],
    ["availableBalanceTo", "-250.40", [37]],
  ])("by %s %s", async (name, value, rows) => {
    const { get } = await open();
    const { data, metadata } = await get(`/accounts?data.account.${name}=${encodeURIComponent(value)}`);
    expect(data.accounts.map(({ id }: { id: string }) => id)).toEqual(rows.map(accountOf));
    expect(metadata.page.totalElements).toBe(rows.length);
  });

  test("filters go together; a routing code's key and value belong to each other", async () => {
    const { get, send } = await open();
    const count = async (query: string) => (await get(`/accounts?${query}`)).metadata.page.totalElements;
    expect(await count(`data.account.clientId=${clientOf(1)}&data.account.currency=EUR`)).toBe(2);
    const value = "data.account.routingCodeValue=040398";
    const pounds = await count(value);
    expect(pounds).toBeGreaterThan(0);
    expect(await count(`${value}&data.account.routingCodeKey=sort-code`)).toBe(pounds);
    expect(await count(`${value}&data.account.routingCodeKey=bic`)).toBe(0);
    expect((await send("GET", "/accounts?data.account.status=frozen")).status).toBe(400);
    expect((await send("GET", "/accounts?data.account.availableBalanceFrom=much")).status).toBe(400);
  });

  test("a hundred thousand accounts are there, all with their own numbers, to the last page", async () => {
    const { get, simulator } = await open({}, 100_000);
    const { data, metadata } = await get("/accounts?metadata.page.number=999&metadata.page.size=100");
    expect(data.accounts).toHaveLength(100);
    expect(metadata.page).toMatchObject({ totalElements: 100_000, totalPages: 1000 });
    const all = simulator.books.all() as readonly { ledgerNumber: string; clientId: string }[];
    expect(new Set(all.map(({ ledgerNumber }) => ledgerNumber)).size).toBe(100_000);
    const last = all.at(-1)?.clientId;
    expect((await get(`/clients/${last}`)).data.client.id).toBe(last);
  });
});

describe("deposit information", () => {
  const ways = async (row: number) => {
    const { get } = await open();
    return (await get(`/accounts/${accountOf(row)}/deposit-information`)).data.depositInformation;
  };

  test("pounds come by local schemes, SWIFT and internally", async () => {
    const schemes = await ways(1);
    expect(Object.keys(schemes)).toEqual(["chaps", "faster-payments", "swift", "internal"]);
    expect(schemes.chaps).toEqual({
      accountHolderName: "",
      country: "GB",
      currency: "GBP",
      routingCodes: { "sort-code": "040398" },
      accountNumber: "43000001",
      iban: "GB98IFPL04039843000001",
      ledgerNumber: null,
      reference: null,
      bankName: null,
      bankAddress: null,
      intermediaryAccount: null,
    });
    expect(schemes.swift).toMatchObject({
      routingCodes: { bic: "IFPLGB2LXXX" },
      intermediaryAccount: { bankName: "Example Bank" },
    });
    expect(schemes.internal).toMatchObject({ ledgerNumber: "43000001", routingCodes: {}, iban: null });
  });

  test("a pooled account names the institution and demands a reference", async () => {
    expect(await ways(29)).toMatchObject({
      "faster-payments": {
        accountHolderName: "Example Institution Ltd",
        reference: "REF-43000029",
        ledgerNumber: null,
      },
    });
  });

  test("a sub-account is paid into through its main account, with a reference", async () => {
    expect((await ways(12)).sepa).toMatchObject({ iban: expect.stringMatching(/^GB/), reference: "REF-43000012" });
  });

  test("without identifiers only internally, while pending or closed not at all", async () => {
    expect(Object.keys(await ways(31))).toEqual(["internal"]);
    await world?.simulator.stop();
    expect(await ways(4)).toEqual({});
    await world?.simulator.stop();
    expect(await ways(35)).toEqual({});
  });
});
