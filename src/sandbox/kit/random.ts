/** Repeatable randomness: the same seed tells the same story on every machine. */
export interface Random {
  /** At least 0, below 1. */
  fraction(): number;
  /** A whole number, both ends included. */
  integer(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** Decimal digits as text, leading zeros included. */
  digits(length: number): string;
  /** A version 4 UUID made of this randomness. */
  uuid(): string;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  // mulberry32: 32 bits of state are plenty for test data, and it is the same everywhere.
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (from: number, to: number): number => from + Math.floor(fraction() * (to - from + 1));
  const text = (length: number, radix: number): string =>
    Array.from({ length }, () => integer(0, radix - 1).toString(radix)).join("");

  return {
    fraction,
    integer,
    chance: (probability) => fraction() < probability,
    digits: (length) => text(length, 10),
    pick: (list) => {
      if (list.length === 0) throw new Error("cannot pick from an empty list");
      return list[integer(0, list.length - 1)] as (typeof list)[number];
    },
    uuid: () => `${text(8, 16)}-${text(4, 16)}-4${text(3, 16)}-${"89ab"[integer(0, 3)]}${text(3, 16)}-${text(12, 16)}`,
  };
}
