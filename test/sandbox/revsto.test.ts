import { describe, expect, test } from "vitest";
import { sendTo } from "./kit-http.ts";
import { prefix, revstoWorlds } from "./revsto-api.ts";

const { open, clock } = revstoWorlds();

describe("authentication", () => {
  test("password grant: five minutes, then 401; a refresh token brings a new one", async () => {
    const { api, token, as, url } = await open();
    const first = await token({ scope: "account_view" });
    expect(first.json()).toEqual({
      access_token: expect.any(String),
      token_type: "Bearer",
      expires_in: 300,
      refresh_token: expect.any(String),
      scope: "account_view",
    });
    clock.now += 299_999;
    expect((await api("GET", "/products")).status).toBe(200);
    clock.now += 1;
    expect((await api("GET", "/products")).status).toBe(401);
    const { refresh_token } = first.json();
    const second = await token({ grant_type: "refresh_token", refresh_token });
    expect(second.json().scope).toBe("account_view");
    expect((await as(second)("GET", "/products")).status).toBe(200);
    expect((await sendTo(url + prefix, { authorization: `Bearer ${refresh_token}` })("GET", "/products")).status).toBe(
      401,
    );
  });

  test.each([
    [{ password: "wrong" }, 400, "invalid_grant"],
    [{ client_secret: "wrong" }, 401, "invalid_client"],
    [{ grant_type: "client_credentials" }, 400, "unsupported_grant_type"],
    [{ grant_type: "refresh_token", refresh_token: "x" }, 400, "invalid_grant"],
    [{ scope: "account_view moon_view" }, 400, "invalid_scope"],
  ])("refuses %j", async (change, status, error) => {
    const { token } = await open();
    const refused = await token(change);
    expect([refused.status, refused.json().error]).toEqual([status, error]);
  });

  test.each([
    ["GET", "/products", "account_view"],
    ["GET", "/accounts", "account_view"],
    ["GET", "/accounts/10000096916", "account_view"],
    ["POST", "/users/3633/accounts", "account_creation"],
    ["DELETE", "/accounts/10000096916", "account_close"],
    ["DELETE", "/users/3633", "user_deactivate"],
    ["GET", "/users/profiles", "profile_view"],
    ["POST", "/hooks", "event_management"],
    ["GET", "/transactions/15044", "transaction_view"],
  ])("%s %s needs %s", async (method, path, scope) => {
    const { api, token, as } = await open();
    const refused = await as(await token({ scope: scopesWithout(scope) }))(method, path);
    expect([refused.status, refused.json().code]).toEqual([403, "INSUFFICIENT_SCOPE"]);
    expect((await as(await token({ scope }))(method, path)).status).not.toBe(403);
    const nowhere = await api("GET", "/nothing");
    expect([nowhere.status, nowhere.json().code]).toEqual([404, "NOT_FOUND"]);
  });

  function scopesWithout(scope: string): string {
    const all =
      "account_creation account_view account_close user_deactivate event_management transaction_view profile_view";
    return all.replace(new RegExp(`\\b${scope}\\b`), "").trim();
  }
});

describe("reading", () => {
  test("the documents' samples, word for word", async () => {
    const { api } = await open();
    const sample =
      '{"id":"10000096916","externalId":null,"userId":3630,"productId":235,"status":"OPENED","label":"REVSTO_TESTING EUR #10000096916","balance":{"value":997480,"currency":"EUR"},"availableBalance":{"value":997480,"currency":"EUR"},"createdAt":"2025-05-05T16:39:51+03:00","lastUsedAt":"2025-05-08T14:37:51+03:00","iban":"DK6189000021685625","bic":"SXPYDKKKXXX"}';
    expect((await api("GET", "/accounts/10000096916")).text).toBe(sample);
    expect((await api("GET", "/accounts?limit=2")).json().items).toEqual([
      expect.objectContaining({
        id: "10000008325",
        userId: 1016,
        productId: 8,
        label: "Distributor Current account Revsto (EUR) #10000008325",
        iban: "DK7289000020669352",
      }),
      JSON.parse(sample),
    ]);
    expect((await api("GET", "/products?limit=3")).json()).toMatchObject({
      items: [
        { id: "235", type: "CURRENT", currency: "EUR", name: "REVSTO_TESTING EUR", profiles: [306, 309] },
        {},
        {},
      ],
      offset: 0,
      sort: "+id",
    });
    expect((await api("GET", "/users/profiles")).json().items[0]).toMatchObject({ id: "306", role: "Company" });
    expect((await api("GET", "/transactions/15044")).json()).toMatchObject({
      amount: { value: 10000, currency: "EUR" },
    });
    expect((await api("GET", "/transactions/1")).json().code).toBe("TRANSACTION_NOT_FOUND");
    expect((await api("GET", "/accounts/1")).json()).toEqual({ code: "ACCOUNT_NOT_FOUND", message: "unknown account" });
  });

  test.each([
    [0, [0]],
    [20, [20, 0]],
    [21, [20, 1]],
    [41, [20, 20, 1]],
  ])("a list of %i accounts", async (accounts, sizes) => {
    const { api, books } = await open({}, accounts);
    const pages = await Promise.all(
      sizes.map(async (_, page) => (await api("GET", `/accounts?offset=${page * 20}`)).json()),
    );
    expect(pages.map(({ items }) => items.length)).toEqual(sizes);
    expect(pages.flatMap(({ items }) => items.map(({ id }: { id: string }) => id))).toEqual(
      books.all().map(({ id }) => id),
    );
    expect(pages.at(-1)).toMatchObject({ count: accounts, limit: 20, offset: (sizes.length - 1) * 20, sort: "+ids" });
  });

  test("limits are cut at 100; what is no number is refused; the order can be turned round", async () => {
    const { api } = await open({}, 150);
    expect((await api("GET", "/accounts?limit=1000")).json()).toMatchObject({ limit: 100, items: { length: 100 } });
    for (const query of ["limit=0", "limit=x", "offset=-1", "sort=name"])
      expect((await api("GET", `/accounts?${query}`)).json().code).toBe("INVALID_PARAMETER");
    const turned = (await api("GET", "/accounts?limit=149&offset=50&sort=-ids")).json();
    expect(turned).toMatchObject({ sort: "-ids", items: { length: 100 } });
    expect(turned.items[99].id).toBe("10000008325");
  });

  test("100,000 accounts are there, to the last", async () => {
    const { api, books } = await open({}, 100_000);
    const page = (await api("GET", "/accounts?limit=100&offset=99950")).json();
    expect([page.items.length, page.items[49].id]).toEqual([50, books.all().at(-1)?.id]);
  });

  test("the default world shows every state and oddity", async () => {
    const { api } = await open();
    const { items } = (await api("GET", "/accounts?limit=100")).json();
    expect(new Set(items.map(({ status }: { status: string }) => status))).toEqual(
      new Set(["OPENED", "PENDING", "SUSPENDED", "CLOSED"]),
    );
    expect(items.filter((account: object) => !("iban" in account)).length).toBeGreaterThan(2);
    expect(items.filter(({ userId }: { userId: number }) => userId === 3640)).toHaveLength(3);
    const suspended = items.find(({ status, balance }: Record<string, never>) => status === "SUSPENDED" && balance);
    expect(suspended.availableBalance.value).toBe(0);
    for (const { iban = "DK6189000021685625" } of items) expect(remainder97(iban)).toBe(1n);
    // Still 2025 in UTC.
    expect(items.map(({ createdAt }: { createdAt: string }) => createdAt)).toContain("2026-01-01T00:30:00+03:00");
    expect((await api("GET", "/accounts?limit=100")).text).toContain('"value":9007199254740993,');
  });

  function remainder97(iban: string): bigint {
    return (
      BigInt((iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))) % 97n
    );
  }
});
