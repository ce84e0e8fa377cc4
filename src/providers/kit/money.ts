import currencyCodes from "currency-codes";
import type { Money } from "../../domain/money.ts";
import { type Decimal, parseDecimal, printDecimal, rescale } from "./decimal.ts";

/** ISO 4217 minor unit of every currency: EUR 2, JPY 0, KWD 3. */
const exponents: ReadonlyMap<string, number> = new Map(currencyCodes.data.map(({ code, digits }) => [code, digits]));

/** Digits after the point in amounts of a currency; null for a currency that ISO 4217 does not know. */
export function currencyDigits(currency: string): number | null {
  return exponents.get(currency) ?? null;
}

/** An amount that the provider writes in major units: "12.3" EUR is 12.30. `text` must be a decimal (see wire.ts). */
export function majorUnits(text: string, currency: string): Money {
  return money(read(text), currency);
}

/**
 * An amount that the provider writes in the currency's smallest unit: "997480" EUR is 9974.80.
 * Null for a currency that ISO 4217 does not know: guessing its exponent could be wrong by a factor of 100.
 */
export function minorUnits(text: string, currency: string): Money | null {
  const exponent = exponents.get(currency);
  if (exponent === undefined) return null;
  const { units, scale } = read(text);
  return money({ units, scale: scale + exponent }, currency);
}

/** Nothing at all: "0", "0.00", "-0.0". */
export function isZero({ amount }: Money): boolean {
  return read(amount).units === 0n;
}

/** Exact sum; both amounts in one currency. */
export function add(a: Money, b: Money): Money {
  return combine(a, b, 1n);
}

/** Exact difference; both amounts in one currency. */
export function subtract(a: Money, b: Money): Money {
  return combine(a, b, -1n);
}

function combine(a: Money, b: Money, sign: bigint): Money {
  if (a.currency !== b.currency) throw new RangeError(`Amounts in ${a.currency} and ${b.currency} cannot be combined`);
  const [left, right] = [read(a.amount), read(b.amount)];
  const scale = Math.max(left.scale, right.scale);
  return money({ units: rescale(left, scale).units + sign * rescale(right, scale).units, scale }, a.currency);
}

/** A currency that ISO 4217 does not know keeps the digits as they came. */
function money(decimal: Decimal, currency: string): Money {
  return { amount: printDecimal(decimal, exponents.get(currency) ?? decimal.scale), currency };
}

function read(text: string): Decimal {
  const decimal = parseDecimal(text);
  if (decimal === null) throw new RangeError("Not a decimal amount");
  return decimal;
}
