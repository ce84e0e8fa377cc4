import { describe, expect, it } from "vitest";
import { parseJson } from "../../../src/domain/json.ts";
import { toAccount } from "../../../src/providers/paynetics/mapper.ts";
import { wireAccount } from "../../../src/providers/paynetics/wire.ts";

/** The account of the provider's own documentation, as details and list show it. */
const documented =
  '{"program":"account_eur","token":"202f828a-c594-436d-b753-87c47556ef11","merchant":"68f63588-2859-4997-8a23-29c59223e6ba","user":"5eef34b5-69d8-4596-a9d3-b3aad500e825","type":"default","number":"0123456789","link_key":"1234","is_main":true,"status":"active","multicurrency":false,"balances":[{"available":1.23,"blocked":1.23,"currency":"EUR","token":"338e7368-4800-40ad-a4db-2e3df401087b","iban":"BG31PATC4002115468108680","sort_code":"123456","account_number":"12345678","number":"0123456789","is_main":true}]}';
const twoBalances =
  '"balances":[{"available":10.5,"blocked":0,"currency":"EUR","token":"e1","iban":"BG31PATC4002115468108682","sort_code":null,"account_number":null,"number":"0123456792","is_main":false},{"available":3,"blocked":1,"currency":"GBP","token":"b1","iban":null,"sort_code":"123456","account_number":"12345679","number":"0123456793","is_main":true}]';

function read(json: string) {
  return toAccount(wireAccount.parse(parseJson(json)), json);
}
function readWith(changes: object) {
  return read(JSON.stringify({ ...JSON.parse(documented), ...changes })).facts;
}

describe("a Paynetics account", () => {
  it("is read whole from the documented answer", () => {
    const money = (amount: string) => ({ amount, currency: "EUR" });
    expect(read(documented)).toEqual({
      id: "202f828a-c594-436d-b753-87c47556ef11",
      raw: documented,
      facts: {
        kind: "MAIN",
        status: "ACTIVE",
        providerStatus: "active",
        owner: {
          kind: "MERCHANT",
          id: "68f63588-2859-4997-8a23-29c59223e6ba",
          secondaryId: "5eef34b5-69d8-4596-a9d3-b3aad500e825",
        },
        holderType: "ORGANISATION",
        product: { kind: "PROGRAM", code: "account_eur", name: null },
        ledgerNumber: "0123456789",
        provisioning: { state: "READY", method: null, serviceProvider: null, reference: null, error: null },
        currencies: ["EUR"],
        iban: "BG31PATC4002115468108680",
        accountNumber: "12345678",
        routingCodes: [{ scheme: "sort-code", value: "123456" }],
        balances: [
          {
            currency: "EUR",
            providerBalanceId: "338e7368-4800-40ad-a4db-2e3df401087b",
            available: money("1.23"),
            blocked: money("1.23"),
            current: money("2.46"),
            iban: "BG31PATC4002115468108680",
            accountNumber: "12345678",
            sortCode: "123456",
            isMain: true,
            shared: false,
          },
        ],
      },
    });
  });

  it.each([
    ["active", "ACTIVE"],
    ["blocked", "SUSPENDED"],
    ["closed", "CLOSED"],
    ["inactive", "INACTIVE"],
    ["frozen", "UNKNOWN"],
    ["constructor", "UNKNOWN"],
  ])("in status %s is %s", (status, expected) => {
    expect(readWith({ status })).toMatchObject({ status: expected, providerStatus: status });
  });

  it.each(["", null, undefined])("of a user names no merchant, written as %j", (merchant) => {
    expect(readWith({ merchant, user: "u" })).toMatchObject({
      owner: { kind: "USER", id: "u", secondaryId: null },
      holderType: "INDIVIDUAL",
    });
  });

  it.each(["", null, undefined])("of a merchant names no user, written as %j", (user) => {
    expect(readWith({ merchant: "m", user }).owner).toEqual({ kind: "MERCHANT", id: "m", secondaryId: null });
  });

  it("of nobody has neither owner nor holder type", () => {
    expect(readWith({ merchant: "", user: "" })).toMatchObject({ owner: null, holderType: null });
  });

  it.each([{ type: "virtual" }, { is_main: false }])("is virtual by %j, and its figures are shared", (mark) => {
    const facts = readWith(mark);
    expect(facts.kind).toBe("VIRTUAL");
    expect(facts.balances?.[0]?.shared).toBe(true);
  });

  it("that is virtual has its own identifiers although no balance is the main one", () => {
    const [balance] = JSON.parse(documented).balances;
    expect(readWith({ is_main: false, balances: [{ ...balance, is_main: false }] })).toMatchObject({
      iban: "BG31PATC4002115468108680",
      balances: [{ isMain: false }],
    });
  });

  it("whose balances do not say which is the main one has it first", () => {
    const facts = read(
      documented.replace(/"balances":.*\]/, twoBalances).replaceAll(/,"is_main":(true|false)\}/g, "}"),
    ).facts;
    expect(facts).toMatchObject({
      iban: "BG31PATC4002115468108682",
      balances: [{ isMain: true }, { isMain: false }],
    });
  });

  it("in several currencies is identified by its main balance, and each balance by its own", () => {
    const facts = read(documented.replace(/"balances":.*\]/, twoBalances)).facts;
    expect(facts).toMatchObject({
      currencies: ["EUR", "GBP"],
      iban: null,
      accountNumber: "12345679",
      routingCodes: [{ scheme: "sort-code", value: "123456" }],
      balances: [
        { providerBalanceId: "e1", isMain: false, iban: "BG31PATC4002115468108682", current: { amount: "10.50" } },
        { providerBalanceId: "b1", isMain: true, sortCode: "123456", current: { amount: "4.00", currency: "GBP" } },
      ],
    });
  });

  it("keeps every digit of an amount", () => {
    const json = documented.replace('"available":1.23', '"available":90071992547409.93');
    expect(read(json).facts.balances?.[0]).toMatchObject({
      available: { amount: "90071992547409.93" },
      current: { amount: "90071992547411.16" },
    });
  });

  it("with an amount missing does not make one up", () => {
    const [balance] = JSON.parse(documented).balances;
    const facts = readWith({ balances: [{ ...balance, blocked: null }] });
    expect(facts.balances?.[0]).toMatchObject({ available: { amount: "1.23" }, blocked: null, current: null });
  });

  it("without balances tells nothing of them, nor of what hangs on them", () => {
    const facts = readWith({ balances: undefined });
    for (const name of ["balances", "currencies", "iban", "accountNumber", "routingCodes"]) {
      expect(facts).not.toHaveProperty(name);
    }
  });
});
