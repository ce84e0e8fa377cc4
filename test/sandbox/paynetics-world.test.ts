import { afterEach, describe, expect, test } from "vitest";
import type { SimulatorSettings } from "../../src/sandbox/kit/simulator.ts";
import { accountOf, notFound, openPaynetics, user } from "./paynetics-api.ts";

let world: Awaited<ReturnType<typeof openPaynetics>> | undefined;
afterEach(() => world?.simulator.stop());

async function open(settings: SimulatorSettings = {}, accounts = 40) {
  world = await openPaynetics(settings, accounts);
  return world;
}

describe("transactions", () => {
  test("explain each balance and can be found by filters and by token", async () => {
    const { transactions, call, admin } = await open();
    await admin({ action: "setBalance", id: accountOf(3), currency: "GBP", available: "300.00" });
    const { data } = await transactions(`1/100?account=${accountOf(3)}`);
    expect(data).toMatchObject({
      total_items: "2",
      items: [
        { type: "load", amount: 310.05, debit_credit: "credit", currency: "GBP", account: accountOf(3) },
        { type: "fee", amount: 10.05, debit_credit: "debit", date: "2026-03-01T08:00:00.000Z" },
      ],
    });
    const [load, fee] = data.items;
    const found = async (query: string) => (await transactions(`1/100?account=${accountOf(3)}&${query}`)).data.items;
    expect(await found("type=fee")).toEqual([fee]);
    expect(await found("debit_credit=credit")).toEqual([load]);
    expect(await found("start_date=2026-03-01&end_date=2026-03-01")).toEqual([fee]);
    expect(await found("end_date=2026-02-28")).toEqual([load]);
    expect(await found(`load_after=${load.token}`)).toEqual([fee]);
    expect(await found(`balance=${load.balance}&code=L001&status=1`)).toEqual([load]);
    expect(await found("card=any")).toEqual([]);
    const multi = (await transactions(`1/100?account=${accountOf(9)}`)).data.items;
    expect(multi).toHaveLength(3);
    expect((await transactions(`1/100?balance=${multi[1].balance}`)).data.items).toEqual([multi[1]]);
    const one = async (token: string) => (await call("transaction_details", "GET", `/v2/transactions/${token}`)).json();
    expect(await one(fee.token)).toEqual({ code: 0, data: fee });
    expect(await one(accountOf(3))).toEqual(notFound);
  });
});

describe("the demo world", () => {
  test("shows every status, kind, owner and set of identifiers", async () => {
    const { control } = await open();
    const { accounts } = (await control("GET", "/__ledger?requests=0")).json();
    const kinds = new Set<string>();
    for (const account of accounts) {
      kinds.add(`${account.type} ${account.status}`);
      kinds.add(`owner ${account.merchant === "" ? "" : "m"}${account.user === "" ? "" : "u"}`);
      if (account.multicurrency) kinds.add(`multi ${account.type}`);
      for (const { currency, iban, sort_code } of account.balances) {
        kinds.add(`${currency} ${iban !== null || sort_code !== null ? "with" : "without"}`);
      }
    }
    expect([...kinds].sort()).toEqual([
      "BGN with",
      "BGN without",
      "EUR with",
      "EUR without",
      "GBP with",
      "GBP without",
      "default active",
      "default blocked",
      "default closed",
      "multi default",
      "multi virtual",
      "owner m",
      "owner mu",
      "owner u",
      "virtual active",
      "virtual blocked",
      "virtual closed",
    ]);
    expect(accounts.find(({ id }: { id: string }) => id === accountOf(2))).toMatchObject({
      main: accountOf(1),
      alias: "Reise nach Zürich",
    });
  });

  test("holds a hundred thousand accounts, all different, whose last page is there", async () => {
    const { list } = await open({}, 100_000);
    const { data } = await list("10000/10");
    expect(data.total_items).toBe("100000");
    expect(data.items).toHaveLength(10);
    const all = world?.simulator.books.all() as unknown as { balances: { iban: string | null }[] }[];
    const ibans = all.flatMap(({ balances }) => balances.flatMap(({ iban }) => iban ?? []));
    expect(new Set(ibans).size).toBe(ibans.length);
  });

  test("staff can change it behind the API's back", async () => {
    const { admin, details, list } = await open();
    await admin({ action: "setStatus", id: accountOf(1), status: "closed" });
    expect((await details(accountOf(1))).data.status).toBe("closed");
    await admin({ action: "remove", id: accountOf(40) });
    expect((await list("4/10")).data).toMatchObject({ total_items: "39" });
    const { result } = await admin({ action: "create", program: "account_eur", user });
    expect((await details(result.id)).data.status).toBe("active");
    expect(await admin({ action: "setBalance", id: accountOf(3), currency: "EUR", available: "1.00" })).toMatchObject({
      error: expect.stringContaining("no balance in EUR"),
    });
    expect(await admin({ action: "create", program: "account_nok", user })).toMatchObject({
      error: expect.stringContaining("11002"),
    });
  });
});
