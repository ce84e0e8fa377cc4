import { electronicFormatIBAN, ValidationErrorsIBAN, validateIBAN } from "ibantools";
import { iso31661 } from "iso-3166";
import { GatewayError } from "../../domain/errors.ts";
import { countryRule, currencyRule } from "../../domain/input-messages.ts";
import { currencyDigits } from "./money.ts";

// What clients send is checked before a provider sees it; what providers send never is.

/** The error of an input that a provider's rules forbid; the message says what to do, `inputPath` where. */
export function wrongInput(provider: string, inputPath: readonly string[], message: string): GatewayError {
  return new GatewayError("BAD_USER_INPUT", message, { provider, inputPath });
}

/** Digits of the account or the bank that a country checks by rules of its own, and QR-IBANs, are the bank's business. */
const tolerated: ReadonlySet<ValidationErrorsIBAN> = new Set([
  ValidationErrorsIBAN.WrongAccountBankBranchChecksum,
  ValidationErrorsIBAN.QRIBANNotAllowed,
]);

/** An IBAN as providers write it: no blanks, capitals. Throws BAD_USER_INPUT for a wrong form or checksum. */
export function clientIban(provider: string, iban: string, inputPath: readonly string[]): string {
  const plain = electronicFormatIBAN(iban) ?? "";
  const { errorCodes } = validateIBAN(plain);
  if (errorCodes.every((code) => tolerated.has(code))) return plain;
  const message = errorCodes.includes(ValidationErrorsIBAN.NoIBANCountry)
    ? "An IBAN begins with the code of a country that has IBANs: correct its first two letters."
    : "This is no IBAN: its length, its letters and digits, or its checksum is wrong. Correct it; blanks and case do not matter.";
  throw wrongInput(provider, inputPath, message);
}

/** Throws BAD_USER_INPUT unless ISO 4217 has the currency. */
export function checkCurrency(provider: string, code: string, inputPath: readonly string[]): void {
  if (currencyDigits(code) === null) throw wrongInput(provider, inputPath, currencyRule);
}

const countries: ReadonlySet<string> = new Set(iso31661.map(({ alpha2 }) => alpha2));

/** Throws BAD_USER_INPUT unless ISO 3166-1 has the country. */
export function checkCountry(provider: string, code: string, inputPath: readonly string[]): void {
  if (!countries.has(code)) throw wrongInput(provider, inputPath, countryRule);
}
