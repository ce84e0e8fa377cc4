import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { buildSchema, Kind, parse, validate } from "graphql";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { CreateAccountDocument, WebhookDeliveriesDocument } from "../../src/client/index.ts";
import { parseExample } from "../../src/playground/example.ts";
import { fillIn } from "../../src/playground/fresh.ts";
import { operationIn } from "../../src/playground/operation.ts";
import { tablesOf } from "../../src/playground/tables.ts";
import { verdictsOf } from "../../src/playground/verdicts.ts";
import { decisionNeeded, type Gateway, startGateway } from "../support/gateway.ts";

const examples = globSync("src/playground/examples/*.graphql")
  .sort()
  .map((path) => parseExample(basename(path, ".graphql"), readFileSync(path, "utf8")));
const schema = buildSchema(readFileSync("schema.graphql", "utf8"));

let gateway: Gateway;
/** What somebody is to decide about in the work queue. */
let doubtful: string;
/** A webhook that has come in. */
let delivered: string;
beforeAll(async () => {
  gateway = await startGateway({ webhooks: true, recovery: { settleSeconds: 0 } });
  // The gateway makes itself known to Revsto only once it listens.
  await vi.waitUntil(
    async () => {
      await gateway
        .simulator("revsto")
        .admin({ action: "sendWebhook", id: "10000096916", event: "account.status.opened" });
      const { data } = await gateway.ask(WebhookDeliveriesDocument, { first: 1 });
      delivered = data.webhookDeliveries.edges[0]?.node.id ?? "";
      return delivered !== "";
    },
    { timeout: 10_000, interval: 100 },
  );
  await gateway.simulator("revsto").fault({ kind: "reset", when: "before", match: { method: "POST" }, times: 1 });
  const input = { idempotencyKey: "k", clientAccountId: "c", target: { revsto: { userId: "3640", productId: "261" } } };
  await gateway.ask(CreateAccountDocument, { input });
  doubtful = await decisionNeeded(gateway.client());
});
afterAll(() => gateway?.close());

const ask = (document: string, variables: object) =>
  gateway.ask(parse(document) as TypedDocumentNode<Record<string, unknown>, object>, variables);

describe.each(examples)("$title", ({ document, variables, isChange }) => {
  test("is valid, and the one operation of its document has a name for its tab", () => {
    const parsed = parse(document);
    expect(validate(schema, parsed)).toEqual([]);
    expect(parsed.definitions).toMatchObject([
      { kind: Kind.OPERATION_DEFINITION, name: { value: expect.any(String) } },
    ]);
    expect(operationIn(document)?.operation === "mutation").toBe(isChange);
  });

  const showsRows = async () => {
    const { data, errors } = await ask(document, JSON.parse(variables || "{}"));
    expect(errors).toEqual([]);
    // Whether there are accounts that may have come of a change in doubt is another matter.
    const tables = tablesOf(data, new Date()).filter(({ title }) => title !== "Candidates");
    expect(tables.map(({ title, rows }) => [title, rows.length > 0])).toEqual(tables.map(({ title }) => [title, true]));
  };

  const isDoneOnce = async () => {
    const asked = JSON.parse(fillIn(variables)) as Record<string, unknown>;
    expect(asked.idempotencyKey).not.toBe(JSON.parse(fillIn(variables)).idempotencyKey);
    // What only the work queue tells.
    if (asked.operationId === "") Object.assign(asked, { operationId: doubtful, decision: "ABANDON" });
    if (asked.id === "") Object.assign(asked, { id: delivered });
    for (const replayed of [false, true]) {
      const { data, errors } = await ask(document, asked);
      expect(errors).toEqual([]);
      expect(Object.values(data)).toMatchObject([{ errors: [], operation: { replayed } }]);
      expect(verdictsOf(data)).toMatchObject([{ kind: replayed ? "repeated" : "done" }]);
    }
  };

  const isFollowing = operationIn(document)?.operation === "subscription";
  // Nothing to be shown before something happens: that is for a browser to see.
  if (isFollowing) return;
  if (isChange) test("is done in the sandbox, once for each key", isDoneOnce);
  else test("shows rows in the sandbox", showsRows);
});

test("there is an example of every mutation", () => {
  const shown = examples.flatMap(({ document }) => operationIn(document)?.selectionSet.selections ?? []);
  const names = new Set(shown.map((selection) => (selection.kind === Kind.FIELD ? selection.name.value : "")));
  const all = Object.keys(schema.getMutationType()?.getFields() ?? {});
  expect(all.filter((name) => !names.has(name))).toEqual([]);
});

test("every example has a name and a title of its own", () => {
  for (const property of ["title", "document"] as const) {
    expect(new Set(examples.map((example) => example[property])).size).toBe(examples.length);
  }
  expect(examples.length).toBeGreaterThan(9);
});
