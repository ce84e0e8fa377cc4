/** A JSON number kept as the text it was written with; `JSON.stringify` writes the same text again. */
export interface NumberText {
  readonly rawJSON: string;
}

// Node 24 has both functions and the reviver's third argument; TypeScript 7's ES2024 library does not describe them yet.
interface SourceTextJson {
  parse(
    text: string,
    reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): unknown;
  rawJSON(text: string): NumberText;
  isRawJSON(value: unknown): value is NumberText;
}
const json = JSON as unknown as SourceTextJson;

/** Is this a number as `parseJson` leaves it? */
export const isNumberText = (value: unknown): value is NumberText => json.isRawJSON(value);

/** A number that `JSON.stringify` writes with just these digits. Throws SyntaxError for what JSON has no number for. */
export const rawNumber = (digits: string): NumberText => json.rawJSON(digits);

/**
 * Parses JSON with every number kept as its source text, so that no digit of an amount or of a long id is lost
 * and `JSON.stringify` of any part gives back what the provider wrote. Throws SyntaxError like `JSON.parse`.
 */
export function parseJson(text: string): unknown {
  return json.parse(text, (_key, value, { source }) =>
    typeof value === "number" && source !== undefined ? json.rawJSON(source) : value,
  );
}
