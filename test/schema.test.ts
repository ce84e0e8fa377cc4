import { readFileSync } from "node:fs";
import {
  buildSchema,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from "graphql";
import { beforeAll, expect, test } from "vitest";
import { mutationNames } from "../src/domain/operation.ts";
import { printInReadingOrder } from "../src/graphql/reading-order.ts";
import { buildGatewaySchema } from "../src/graphql/schema.ts";
import { creationTargets } from "../src/providers/index.ts";

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildGatewaySchema(creationTargets);
});

test("schema.graphql is what the code prints (npm run schema writes it)", () => {
  expect(readFileSync("schema.graphql", "utf8")).toBe(printInReadingOrder(schema));
});

test("the order in which it is printed leaves nothing out", () => {
  const sorted = (any: GraphQLSchema) => printSchema(lexicographicSortSchema(any));
  expect(sorted(buildSchema(printInReadingOrder(schema)))).toBe(sorted(schema));
});

test("it reads from the queries to their answers, and ends with the scalars", () => {
  const names = [...printInReadingOrder(schema).matchAll(/^(?:type|interface|input|enum|scalar) (\w+)/gm)].map(
    ([, name]) => name,
  );
  const chapters = ["Query", "Account", "AccountConnection", "AccountFilter", "AccountOrder", "Provider", "Node"];
  expect(names.filter((name) => chapters.includes(name ?? ""))).toEqual(chapters);
  expect(names.slice(-5)).toEqual(["DateTime", "CountryCode", "Decimal", "JSONObject", "JSON"]);
});

test("everything has a description: it is the documentation", () => {
  const silent: string[] = [];
  const hear = (name: string, thing: { description?: string | null | undefined }) => {
    if (!thing.description?.trim()) silent.push(name);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__") || ["String", "Int", "Boolean", "ID", "Float"].includes(type.name)) continue;
    hear(type.name, type);
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__")) continue;
    if (isEnumType(type)) for (const value of type.getValues()) hear(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) hear(`${type.name}.${field.name}`, field);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      hear(`${type.name}.${field.name}`, field);
      for (const argument of field.args) hear(`${type.name}.${field.name}(${argument.name})`, argument);
    }
  }
  expect(silent).toEqual([]);
});

test("a payload's operation is your key's, but for a decision: then it is the one that was decided on", () => {
  const ofYourKey = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(({ type }) => {
    const operation = isObjectType(type) ? type.getFields().operation : undefined;
    return operation?.description?.startsWith("What became of your key");
  });
  const names = ofYourKey.map(({ name }) => name);
  expect(mutationNames.filter((name) => !names.includes(name))).toEqual(["resolveOperation"]);
});
