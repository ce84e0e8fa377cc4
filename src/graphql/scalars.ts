import { GraphQLError, GraphQLScalarType } from "graphql";
import { GraphQLDateTime, GraphQLJSON, GraphQLJSONObject } from "graphql-scalars";

/** The library's scalar, described in our words. */
function described<Internal, External>(scalar: GraphQLScalarType<Internal, External>, description: string) {
  return new GraphQLScalarType<Internal, External>({ ...scalar.toConfig(), description });
}

export const DateTime = described(
  GraphQLDateTime,
  "A moment as RFC 3339 has it, such as `2026-11-20T23:00:14.975Z`. Answers are always in UTC; arguments may have another offset.",
);

export const JSONValue = described(GraphQLJSON, "Any JSON value: text, a number, true or false, a list, an object.");

export const JSONObject = described(
  GraphQLJSONObject,
  "A JSON object whose fields are the provider's own, with its own names.",
);

/** Text on the way out and never an input: what a provider wrote is shown, not judged. */
function providerText(name: string, description: string): GraphQLScalarType<string, string> {
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: String,
    parseValue: refuse(name),
    parseLiteral: refuse(name),
  });
}

function refuse(name: string) {
  return (): never => {
    throw new TypeError(`${name} is not an input type.`);
  };
}

/** `-1234.50`: at most 24 digits before the point and 18 behind it. */
const decimalText = /^-?\d{1,24}(\.\d{1,18})?$/;

function readDecimal(value: unknown): string {
  if (typeof value === "string" && decimalText.test(value)) return value;
  throw new GraphQLError(
    'A Decimal is a number as text, such as "1234.50": at most 24 digits, and 18 behind the point.',
  );
}

export const Decimal = new GraphQLScalarType<string, string>({
  name: "Decimal",
  description:
    'An exact decimal number as text, such as `"1234.50"`. Do not parse it into a float: amounts would change.',
  serialize: String,
  parseValue: readDecimal,
  // Digits in a document are as exact as text.
  parseLiteral: (node) => readDecimal("value" in node ? node.value : null),
});

export const CountryCode = providerText(
  "CountryCode",
  "A country as the provider writes it, normally ISO 3166-1 alpha-2, such as `GB`.",
);
