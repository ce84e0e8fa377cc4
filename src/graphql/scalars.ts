import { GraphQLError, GraphQLScalarType } from "graphql";
import { GraphQLDateTime, GraphQLJSONObject } from "graphql-scalars";

export { GraphQLDateTime as DateTime, GraphQLJSONObject as JSONObject };

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
