import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isNumberText, parseJson } from "../../../src/domain/json.ts";
import { parseDecimal, printDecimal } from "../../../src/providers/kit/decimal.ts";
import { add, majorUnits, minorUnits, subtract } from "../../../src/providers/kit/money.ts";
import { decimal } from "../../../src/providers/kit/wire.ts";

const eur = (amount: string) => ({ amount, currency: "EUR" });

describe("amounts", () => {
  it.each([
    ["12.3", "EUR", "12.30"],
    ["0", "EUR", "0.00"],
    ["0.0", "EUR", "0.00"],
    ["-0.00", "EUR", "0.00"],
    ["12.345", "EUR", "12.345"],
    ["12.34500", "EUR", "12.345"],
    ["100.00", "JPY", "100"],
    ["1.5", "KWD", "1.500"],
    ["1.50", "POINTS", "1.50"],
    ["1.2e3", "EUR", "1200.00"],
    ["90071992547409931.07", "EUR", "90071992547409931.07"],
  ])("in major units: %s %s is %s", (text, currency, amount) => {
    expect(majorUnits(text, currency)).toEqual({ amount, currency });
  });

  it.each([
    ["997480", "EUR", "9974.80"],
    ["0", "EUR", "0.00"],
    ["-5", "EUR", "-0.05"],
    ["997480", "JPY", "997480"],
    ["997480", "KWD", "997.480"],
    ["997480.5", "EUR", "9974.805"],
  ])("in minor units: %s %s is %s", (text, currency, amount) => {
    expect(minorUnits(text, currency)).toEqual({ amount, currency });
  });

  it("in minor units of a currency that nobody knows are unknown", () => {
    expect(minorUnits("100", "POINTS")).toBeNull();
  });

  it("add and subtract exactly", () => {
    expect(add(eur("0.10"), eur("0.2"))).toEqual(eur("0.30"));
    expect(subtract(eur("9007199254740993.00"), eur("0.005"))).toEqual(eur("9007199254740992.995"));
    expect(() => add(eur("1.00"), { amount: "1.00", currency: "USD" })).toThrow(RangeError);
  });

  it("of any number of minor units lose nothing", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (units) => {
        const printed = minorUnits(String(units), "EUR")?.amount ?? "";
        expect(printed).toMatch(/^-?\d+\.\d\d$/);
        expect(BigInt(printed.replace(".", ""))).toBe(units);
      }),
      { seed: 1 },
    );
  });

  /** Plain decimal text in units of its last place, by counting: `-12.30` is -1230. */
  const inUnits = (text: string, places: number) => {
    const [whole = "", fraction = ""] = text.split(".");
    return BigInt(whole + fraction.padEnd(places, "0"));
  };

  it("of any decimal that JSON can hold lose nothing, in any currency", () => {
    const currencies = ["EUR", "JPY", "KWD", "CLF", "POINTS"];
    const decimals = fc.record({
      units: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      scale: fc.nat({ max: 20 }),
      exponent: fc.option(fc.integer({ min: -30, max: 30 })),
      isText: fc.boolean(),
      currency: fc.constantFrom(...currencies),
    });
    fc.assert(
      fc.property(decimals, ({ units, scale, exponent, isText, currency }) => {
        const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
        const point = digits.length - scale;
        const fraction = scale === 0 ? "" : `.${digits.slice(point)}`;
        const text = `${units < 0n ? "-" : ""}${digits.slice(0, point)}${fraction}${exponent === null ? "" : `e${exponent}`}`;
        const read = decimal.parse(parseJson(isText ? JSON.stringify(text) : text));
        const { amount } = majorUnits(read, currency);
        expect(amount).toMatch(/^-?\d+(\.\d+)?$/);
        const places = 60;
        expect(inUnits(amount, places)).toBe(units * 10n ** BigInt(places - scale + (exponent ?? 0)));
        expect(majorUnits(amount, currency)).toEqual({ amount, currency });
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("decimal text", () => {
  it.each(["", ".", "1,5", "1.2.3", "0x10", "NaN", "1e999", " 1", "--1"])("refuses %j", (text) => {
    expect(parseDecimal(text)).toBeNull();
  });
  it.each([
    [".5", "0.5"],
    ["5.", "5"],
    ["+1.20", "1.20"],
    ["1.2e-3", "0.0012"],
    ["-12e1", "-120"],
  ])("reads %j as %s", (text, printed) => {
    const decimal = parseDecimal(text);
    expect(decimal && printDecimal(decimal, decimal.scale)).toBe(printed);
  });
});

describe("JSON", () => {
  it("keeps every digit of every number", () => {
    const text = '{"id":9007199254740993,"balance":{"value":1.10,"rate":1e400},"list":[0.10,-0]}';
    expect(JSON.stringify(parseJson(text))).toBe(text);
  });
  it("tells numbers from look-alikes", () => {
    const [number, word] = parseJson('[12.50,"12.50"]') as unknown[];
    expect(isNumberText(number) && number.rawJSON).toBe("12.50");
    expect(isNumberText(word)).toBe(false);
    expect(isNumberText(parseJson('{"rawJSON":"1"}'))).toBe(false);
  });
});
