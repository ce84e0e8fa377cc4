import { readFileSync } from "node:fs";
import { buildSchema, type DocumentNode, type GraphQLInterfaceType, getNamedType, visit } from "graphql";
import { expect, test } from "vitest";
import * as client from "../../src/client/index.ts";
import { errorTable } from "../../src/domain/errors.ts";

test("the client knows every error code of the gateway, and no other", () => {
  expect([...client.gatewayErrorCodes].sort()).toEqual(Object.keys(errorTable).sort());
});

/** The operations and fragments that the client exports. */
const documents = Object.entries(client).flatMap(([name, value]) =>
  name.endsWith("Document") ? [[name, value as unknown as DocumentNode] as const] : [],
);

test("every operation is a method of that name", () => {
  const gateway = client.createGatewayClient({ url: "http://localhost" });
  const asked = documents.filter(([, { definitions }]) =>
    definitions.some((one) => one.kind === "OperationDefinition" && one.operation !== "subscription"),
  );
  const methods = asked.map(([name]) => `${name[0]?.toLowerCase()}${name.slice(1).replace("Document", "")}`);
  expect(Object.keys(gateway).sort()).toEqual([...methods, "request", "walk", "accounts", "watchAccountStatus"].sort());
});

test("every field of Query and Mutation is asked for by one of them", () => {
  const schema = buildSchema(readFileSync("schema.graphql", "utf8"));
  const asked = new Set<string>();
  for (const [, document] of documents) {
    visit(document, {
      FragmentDefinition: () => false,
      OperationDefinition({ operation, selectionSet }) {
        if (operation === "subscription") return;
        for (const field of selectionSet.selections) if (field.kind === "Field") asked.add(field.name.value);
      },
    });
  }
  const roots = [schema.getQueryType(), schema.getMutationType()];
  expect([...asked].sort()).toEqual(roots.flatMap((type) => Object.keys(type?.getFields() ?? {})).sort());
});

test("whatever the client reads of an account, an operation, an error and the like is all that the schema has of them", () => {
  const schema = buildSchema(readFileSync("schema.graphql", "utf8"));
  const errors = schema.getPossibleTypes(schema.getType("MutationError") as GraphQLInterfaceType);
  expect(errors.length).toBeGreaterThan(10);
  const asked = new Map<string, Set<string>>();
  for (const [, document] of documents) {
    for (const definition of document.definitions) {
      if (definition.kind === "FragmentDefinition") collect(definition.typeCondition.name.value, definition);
      if (definition.kind === "OperationDefinition") collect(roots[definition.operation], definition);
    }
  }
  function collect(typeName: string, { selectionSet }: { selectionSet?: DocumentSelections | undefined }): void {
    const type = schema.getType(typeName);
    for (const selection of selectionSet?.selections ?? []) {
      if (selection.kind === "InlineFragment") collect(selection.typeCondition?.name.value ?? typeName, selection);
      if (selection.kind !== "Field" || type === undefined || !("getFields" in type)) continue;
      const met = asked.get(typeName) ?? new Set();
      asked.set(typeName, met.add(selection.name.value));
      const field = type.getFields()[selection.name.value];
      if (field !== undefined) collect(getNamedType(field.type).name, selection);
    }
  }
  // Whoever reads the audit log may have no scope for accounts.
  asked.get("AuditEntry")?.add("account");
  const listed = ["Account", "AccountConnection", "Balance", "Provider", "StatementEntry", "AccountEvent"];
  for (const name of [...listed, "Operation", "AuditEntry", ...errors.map((type) => type.name)]) {
    const type = schema.getType(name);
    const fields = type !== undefined && "getFields" in type ? Object.keys(type.getFields()) : [];
    // What all errors have is asked of what they all are.
    const isMissing = (field: string) => !asked.get(name)?.has(field) && !asked.get("MutationError")?.has(field);
    expect([name, fields.length > 0, fields.filter(isMissing)]).toEqual([name, true, []]);
  }
});

const roots = { query: "Query", mutation: "Mutation", subscription: "Subscription" } as const;

type DocumentSelections = Extract<DocumentNode["definitions"][number], { kind: "FragmentDefinition" }>["selectionSet"];
