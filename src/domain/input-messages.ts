// What clients are told to give, wherever it is checked.

export const currencyRule = "A currency is a code of ISO 4217 in capitals, such as EUR.";
export const countryRule = "A country is a two-letter code of ISO 3166-1 in capitals, such as LT.";

/** Of what a provider calls something: see `isPlainWord`. */
export function plainWordRule(longest: number): string {
  return `Give 1 to ${longest} printable characters without blanks, just as the provider writes it.`;
}
