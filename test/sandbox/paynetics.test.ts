import { afterEach, describe, expect, test } from "vitest";
import type { SimulatorSettings } from "../../src/sandbox/kit/simulator.ts";
import { accountOf, merchant, notFound, openPaynetics, user } from "./paynetics-api.ts";

let world: Awaited<ReturnType<typeof openPaynetics>> | undefined;
afterEach(() => world?.simulator.stop());

async function open(settings: SimulatorSettings = {}, accounts = 40) {
  world = await openPaynetics(settings, accounts);
  return world;
}

const invalid = { code: 11001, message: "services.general.validation_error" };
const refused = { code: 11000, message: "services.general.error" };

describe("create", () => {
  test("a business account is active at once, with an IBAN and no money", async () => {
    const { create, details } = await open();
    const { code, data } = await create({ program: "account_eur", merchant, user: "", main: "", alias: "Expenses" });
    expect(code).toBe(0);
    expect(data).toEqual({
      program: "account_eur",
      token: expect.stringMatching(/^[0-9a-f-]{36}$/),
      merchant,
      user: "",
      type: "default",
      number: expect.stringMatching(/^\d{10}$/),
      link_key: expect.stringMatching(/^\d{4}$/),
      is_main: true,
      status: "active",
      multicurrency: false,
      balances: [
        {
          available: 0,
          blocked: 0,
          currency: "EUR",
          token: expect.any(String),
          iban: expect.stringMatching(/^BG\d\dPATC4002\d{10}$/),
          sort_code: null,
          account_number: null,
          number: data.number,
          is_main: true,
        },
      ],
    });
    expect((await details(data.token)).data).toEqual(data);
  });

  test("pounds have sort code and account number, levs an IBAN", async () => {
    const { create } = await open();
    const pounds = (await create({ program: "account_gbp", user })).data.balances[0];
    expect(pounds).toMatchObject({ currency: "GBP", iban: null, sort_code: expect.stringMatching(/^\d{6}$/) });
    expect(pounds.account_number).toMatch(/^\d{8}$/);
    const levs = (await create({ program: "account_bgn", user })).data.balances[0];
    expect(levs).toMatchObject({ currency: "BGN", sort_code: null, iban: expect.stringMatching(/^BG/) });
  });

  test("a multi-currency program gives a balance per currency, each with its own token and number", async () => {
    const { create } = await open();
    const { data } = await create({ program: "account_multi", user });
    expect(data.multicurrency).toBe(true);
    expect(
      data.balances.map((balance: { currency: string; is_main: boolean }) => [balance.currency, balance.is_main]),
    ).toEqual([
      ["EUR", true],
      ["GBP", false],
      ["BGN", false],
    ]);
    expect(new Set(data.balances.map(({ token }: { token: string }) => token)).size).toBe(3);
    expect(new Set(data.balances.map(({ number }: { number: string }) => number)).size).toBe(3);
  });

  test("identifiers can be skipped, and some programs have none", async () => {
    const { create } = await open();
    const none = { iban: null, sort_code: null, account_number: null };
    expect((await create({ program: "account_eur", user, skip_iban_generation: true })).data.balances).toMatchObject([
      none,
    ]);
    expect((await create({ program: "account_gbp", user, skip_iban_generation: true })).data.balances).toMatchObject([
      none,
    ]);
    expect((await create({ program: "account_wallet", user })).data.balances).toMatchObject([none]);
  });

  test("a virtual account mirrors its main account and has its own IBAN", async () => {
    const { create, details, admin } = await open();
    const main = await details(accountOf(1));
    const { data } = await create({ program: "account_eur", user, main: accountOf(1) });
    expect(data).toMatchObject({ type: "virtual", is_main: false, status: "active" });
    expect(data.balances).toMatchObject([{ available: 1250.4, blocked: 35, is_main: false }]);
    expect(data.balances[0].iban).not.toBe(main.data.balances[0].iban);
    await admin({ action: "setBalance", id: accountOf(1), currency: "EUR", available: "0.30", blocked: "0.00" });
    expect((await details(data.token)).data.balances).toMatchObject([{ available: 0.3, blocked: 0 }]);
  });

  test("a virtual account needs a main account of the same owner that is not virtual itself", async () => {
    const { create } = await open();
    expect(await create({ program: "account_eur", merchant, main: accountOf(1) })).toEqual(invalid);
    expect(await create({ program: "account_eur", merchant, user, main: accountOf(1) })).toEqual(invalid);
    expect(await create({ program: "account_eur", user, main: accountOf(2) })).toEqual(invalid);
    expect(await create({ program: "account_eur", user, main: accountOf(999) })).toEqual(notFound);
  });

  test("bad bodies are refused, by field where details are switched on", async () => {
    const { create, call } = await open({ errorDetails: true });
    const fields = async (body: object) => (await create(body)).errors;
    expect(Object.keys(await fields({}))).toEqual(["program", "merchant"]);
    expect(await fields({ program: "account_eur", user, alias: 7 })).toEqual({ alias: "must be a text" });
    expect(Object.keys(await fields({ program: "account_eur", user, skip_iban_generation: "no" }))).toEqual([
      "skip_iban_generation",
    ]);
    expect(await create({ program: "account_nok", user })).toEqual(notFound);
    expect(await create({ program: "account_legacy", user })).toEqual(notFound);
    expect(await create({ program: "account_eur", user: merchant })).toEqual(notFound);
    expect((await call("account_create", "POST", "/v2/accounts", '{"program":')).json().code).toBe(400);
  });

  test("the same body again makes another account", async () => {
    const { create, list } = await open();
    const body = { program: "account_eur", user, alias: "twice" };
    expect((await create(body)).data.token).not.toBe((await create(body)).data.token);
    expect((await list("5/10")).data.items).toHaveLength(2);
  });
});

describe("list", () => {
  test.each([
    [0, [0, 0]],
    [1, [1, 0]],
    [10, [10, 0]],
    [11, [10, 1]],
    [25, [10, 10, 5, 0]],
  ])("%i accounts come in pages of ten", async (accounts, pages) => {
    const { list } = await open({}, accounts);
    const tokens: string[] = [];
    for (const [index, size] of pages.entries()) {
      const { data } = await list(`${index + 1}/10`);
      expect(data.total_items).toBe(String(accounts));
      expect(data.items).toHaveLength(size);
      tokens.push(...data.items.map(({ token }: { token: string }) => token));
    }
    expect(tokens).toEqual(Array.from({ length: accounts }, (_, index) => accountOf(index + 1)));
  });

  test("a larger limit is clamped, or refused by setting", async () => {
    const clamping = await open();
    expect((await clamping.list("2/20")).data.items[0].token).toBe(accountOf(11));
    await world?.simulator.stop();
    const refusing = await open({ overLimit: "refuse", maxLimit: 20, totalAs: "number" });
    expect(await refusing.list("1/21")).toEqual(invalid);
    expect((await refusing.list("1/20")).data).toMatchObject({ total_items: 40 });
  });

  test.each(["0/10", "1/0", "-1/10", "x/10", "1/1.5"])("page %s is refused", async (path) => {
    expect(await (await open()).list(path)).toEqual(invalid);
  });

  test("filters by owner and program narrow the total too", async () => {
    const { list } = await open();
    const { data } = await list(`1/10?user=${user}`);
    expect(data.total_items).toBe("3");
    expect((await list(`1/10?user=${user}&program=account_gbp`)).data.items).toMatchObject([{ token: accountOf(3) }]);
    expect((await list(`1/10?merchant=${merchant}&program=account_multi`)).data.total_items).toBe("2");
    expect((await list("1/10?program=account_nok")).data).toEqual({ items: [], total_items: "0" });
  });

  test("unused owners are empty texts, or by setting null or absent", async () => {
    const absent = await open({ emptyOwner: "absent" });
    expect((await absent.details(accountOf(1))).data).not.toHaveProperty("merchant");
    const { details } = await open({ emptyOwner: "null" });
    expect((await details(accountOf(1))).data).toMatchObject({ user, merchant: null });
    expect((await details(accountOf(11))).data).toMatchObject({
      merchant: expect.any(String),
      user: expect.any(String),
    });
  });
});

describe("status and closing", () => {
  test("blocks and unblocks, also twice; the answer has no data", async () => {
    const { setStatus, details } = await open();
    const status = async () => (await details(accountOf(1))).data.status;
    expect(await setStatus(accountOf(1), "blocked")).toEqual({ code: 0 });
    expect(await setStatus(accountOf(1), "blocked")).toEqual({ code: 0 });
    expect(await status()).toBe("blocked");
    expect(await setStatus(accountOf(1), "active")).toEqual({ code: 0 });
    expect(await status()).toBe("active");
  });

  test("other words and unknown accounts are refused", async () => {
    const { setStatus, terminate, details } = await open();
    for (const word of ["closed", "inactive", "", null]) expect(await setStatus(accountOf(1), word)).toEqual(invalid);
    expect(await setStatus(accountOf(999), "active")).toEqual(notFound);
    expect(await terminate(accountOf(999))).toEqual(notFound);
    expect(await details(accountOf(999))).toEqual(notFound);
  });

  test("closing is for good", async () => {
    const { terminate, setStatus, details } = await open();
    expect(await terminate(accountOf(34))).toEqual({ code: 0 });
    expect((await details(accountOf(34))).data.status).toBe("closed");
    expect(await terminate(accountOf(34))).toEqual(refused);
    expect(await setStatus(accountOf(34), "blocked")).toEqual(refused);
    expect(await setStatus(accountOf(34), "active")).toEqual(refused);
    expect(await terminate(accountOf(38))).toEqual({ code: 0 }); // A blocked one.
  });

  test("an account with money or with open virtual accounts stays, unless set otherwise", async () => {
    const strict = await open();
    expect(await strict.terminate(accountOf(3))).toEqual(refused); // Holds money.
    await strict.admin({ action: "setBalance", id: accountOf(1), currency: "EUR", available: "0.00" });
    expect(await strict.terminate(accountOf(1))).toEqual(refused);
    expect(await strict.terminate(accountOf(2))).toEqual({ code: 0 }); // Its virtual account.
    expect(await strict.terminate(accountOf(1))).toEqual({ code: 0 });
    await world?.simulator.stop();
    const lenient = await open({ closeWithBalance: true, closeMainWithOpenVirtuals: true });
    expect(await lenient.terminate(accountOf(1))).toEqual({ code: 0 });
  });
});

describe("answers", () => {
  test("unknown paths are code 404 with HTTP 200", async () => {
    const { call } = await open();
    // However they are signed: they have no operation.
    for (const operation of ["", "card_details"]) {
      const answer = await call(operation, "GET", "/v2/cards/1");
      expect([answer.status, answer.json()]).toEqual([
        200,
        { code: 404, message: "services.general.http_not_found_exception" },
      ]);
    }
  });

  test("a proxy's HTTP 502 is a fault to order", async () => {
    const { call, control, list } = await open();
    await control("POST", "/__faults", { kind: "500", status: 502, when: "before", match: { path: "/v2/" }, times: 1 });
    expect((await call("accounts_list", "GET", "/v2/accounts/1/10")).status).toBe(502);
    expect((await list("1/10")).code).toBe(0);
  });

  test("an answer lost after the commit leaves the account, and the ledger says so", async () => {
    const { create, control, list } = await open();
    await control("POST", "/__faults", {
      kind: "reset",
      when: "after",
      match: { method: "POST", path: "/v2/accounts" },
      times: 1,
    });
    await expect(create({ program: "account_gbp", user })).rejects.toThrow();
    expect((await list(`1/10?user=${user}&program=account_gbp`)).data.total_items).toBe("2");
    const { requests } = (await control("GET", "/__ledger?accounts=0")).json();
    expect(requests.find(({ method }: { method: string }) => method === "POST")).toMatchObject({
      path: "/v2/accounts",
      committed: true,
      status: null,
    });
  });

  test("money keeps every digit", async () => {
    const { call } = await open();
    const { text } = await call("account_details", "GET", `/v2/accounts/${accountOf(32)}`);
    expect(text).toContain('"available":90071992547409.93,"blocked":0.1,');
  });
});
