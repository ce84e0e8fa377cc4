/** What a JSON text is parsed with: `source` is how a number, text or word was written. */
type Reviver = (this: unknown, key: string, value: unknown, context: { readonly source?: string }) => unknown;

// TypeScript's ES2024 library does not know these yet; Node 24 has them.
export const { rawJSON, parse } = JSON as unknown as {
  /** Printed by JSON.stringify as it is: numbers with more digits than a double keeps. */
  rawJSON(text: string): unknown;
  parse(text: string, reviver: Reviver): unknown;
};
