import fc from "fast-check";
import { expect, test } from "vitest";
import { decimalKey } from "../../src/storage/decimal-key.ts";

/** Up to 24 digits before the point and 6 behind it, as an exact number of millionths. */
const decimals = fc
  .record({
    isNegative: fc.boolean(),
    // Short numbers meet more equal and neighbouring ones.
    whole: fc.oneof(fc.bigInt({ min: 0n, max: 12n }), fc.bigInt({ min: 0n, max: 10n ** 24n - 1n })),
    places: fc.integer({ min: 0, max: 6 }),
    fraction: fc.nat({ max: 999_999 }),
    zeros: fc.nat({ max: 3 }),
  })
  .map(({ isNegative, whole, places, fraction, zeros }) => {
    const digits = String(fraction).padStart(6, "0").slice(0, places);
    const millionths = whole * 1_000_000n + BigInt(digits.padEnd(6, "0"));
    const text = `${isNegative ? "-" : ""}${"0".repeat(zeros)}${whole}${digits === "" ? "" : `.${digits}`}`;
    return { text, millionths: isNegative ? -millionths : millionths };
  });

test("keys compare byte by byte as the numbers do", () => {
  fc.assert(
    fc.property(decimals, decimals, (one, other) => {
      const [first, second] = [decimalKey(one.text), decimalKey(other.text)];
      const keys = Buffer.compare(Buffer.from(first), Buffer.from(second));
      const numbers = one.millionths < other.millionths ? -1 : Number(one.millionths > other.millionths);
      expect(keys).toBe(numbers);
    }),
    { seed: 1, numRuns: 20_000 },
  );
});

test("numbers beyond 24 digits are the largest and the smallest", () => {
  const [largest, smallest] = ["9".repeat(30), `-${"9".repeat(30)}`].map(decimalKey);
  for (const decimal of ["0", "-0", "0.5", "-0.5", "1234567890123", "-1234567890123"]) {
    expect(decimalKey(decimal) < (largest ?? "")).toBe(true);
    expect(decimalKey(decimal) > (smallest ?? "")).toBe(true);
  }
  expect(decimalKey("-0.00")).toBe(decimalKey("0"));
});
