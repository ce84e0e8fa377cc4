import { describe, expect, test } from "vitest";
import type { Answer } from "./kit-http.ts";
import { revstoWorlds } from "./revsto-api.ts";

const { open, clock } = revstoWorlds();

/** What the ledger shows of an account beyond the API. */
interface LedgerAccount {
  readonly id: string;
  readonly status: string;
  readonly balance: { readonly value: number };
  readonly hidden: { readonly held: string; readonly hasStandingOrders: boolean };
}

describe("opening", () => {
  const opened = {
    id: "10000096955",
    externalId: null,
    userId: 3633,
    productId: 235,
    status: "OPENED",
    label: "REVSTO_TESTING EUR #10000096955",
    balance: { value: 0, currency: "EUR" },
    availableBalance: { value: 0, currency: "EUR" },
    // After midnight there, not yet here.
    createdAt: "2026-03-02T00:30:00+03:00",
    lastUsedAt: "2026-03-02T00:30:00+03:00",
  };

  test("answers without IBAN, which appears later", async () => {
    const { api } = await open({ ibanDelayMs: 60_000 });
    const answer = await api("POST", "/users/3633/accounts", { productId: 235 });
    expect([answer.status, answer.json()]).toEqual([201, opened]);
    clock.now += 59_999;
    expect((await api("GET", `/accounts/${opened.id}`)).json()).toEqual(opened);
    clock.now += 1;
    expect((await api("GET", `/accounts/${opened.id}`)).json()).toEqual({
      ...opened,
      iban: expect.stringMatching(/^DK\d\d8900\d{10}$/),
      bic: "SXPYDKKKXXX",
    });
  });

  test.each([
    ["KYC pending", 3690, { productId: 235 }, 422, "USER_NOT_ELIGIBLE"],
    ["KYC refused", 3691, { productId: 260 }, 422, "USER_NOT_ELIGIBLE"],
    ["a closed user", 3693, { productId: 260 }, 422, "USER_NOT_ELIGIBLE"],
    ["a name in Cyrillic", 3692, { productId: 260 }, 400, "INVALID_CHARACTERS"],
    ["another profile's product", 3633, { productId: 260 }, 422, "PRODUCT_NOT_ALLOWED"],
    ["the distributor's product", 3633, { productId: 8 }, 422, "PRODUCT_NOT_ALLOWED"],
    ["a product id as text", 3633, { productId: "235" }, 400, "INVALID_REQUEST"],
    ["no body", 3633, undefined, 400, "INVALID_REQUEST"],
    ["an unknown user", 1, { productId: 235 }, 404, "USER_NOT_FOUND"],
  ])("refuses %s", async (_name, userId, body, status, code) => {
    const { api, books } = await open();
    const refused = await api("POST", `/users/${userId}/accounts`, body);
    expect([refused.status, refused.json().code]).toEqual([status, code]);
    expect(books.all()).toHaveLength(40);
  });

  test("accents are Latin", async () => {
    const { api } = await open();
    expect((await api("POST", "/users/3640/accounts", { productId: 260 })).status).toBe(201);
  });

  test.each([
    [0, ["before"]],
    [1, ["after"]],
    [2, ["after", "after"]],
  ])("after lost answers there are %i candidates", async (candidates, losses) => {
    const { api, control } = await open();
    for (const when of losses) {
      await control("POST", "/__faults", { kind: "reset", when, times: 1, match: { method: "POST" } });
      await expect(api("POST", "/users/3633/accounts", { productId: 235 })).rejects.toThrow();
    }
    const { items } = (await api("GET", "/accounts?limit=100")).json();
    expect(items.filter(({ userId }: { userId: number }) => userId === 3633)).toHaveLength(candidates);
  });
});

describe("closing", () => {
  const codeOf = async (answer: Promise<Answer>) => (await answer).json().code;

  test("with money, without, twice", async () => {
    const { api, admin } = await open();
    const path = "/accounts/10000096916";
    expect(await codeOf(api("DELETE", path))).toBe("ACCOUNT_BALANCE_NOT_ZERO");
    await admin({ action: "setBalance", id: "10000096916", balance: 0 });
    const closed = await api("DELETE", path, undefined, { "content-type": "application/json" });
    expect([closed.status, closed.text]).toEqual([200, "{}"]);
    expect((await api("GET", path)).json()).toMatchObject({ status: "CLOSED", iban: "DK6189000021685625" });
    expect(await codeOf(api("DELETE", path))).toBe("ACCOUNT_CLOSED");
    expect(await codeOf(api("DELETE", "/accounts/1"))).toBe("ACCOUNT_NOT_FOUND");
  });

  test("not with pending movements, standing orders or while suspended", async () => {
    const { api, control } = await open();
    const accounts: LedgerAccount[] = (await control("GET", "/__ledger")).json().accounts;
    const closeWhere = (fits: (account: LedgerAccount) => boolean) =>
      codeOf(api("DELETE", `/accounts/${accounts.find(fits)?.id}`));
    expect(await closeWhere(({ balance, hidden }) => balance.value === 0 && hidden.held !== "0")).toBe(
      "PENDING_TRANSACTIONS",
    );
    expect(await closeWhere(({ hidden }) => hidden.hasStandingOrders)).toBe("STANDING_ORDERS");
    expect(await closeWhere(({ status }) => status === "SUSPENDED")).toBe("ACCOUNT_SUSPENDED");
  });

  test("a user goes with all accounts, or not at all", async () => {
    const { api, admin } = await open();
    const statuses = async () =>
      (await api("GET", "/accounts?limit=100"))
        .json()
        .items.filter(({ userId }: { userId: number }) => userId === 3630)
        .map(({ status }: { status: string }) => status);
    expect(await codeOf(api("DELETE", "/users/3630"))).toBe("ACCOUNT_BALANCE_NOT_ZERO");
    expect(await statuses()).toEqual(["OPENED", "OPENED", "OPENED"]);
    await admin({ action: "setBalance", id: "10000096916", balance: "0" });
    expect((await api("DELETE", "/users/3630")).status).toBe(200);
    expect(await statuses()).toEqual(["CLOSED", "CLOSED", "CLOSED"]);
    expect(await codeOf(api("DELETE", "/users/3630"))).toBe("USER_CLOSED");
    expect(await codeOf(api("POST", "/users/3630/accounts", { productId: 235 }))).toBe("USER_NOT_ELIGIBLE");
    expect(await codeOf(api("DELETE", "/users/1"))).toBe("USER_NOT_FOUND");
  });
});

test("hooks are registered, listed, removed; unknown events refused", async () => {
  const { api } = await open();
  const hook = { name: "revsto test", url: "https://yourdomain.com/webhook", events: ["account.status.blocked"] };
  expect((await api("POST", "/hooks", hook)).json()).toEqual({ id: 420, ...hook });
  expect((await api("POST", "/hooks", { ...hook, events: ["account.status.closed"] })).json().code).toBe(
    "INVALID_REQUEST",
  );
  expect((await api("GET", "/hooks")).json().items).toEqual([{ id: 420, ...hook }]);
  expect((await api("DELETE", "/hooks/420")).status).toBe(200);
  expect((await api("DELETE", "/hooks/420")).status).toBe(404);
});

test("administration opens, moves, funds, identifies and removes", async () => {
  const { api, admin } = await open();
  const { result } = await admin({ action: "create", userId: 3633, productId: 235 });
  const { id } = result;
  expect((await admin({ action: "create", userId: 3692, productId: 260 })).error).toContain("INVALID_CHARACTERS");
  await admin({ action: "setBalance", id, balance: "500", held: 100 });
  await admin({ action: "assignIban", id, iban: "DK5000400440116243" });
  expect((await api("GET", `/accounts/${id}`)).json()).toMatchObject({
    balance: { value: 500 },
    availableBalance: { value: 400 },
    iban: "DK5000400440116243",
  });
  for (const status of ["SUSPENDED", "PENDING", "CLOSED", "OPENED"]) {
    await admin({ action: "setStatus", id, status });
    expect((await api("GET", `/accounts/${id}`)).json().status).toBe(status);
  }
  expect((await admin({ action: "setStatus", id, status: "OPEN" })).error).toContain("status");
  await admin({ action: "setUser", id: 3692, name: "Dmytro", profileId: 151, kyc: "PASSED", status: "OPEN" });
  expect((await api("POST", "/users/3692/accounts", { productId: 260 })).status).toBe(201);
  await admin({ action: "remove", id });
  expect((await api("GET", `/accounts/${id}`)).status).toBe(404);
  await admin({ action: "revokeTokens" });
  expect((await api("GET", "/accounts")).status).toBe(401);
});
