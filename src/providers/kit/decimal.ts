/** `units` divided by ten to the power of `scale`; exact. */
export interface Decimal {
  readonly units: bigint;
  /** Digits after the point, never negative. */
  readonly scale: number;
}

const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
const longestShift = 400;

/** Reads `12.30`, `-.5`, `997480`, `1.2e3`; null for anything else. An exponent beyond ±400 is no amount of money. */
export function parseDecimal(text: string): Decimal | null {
  const [matched, sign = "", whole = "", fraction = "", exponent = "0"] = pattern.exec(text) ?? [];
  const digits = whole + fraction;
  const scale = fraction.length - Number(exponent);
  if (matched === undefined || digits === "" || Math.abs(scale) > longestShift) return null;
  const units = BigInt(digits) * (sign === "-" ? -1n : 1n);
  return scale < 0 ? { units: units * 10n ** BigInt(-scale), scale: 0 } : { units, scale };
}

/**
 * Prints plain decimal text with at least `places` digits after the point; zeros beyond them are dropped, other digits kept.
 */
export function printDecimal(decimal: Decimal, places: number): string {
  let { units, scale } = rescale(decimal, Math.max(places, decimal.scale));
  while (scale > places && units % 10n === 0n) {
    units /= 10n;
    scale -= 1;
  }
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const sign = units < 0n ? "-" : "";
  return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** The same value with more digits after the point. */
export function rescale(decimal: Decimal, scale: number): Decimal {
  return { units: decimal.units * 10n ** BigInt(scale - decimal.scale), scale };
}
