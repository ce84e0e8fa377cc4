import { GraphQLScalarType } from "graphql";
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

export const Decimal = providerText(
  "Decimal",
  'An exact decimal number as text, such as `"1234.50"`. Do not parse it into a float: amounts would change.',
);

export const CountryCode = providerText(
  "CountryCode",
  "A country as the provider writes it, normally ISO 3166-1 alpha-2, such as `GB`.",
);
