import { readFileSync } from "node:fs";
import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType, printSchema } from "graphql";
import { beforeAll, expect, test } from "vitest";
import { buildGatewaySchema } from "../src/graphql/schema.ts";

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildGatewaySchema();
});

test("schema.graphql is what the code prints (npm run schema writes it)", () => {
  expect(readFileSync("schema.graphql", "utf8")).toBe(`${printSchema(schema)}\n`);
});

test("everything has a description: it is the documentation", () => {
  const silent: string[] = [];
  const hear = (name: string, thing: { description?: string | null | undefined }) => {
    if (!thing.description?.trim()) silent.push(name);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__") || ["Query", "String", "Int", "Boolean", "ID", "Float"].includes(type.name))
      continue;
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
