import { describe, expect, test } from "vitest";
import { revstoWorlds } from "./revsto-api.ts";

const { open, clock } = revstoWorlds();

describe("what the documents leave open is a setting", () => {
  test("amounts in major units", async () => {
    const { api } = await open({ amountUnit: "major" });
    const { text } = await api("GET", "/accounts?limit=100");
    for (const value of [
      '9974.80,"currency":"EUR"',
      '-12.50,"currency":"EUR"',
      '150000,"currency":"JPY"',
      '1234.567,"currency":"BHD"',
    ])
      expect(text).toContain(`"value":${value}`);
  });

  test.each([
    ["null", { iban: null, bic: null }],
    ["empty", { iban: "", bic: "" }],
  ])("a missing IBAN is %s", async (missingIban, shown) => {
    const { api } = await open({ missingIban, createStatus: 200 });
    const created = await api("POST", "/users/3633/accounts", { productId: 235 });
    expect([created.status, "iban" in created.json()]).toEqual([200, false]);
    expect((await api("GET", `/accounts/${created.json().id}`)).json()).toMatchObject(shown);
  });

  test("new accounts begin PENDING", async () => {
    const { api } = await open({ initialStatus: "PENDING", openDelayMs: 1000 });
    const { id, status } = (await api("POST", "/users/3633/accounts", { productId: 235 })).json();
    expect(status).toBe("PENDING");
    clock.now += 1000;
    expect((await api("GET", `/accounts/${id}`)).json().status).toBe("OPENED");
  });

  test("lists", async () => {
    const { api } = await open({
      countMeans: "page",
      sortEcho: "+id",
      pageMax: 10,
      overPageMax: "refuse",
      distributorAccountVisible: false,
    });
    const page = (await api("GET", "/accounts?limit=10")).json();
    expect(page).toMatchObject({ count: 10, sort: "+id", items: [{ id: "10000096916" }, ...Array(9).fill({})] });
    expect((await api("GET", "/accounts?limit=11")).status).toBe(400);
  });

  test.each([
    ["oauth", { error: "account_not_found", error_description: "unknown account" }],
    ["errors", { errors: [{ code: "ACCOUNT_NOT_FOUND", message: "unknown account" }] }],
  ])("errors: %s", async (errorShape, body) => {
    const { api } = await open({ errorShape });
    expect((await api("GET", "/accounts/1")).json()).toEqual(body);
  });

  test("closing rules and granted scopes", async () => {
    const { api, admin, token } = await open({
      closeTwice: "accept",
      suspendedCloseAllowed: true,
      closeAnswer: "empty",
      grantedScopes: "account_view account_close",
    });
    expect((await token({ scope: "account_creation" })).json().error).toBe("invalid_scope");
    await admin({ action: "setBalance", id: "10000096916", balance: 0 });
    await admin({ action: "setStatus", id: "10000096916", status: "SUSPENDED" });
    for (let turn = 0; turn < 2; turn += 1) {
      const { status, text } = await api("DELETE", "/accounts/10000096916");
      expect([status, text]).toEqual([200, ""]);
    }
  });
});
