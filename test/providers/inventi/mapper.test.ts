import { describe, expect, it } from "vitest";
import { parseJson } from "../../../src/domain/json.ts";
import { toAccount, toWireStatus } from "../../../src/providers/inventi/mapper.ts";
import { wireAccount } from "../../../src/providers/inventi/wire.ts";

/** As documented for an account of a company, opened with a generated IBAN. */
const documented = {
  id: 1,
  clientAccountId: "acc_001",
  iban: "LT121000011111111111",
  accountType: "LEGAL",
  accountHolderName: "HGRP UAB",
  status: "OPEN",
  createdAt: "2025-09-10T13:43:40.758Z",
  updatedAt: "2025-09-10T13:55:40.758Z",
  ibanMetadata: { countryCode: "LT", bankCode: "70440", accountCode: "1869" },
  accountHolderNameAliases: ["HGRP"],
  organisationIdentification: {
    lei: "3423455234Y45D34",
    bic: "DEUTDEFFXXX",
    other: {
      identification: "123-AS-323",
      schemeNameCode: "BANK",
      schemeNameProprietary: "LocalRegistry",
      issuer: "ChamberOfCommerce",
    },
  },
};

/** The facts of the documented account, with changes to what Inventi sends. */
function read(changes: Record<string, unknown> = {}) {
  const raw = JSON.stringify({ ...documented, ...changes });
  return toAccount(wireAccount.parse(parseJson(raw)), raw, "EUR");
}

describe("an Inventi account", () => {
  it("tells everything that the documents show", () => {
    expect(read()).toEqual({
      id: "1",
      facts: {
        kind: "MAIN",
        status: "ACTIVE",
        providerStatus: "OPEN",
        clientAccountId: "acc_001",
        holderType: "ORGANISATION",
        holderName: "HGRP UAB",
        holderAliases: ["HGRP"],
        organisation: documented.organisationIdentification,
        country: "LT",
        currencies: ["EUR"],
        iban: "LT121000011111111111",
        accountNumber: "1869",
        routingCodes: [{ scheme: "bank-code", value: "70440" }],
        provisioning: { state: "READY", method: null, serviceProvider: null, reference: null, error: null },
        createdAt: "2025-09-10T13:43:40.758Z",
        updatedAt: "2025-09-10T13:55:40.758Z",
      },
      raw: JSON.stringify(documented),
    });
  });

  it("of a person with a registered IBAN has details that are null: there are none", () => {
    const none = { ibanMetadata: null, accountHolderNameAliases: null, organisationIdentification: null };
    expect(read({ accountType: "PRIVATE", ...none }).facts).toMatchObject({
      holderType: "INDIVIDUAL",
      holderAliases: [],
      organisation: null,
      country: null,
      accountNumber: null,
      routingCodes: [],
    });
  });

  it("tells nothing of what its answer leaves out", () => {
    const { id, accountType, status } = documented;
    const raw = JSON.stringify({ id, accountType, status });
    const { facts } = toAccount(wireAccount.parse(parseJson(raw)), raw, "EUR");
    const always = ["kind", "status", "providerStatus", "holderType", "currencies", "provisioning"];
    expect(Object.keys(facts).sort()).toEqual(always.sort());
  });

  it("takes partial organisations, one alias as text and an id as text", () => {
    const { id, facts } = read({
      id: "9007199254740993",
      accountHolderNameAliases: "Jane",
      organisationIdentification: { lei: "L", other: { issuer: "" } },
    });
    expect(id).toBe("9007199254740993");
    expect(facts.holderAliases).toEqual(["Jane"]);
    expect(facts.organisation).toEqual({
      lei: "L",
      bic: null,
      other: { identification: null, schemeNameCode: null, schemeNameProprietary: null, issuer: null },
    });
    expect(read({ organisationIdentification: { lei: "L" } }).facts.organisation?.other).toBeNull();
  });

  it("keeps words that were never seen: as UNKNOWN status, as no holder type", () => {
    const { facts } = read({ status: "FROZEN", accountType: "TRUST" });
    expect(facts).toMatchObject({ status: "UNKNOWN", providerStatus: "FROZEN", holderType: null });
  });

  it("has wire words for two statuses only", () => {
    expect([toWireStatus("ACTIVE"), toWireStatus("CLOSED")]).toEqual(["OPEN", "CLOSED"]);
    expect([toWireStatus("SUSPENDED"), toWireStatus("UNKNOWN")]).toEqual([null, null]);
  });
});
