import { expect, it } from "vitest";
import { checkCountry, checkCurrency, clientIban } from "../../../src/providers/kit/client-input.ts";

const refusal = expect.objectContaining({
  code: "BAD_USER_INPUT",
  details: { provider: "demo", inputPath: ["iban"] },
});

it("takes an IBAN in any writing", () => {
  for (const iban of ["GB85LOYD77913045276224", "gb85 loyd 7791 3045 2762 24", "GB85-LOYD-7791-3045-2762-24"])
    expect(clientIban("demo", iban, ["iban"])).toBe("GB85LOYD77913045276224");
});

it.each([
  ["a wrong checksum", "LT121000011111111111"],
  ["a digit too few", "GB85LOYD7791304527622"],
  ["a country without IBANs", "US85LOYD77913045276224"],
  ["letters where digits belong", "DEXX370400440532013000"],
  ["nothing", " "],
])("refuses %s", (_, iban) => {
  expect(() => clientIban("demo", iban, ["iban"])).toThrow(refusal);
});

it("knows currencies and countries by their ISO codes", () => {
  for (const code of ["EUR", "JPY", "KWD"]) expect(() => checkCurrency("demo", code, ["iban"])).not.toThrow();
  for (const code of ["EUX", "eur", ""]) expect(() => checkCurrency("demo", code, ["iban"])).toThrow(refusal);
  for (const code of ["LT", "GB", "DE"]) expect(() => checkCountry("demo", code, ["iban"])).not.toThrow();
  for (const code of ["UK", "EU", "lt", "ZZ"]) expect(() => checkCountry("demo", code, ["iban"])).toThrow(refusal);
});
