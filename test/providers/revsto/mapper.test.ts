import { describe, expect, it } from "vitest";
import { parseJson } from "../../../src/domain/json.ts";
import { toAccount } from "../../../src/providers/revsto/mapper.ts";
import { wireAccount } from "../../../src/providers/revsto/wire.ts";

/** As documented for an account with money on it. */
const documented = {
  id: "10000096916",
  externalId: null,
  userId: 3630,
  productId: 235,
  status: "OPENED",
  label: "REVSTO_TESTING EUR #10000096916",
  balance: { value: 997480, currency: "EUR" },
  availableBalance: { value: 997480, currency: "EUR" },
  createdAt: "2025-05-05T16:39:51+03:00",
  lastUsedAt: "2025-05-08T14:37:51+03:00",
  iban: "DK6189000021685625",
  bic: "SXPYDKKKXXX",
};

function read(changes: Record<string, unknown> = {}, unit: "minor" | "major" = "minor") {
  const raw = JSON.stringify({ ...documented, ...changes });
  return toAccount(wireAccount.parse(parseJson(raw)), raw, { unit, holderType: undefined });
}
const eur = (amount: string) => ({ amount, currency: "EUR" });
const balanceOf = (changes: Record<string, unknown>, unit?: "minor" | "major") =>
  read(changes, unit).facts.balances?.[0];

describe("a Revsto account", () => {
  it("tells everything that the documents show", () => {
    expect(read()).toEqual({
      id: "10000096916",
      facts: {
        kind: "MAIN",
        status: "ACTIVE",
        providerStatus: "OPENED",
        owner: { kind: "USER", id: "3630", secondaryId: null },
        product: { kind: "PRODUCT", code: "235", name: null },
        label: "REVSTO_TESTING EUR #10000096916",
        iban: "DK6189000021685625",
        bic: "SXPYDKKKXXX",
        provisioning: { state: "READY", method: null, serviceProvider: null, reference: null, error: null },
        createdAt: "2025-05-05T13:39:51.000Z",
        lastUsedAt: "2025-05-08T11:37:51.000Z",
        currencies: ["EUR"],
        balances: [
          {
            currency: "EUR",
            providerBalanceId: null,
            current: eur("9974.80"),
            available: eur("9974.80"),
            blocked: eur("0.00"),
            iban: "DK6189000021685625",
            accountNumber: null,
            sortCode: null,
            isMain: true,
            shared: false,
          },
        ],
      },
      raw: JSON.stringify(documented),
    });
  });

  it.each([
    ["PENDING", "PENDING"],
    ["OPENED", "ACTIVE"],
    ["SUSPENDED", "SUSPENDED"],
    ["CLOSED", "CLOSED"],
    ["BLOCKED", "UNKNOWN"],
  ])("in status %s is %s", (providerStatus, status) => {
    expect(read({ status: providerStatus }).facts).toMatchObject({ status, providerStatus });
  });

  it("waits for its identifiers while the IBAN is absent, null or empty", () => {
    for (const iban of [undefined, null, ""]) {
      const { facts } = read({ iban, bic: iban });
      expect(facts).toMatchObject({ iban: null, bic: null, provisioning: { state: "AWAITING_IDENTIFIERS" } });
    }
  });

  it("has ids as text or number", () => {
    const { id, facts } = read({ id: 10000096916, userId: "3630", productId: "235" });
    expect([id, facts.owner?.id, facts.product?.code]).toEqual(["10000096916", "3630", "235"]);
  });

  it("tells a client's reference only where there is one", () => {
    expect(read().facts).not.toHaveProperty("clientAccountId");
    expect(read({ externalId: "mine" }).facts.clientAccountId).toBe("mine");
  });

  it("converts offsets across midnight", () => {
    expect(read({ createdAt: "2025-05-09T01:30:00+03:00" }).facts.createdAt).toBe("2025-05-08T22:30:00.000Z");
  });

  it("leaves holder, hierarchy and time of change untold", () => {
    for (const name of ["holderType", "holderName", "holderAliases", "mainAccountId", "country", "updatedAt"])
      expect(read().facts).not.toHaveProperty(name);
  });
});

describe("a Revsto balance", () => {
  it("has what may not be spent as blocked", () => {
    const balance = balanceOf({ availableBalance: { value: "997430", currency: "EUR" } });
    expect(balance).toMatchObject({ current: eur("9974.80"), available: eur("9974.30"), blocked: eur("0.50") });
  });

  it("has no blocked amount where more may be spent than is there", () => {
    expect(balanceOf({ balance: { value: -500, currency: "EUR" } })?.blocked).toBeNull();
  });

  it("counts whole units where so configured", () => {
    expect(balanceOf({}, "major")?.current).toEqual(eur("997480.00"));
  });

  it("counts the minor units of its own currency", () => {
    const yen = { value: 1200, currency: "JPY" };
    expect(balanceOf({ balance: yen, availableBalance: yen })?.current).toEqual({ amount: "1200", currency: "JPY" });
    const points = { value: 1200, currency: "POINTS" };
    expect(balanceOf({ balance: points, availableBalance: points })).toMatchObject({ current: null, blocked: null });
  });

  it("is unknown where not told", () => {
    expect(balanceOf({ availableBalance: null })).toMatchObject({
      current: eur("9974.80"),
      available: null,
      blocked: null,
    });
    const { facts } = read({ balance: undefined, availableBalance: undefined });
    expect(facts).not.toHaveProperty("balances");
    expect(facts).not.toHaveProperty("currencies");
  });
});
