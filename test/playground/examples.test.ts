import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { buildSchema, type DocumentNode, Kind, parse, validate } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseExample } from "../../src/playground/example.ts";
import { tablesOf } from "../../src/playground/tables.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

const examples = globSync("src/playground/examples/*.graphql")
  .sort()
  .map((path) => parseExample(basename(path, ".graphql"), readFileSync(path, "utf8")));
const schema = buildSchema(readFileSync("schema.graphql", "utf8"));

/** Examples that change something have no place in a test that runs them all. */
const isQuery = ({ definitions }: DocumentNode) =>
  definitions.some((one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === "query");

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

describe.each(examples)("$title", ({ document, variables }) => {
  test("is valid, and the one operation of its document has a name for its tab", () => {
    const parsed = parse(document);
    expect(validate(schema, parsed)).toEqual([]);
    expect(parsed.definitions).toMatchObject([
      { kind: Kind.OPERATION_DEFINITION, name: { value: expect.any(String) } },
    ]);
  });

  test.runIf(isQuery(parse(document)))("shows rows in the sandbox", async () => {
    const asked = parse(document) as TypedDocumentNode<Record<string, unknown>, object>;
    const { data, errors } = await gateway.ask(asked, JSON.parse(variables || "{}"));
    expect(errors).toEqual([]);
    const tables = tablesOf(data, new Date());
    expect(tables.map(({ title, rows }) => [title, rows.length > 0])).toEqual(tables.map(({ title }) => [title, true]));
  });
});

test("every example has a name and a title of its own", () => {
  for (const property of ["title", "document"] as const) {
    expect(new Set(examples.map((example) => example[property])).size).toBe(examples.length);
  }
  expect(examples.length).toBeGreaterThan(9);
});
