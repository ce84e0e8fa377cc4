import { rawJSON } from "./raw-json.ts";

/**
 * Amounts of the simulators: decimal text with two digits after the point ("-12.30"), because a JSON number read into
 * a double would already be wrong beyond 15 digits. Arithmetic goes through hundredths as bigint.
 */
export type Amount = string;

/** `hundredths("12.3") // 1230n`. Reads at most two digits after the point. */
export function hundredths(amount: Amount): bigint {
  const [whole = "0", fraction = ""] = amount.replace("-", "").split(".");
  const size = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, "0"));
  return amount.startsWith("-") ? -size : size;
}

/** `toAmount(-1230n) // "-12.30"` */
export function toAmount(value: bigint): Amount {
  const digits = String(value < 0n ? -value : value).padStart(3, "0");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function addAmounts(left: Amount, right: Amount): Amount {
  return toAmount(hundredths(left) + hundredths(right));
}

export function subtractAmounts(left: Amount, right: Amount): Amount {
  return toAmount(hundredths(left) - hundredths(right));
}

export function isZero(amount: Amount): boolean {
  return hundredths(amount) === 0n;
}

/**
 * The amount that a JSON number or a decimal text means; null when it is neither or has more than two digits after the
 * point. `readAmount(10) // "10.00"`, `readAmount("0.125") // null`
 */
export function readAmount(value: unknown): Amount | null {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && /^-?\d+(\.\d{1,2})?$/.test(text) ? toAmount(hundredths(text)) : null;
}

/** The amount as a JSON number with every digit, without needless zeros: 0, 12.3, 90071992547409.93. */
export function jsonNumber(amount: Amount): unknown {
  return rawJSON(amount.replace(/\.?0+$/, ""));
}

/** The amount as a JSON number that always shows its decimals: 0.00, 12.30. */
export function jsonDecimal(amount: Amount): unknown {
  return rawJSON(amount);
}
