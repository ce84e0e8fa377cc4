import { describe, expect, it } from "vitest";
import { parseJson } from "../../../src/domain/json.ts";
import { toAccount, toListedAccount, toWireStatus } from "../../../src/providers/integrated-finance/mapper.ts";
import { wireAccount } from "../../../src/providers/integrated-finance/wire.ts";
import { connection, details, failed, openedPlugIn, openedSubAccount, row, subAccount } from "./samples.ts";

function read(account: object, map = toAccount) {
  const json = JSON.stringify(account);
  return map(wireAccount.parse(parseJson(json)), json).facts;
}

describe("an Integrated Finance account", () => {
  it("is read whole from the documented details", () => {
    const json = JSON.stringify(details);
    expect(toAccount(wireAccount.parse(parseJson(json)), json)).toEqual({
      id: details.id,
      raw: json,
      facts: {
        status: "ACTIVE",
        providerStatus: "active",
        kind: "MAIN",
        mainAccountId: null,
        holderType: "INDIVIDUAL",
        holderName: "Sherlock Holmes",
        owner: { kind: "CLIENT", id: details.clientId, secondaryId: null },
        product: { kind: "SERVICE_PROVIDER", code: "railsbank", name: null },
        label: "EUR Account",
        country: "GB",
        currencies: ["EUR"],
        iban: null,
        bic: null,
        accountNumber: null,
        ledgerNumber: "12345678",
        routingCodes: [],
        balances: [
          {
            currency: "EUR",
            providerBalanceId: null,
            available: { amount: "0.00", currency: "EUR" },
            iban: null,
            accountNumber: null,
            sortCode: null,
            isMain: true,
            shared: false,
          },
        ],
        provisioning: {
          state: "READY",
          method: "built-in",
          serviceProvider: "railsbank",
          reference: connection.reference,
          error: null,
        },
      },
    });
  });

  it.each(["pending", "active", "inactive", "suspended", "closed", "declined"])("in status %s", (status) => {
    expect(read({ ...details, status })).toMatchObject({ status: status.toUpperCase(), providerStatus: status });
  });

  it.each(["frozen", "ACTIVE", "constructor"])("in the unheard-of status %s is UNKNOWN", (status) => {
    expect(read({ ...details, status })).toMatchObject({ status: "UNKNOWN", providerStatus: status });
  });

  it.each([
    ["individual", "INDIVIDUAL"],
    ["corporate", "ORGANISATION"],
    ["trust", null],
    [null, null],
  ])("held by an identity of type %s", (accountHolderIdentityType, expected) => {
    expect(read({ ...details, accountHolderIdentityType }).holderType).toBe(expected);
  });

  it.each([
    ["creation-in-progress", "IN_PROGRESS"],
    ["completed-up-to-date", "READY"],
    ["completed-outdated", "OUTDATED"],
    ["creation-failed", "FAILED"],
    ["dependency-failed", "DEPENDENCY_FAILED"],
    ["half-done", "UNKNOWN"],
    [null, "UNKNOWN"],
  ])("whose connection is %s", (state, expected) => {
    expect(read({ ...details, connection: { ...connection, state } }).provisioning?.state).toBe(expected);
  });

  it("tells why its connection failed, whatever its status", () => {
    expect(read(failed)).toMatchObject({
      status: "PENDING",
      provisioning: { state: "FAILED", reference: null, error: failed.connection.error },
    });
  });

  it('takes the text "null" on a connection for nothing', () => {
    const words = { ...connection, reference: "null", error: "null" };
    expect(read({ ...details, connection: words }).provisioning).toMatchObject({ reference: null, error: null });
  });

  it("is not lost for error attributes of an unforeseen shape", () => {
    const error = { ...failed.connection.error, attributes: { fields: ["iban"] } };
    expect(read({ ...failed, connection: { ...failed.connection, error } }).provisioning?.error?.attributes).toEqual(
      {},
    );
  });

  it("takes the service provider from the connection where the account names none", () => {
    expect(read(openedPlugIn)).toMatchObject({
      product: { code: "revolut" },
      provisioning: { state: "IN_PROGRESS", method: "plug-in", serviceProvider: "revolut" },
    });
    expect(read({ ...details, serviceProvider: "nium" }).product?.code).toBe("nium");
  });

  it("lifts the BIC out of the routing codes and leaves the rest as it is", () => {
    const routingCodes = { "sort-code": "123456", bic: "AAAAGB20XXX", aba: "011000015", empty: null };
    expect(read({ ...details, routingCodes, accountNumber: "12345678" })).toMatchObject({
      bic: "AAAAGB20XXX",
      routingCodes: [
        { scheme: "sort-code", value: "123456" },
        { scheme: "aba", value: "011000015" },
      ],
      balances: [{ sortCode: "123456", accountNumber: "12345678" }],
    });
  });

  it("tells the receivable amount in a list, and is silent about it where details leave it out", () => {
    expect(read({ ...row, receivableBalance: 7.5 }, toListedAccount).balances?.[0]?.receivable?.amount).toBe("7.50");
    expect(read(details).balances?.[0]).not.toHaveProperty("receivable");
  });

  it("keeps every digit of an amount", () => {
    const json = JSON.stringify(details).replace('"availableBalance":0', '"availableBalance":90071992547409.93');
    const { facts } = toAccount(wireAccount.parse(parseJson(json)), json);
    expect(facts.balances?.[0]?.available?.amount).toBe("90071992547409.93");
  });
});

describe("an Integrated Finance sub-account", () => {
  it("knows the account above it", () => {
    expect(read(subAccount)).toMatchObject({ kind: "SUB", mainAccountId: subAccount.mainAccountId });
    expect(read({ ...subAccount, mainAccountId: null })).toMatchObject({ kind: "MAIN", mainAccountId: null });
  });

  it("tells no identifiers where its answer has none", () => {
    const facts = read(openedSubAccount);
    for (const name of ["iban", "bic", "accountNumber", "routingCodes"]) expect(facts).not.toHaveProperty(name);
  });

  it("says nothing of its provisioning in details, as lists show a connection that details hide", () => {
    for (const details of [subAccount, openedSubAccount, { ...subAccount, serviceProvider: null }]) {
      expect(read(details)).not.toHaveProperty("provisioning");
    }
    expect(read({ ...subAccount, connection }, toListedAccount).provisioning?.method).toBe("built-in");
  });

  it("names its service provider, or says nothing of it: that it has none only a connection can tell", () => {
    for (const serviceProvider of [null, undefined]) {
      expect(read({ ...subAccount, serviceProvider })).not.toHaveProperty("product");
      const listed = read({ ...subAccount, serviceProvider, connection }, toListedAccount);
      expect(listed.product?.code).toBe("railsbank");
    }
    const unnamed = { ...connection, serviceProvider: null };
    expect(read({ ...subAccount, serviceProvider: null, connection: unnamed }, toListedAccount).product).toBeNull();
  });

  it.each([
    ["pending", "IN_PROGRESS"],
    ["active", "READY"],
    ["closed", "READY"],
    ["declined", "FAILED"],
    ["frozen", "UNKNOWN"],
  ])("without a connection in a list is provisioned as its status %s says", (status, state) => {
    const expected = { state, method: null, serviceProvider: null, reference: null, error: null };
    expect(read({ ...subAccount, status }, toListedAccount).provisioning).toEqual(expected);
  });
});

it("statuses have the provider's word, except UNKNOWN", () => {
  expect(toWireStatus("SUSPENDED")).toBe("suspended");
  expect(toWireStatus("UNKNOWN")).toBeNull();
});
