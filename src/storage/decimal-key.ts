const wholeDigits = 24;
const complements = "9876543210";

/**
 * A text whose order, byte by byte, is the order of the numbers: decimal text has none, and neither engine has exact
 * decimals of any length that the other has too. `decimalKey("-1.5") < decimalKey("0") < decimalKey("0.00001")`; equal
 * numbers have equal keys, however they are written. Numbers of more than 24 digits before the point count as the
 * largest (or smallest).
 */
export function decimalKey(decimal: string): string {
  const {
    sign = "",
    whole = "0",
    fraction = "",
  } = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<fraction>\d*))?$/.exec(decimal)?.groups ?? {};
  const digits = whole.replace(/^0+/, "");
  const padded = digits.length > wholeDigits ? "9".repeat(wholeDigits) : digits.padStart(wholeDigits, "0");
  const tail = fraction.replace(/0+$/, "");
  if (sign === "" || (digits === "" && tail === "")) return `1${padded}${tail}`;
  // The larger an amount below zero, the earlier it comes; `~` closes it behind all longer ones.
  return `0${complement(padded)}${complement(tail)}~`;
}

function complement(digits: string): string {
  return digits.replaceAll(/\d/g, (digit) => complements[Number(digit)] ?? digit);
}
