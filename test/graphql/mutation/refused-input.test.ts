import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MutationName } from "../../../src/domain/operation.ts";
import { annasId, type MutationWorld, openMutationWorld } from "./mutation-world.ts";
import { documentOf, samples } from "./sample-inputs.ts";

let world: MutationWorld;
beforeAll(async () => {
  world = await openMutationWorld();
});
afterAll(() => world?.close());

const long = (letters: number) => "x".repeat(letters);
const acme = (fields: object) => ({ target: { acme: { userId: "7", ...fields } } });
const connected = (fields: object) => ({ outcome: { connected: { connectionId: "d", ...fields } } });
const failed = samples.reportConnection.input as { outcome: { failed: { error: object } } };

/** What is wrong, beside an input that is right otherwise; and where that is said to be. */
const mistakes: [MutationName, string, object, string[], string?][] = [
  ["createAccount", "a long id", { clientAccountId: long(129) }, ["clientAccountId"]],
  ["createAccount", "an empty id", { clientAccountId: "" }, ["clientAccountId"]],
  ["createAccount", "an id that cannot be printed", { clientAccountId: "a\u0000" }, ["clientAccountId"]],
  ["createAccount", "a blank id", { clientAccountId: " " }, ["clientAccountId"]],
  ["createAccount", "a blank before an id", { clientAccountId: " a" }, ["clientAccountId"]],
  ["createAccount", "a blank behind an id", { clientAccountId: "a " }, ["clientAccountId"]],
  ["createAccount", "an id that nobody sees", { clientAccountId: "\u200b" }, ["clientAccountId"]],
  ["createAccount", "a letter that shows nothing", { clientAccountId: "a\u3164" }, ["clientAccountId"]],
  ["createAccount", "an id that is not composed", { clientAccountId: "cafe\u0301" }, ["clientAccountId"]],
  ["migrateAccount", "an id that is not composed", { clientAccountId: "cafe\u0301" }, ["clientAccountId"]],
  ["updateAccount", "an id that is not composed", { clientAccountId: "cafe\u0301" }, ["clientAccountId"]],
  ["createAccount", "half a character", { label: "\ud800" }, ["label"]],
  ["createAccount", "a label that nobody sees", { label: " \u200b" }, ["label"]],
  ["createAccount", "a blank holder", { holderName: " " }, ["holderName"]],
  ["createAccount", "a long label", { label: long(201) }, ["label"]],
  ["createAccount", "a long customer", { customerId: long(257) }, ["customerId"]],
  [
    "createAccount",
    "a main account that is none",
    acme({ mainAccountId: "p:1" }),
    ["target", "acme", "mainAccountId"],
    "INVALID_ID",
  ],
  ["createAccount", "a NUL in a target", acme({ userId: "\u0000" }), ["target", "acme", "userId"]],
  [
    "createAccount",
    "a NUL in a list of a target",
    acme({ holder: { type: "INDIVIDUAL", aliases: ["a", "\u0000"] } }),
    ["target", "acme", "holder", "aliases", "1"],
  ],
  ["migrateAccount", "a long source", { sourceId: long(257) }, ["sourceId"]],
  ["migrateAccount", "a blank client", { clientId: " " }, ["clientId"]],
  ["migrateAccount", "a blank service provider", { serviceProvider: " " }, ["serviceProvider"]],
  ["migrateAccount", "a blank in a source", { sourceId: "s 1" }, ["sourceId"]],
  ["migrateAccount", "no currency", { currency: "EURO" }, ["currency"]],
  ["updateAccount", "a long name", { holder: { name: long(257) } }, ["holder", "name"]],
  ["updateAccount", "many aliases", { holder: { aliases: Array(51).fill("a") } }, ["holder", "aliases"]],
  ["updateAccount", "a long alias", { holder: { aliases: ["a", long(257)] } }, ["holder", "aliases", "1"]],
  [
    "updateAccount",
    "a long issuer",
    { holder: { organisation: { other: { issuer: long(257) } } } },
    ["holder", "organisation", "other", "issuer"],
  ],
  [
    "updateAccount",
    "many routing codes",
    { routingCodes: Array(21).fill({ scheme: "s", value: "1" }) },
    ["routingCodes"],
  ],
  [
    "updateAccount",
    "nothing to change",
    { label: null, holder: {}, clientAccountId: null, iban: null, accountNumber: null, routingCodes: null },
    [],
  ],
  ["changeAccountStatus", "a long reason", { reason: long(501) }, ["reason"]],
  ["changeAccountStatus", "no account", { accountId: "1" }, ["accountId"], "INVALID_ID"],
  ["closeAccount", "another thing than an account", { accountId: "UHJvdmlkZXI6cA==" }, ["accountId"], "INVALID_ID"],
  ["closeAccountHolder", "a long owner", { owner: { kind: "USER", id: long(129) } }, ["owner", "id"]],
  ["reportConnection", "a long reference", connected({ reference: long(129) }), ["outcome", "connected", "reference"]],
  [
    "reportConnection",
    "a long message",
    { outcome: { failed: { error: { ...failed.outcome.failed.error, message: long(501) } } } },
    ["outcome", "failed", "error", "message"],
  ],
  ["adjustBalance", "a long description", { description: long(501) }, ["description"]],
  ["adjustBalance", "nothing to book", { amount: "0.00" }, ["amount"]],
  ["adjustBalance", "less than nothing", { amount: "-1" }, ["amount"]],
  ["adjustBalance", "no currency", { currency: "euro" }, ["currency"]],
  ["adjustBalance", "both kinds", { synchronization: {} }, ["correction"]],
  ["adjustBalance", "no kind", { correction: null }, ["correction"]],
  ["linkCustomer", "two targets", { provider: "p", owner: { kind: "USER", id: "7" } }, ["accountId"]],
  ["linkCustomer", "no target", { accountId: null }, ["accountId"]],
  ["unlinkCustomer", "a provider without an owner", { owner: null }, ["accountId"]],
  ["resolveOperation", "no operation", { operationId: annasId }, ["operationId"], "INVALID_ID"],
  ["resolveOperation", "nothing to adopt", { accountId: null }, ["accountId"]],
  ["resolveOperation", "an account to abandon", { decision: "ABANDON" }, ["accountId"]],
];

describe("is told where it is, and no command hears of it", () => {
  test.each(mistakes)("%s: %s", async (mutation, _, wrong, path, code = "BAD_USER_INPUT") => {
    const input = { idempotencyKey: "k", ...samples[mutation].input, ...wrong };
    const { data, errors } = await world.ask(documentOf(mutation), { input });
    expect(errors).toEqual([]);
    expect(data[mutation].errors).toMatchObject([
      { __typename: "InvalidInputError", code, path: ["input", ...path], retryable: false },
    ]);
    expect(world.calls).toEqual([]);
  });
});

describe("exactly one field of a @oneOf", () => {
  const cases: [MutationName, string, object][] = [
    ["createAccount", "none", { target: {} }],
    ["createAccount", "two", { target: { acme: { userId: "7" }, boltBank: { clientId: "c" } } }],
    ["createAccount", "null", { target: { acme: null } }],
    ["createAccount", "one and null", { target: { acme: { userId: "7" }, boltBank: null } }],
    ["reportConnection", "none", { outcome: {} }],
    ["reportConnection", "two", { outcome: { ...failed.outcome, ...connected({}).outcome } }],
  ];

  test.each(cases)("%s with %s is refused before it is run", async (mutation, _, wrong) => {
    const { errors } = await world.ask(documentOf(mutation), {
      input: { idempotencyKey: "k", ...samples[mutation].input, ...wrong },
    });
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    expect(world.calls).toEqual([]);
  });

  test("in the text of a document too", async () => {
    const { errors } = await world.ask(
      'mutation { createAccount(input: { idempotencyKey: "k", clientAccountId: "a", target: { acme: { userId: "7" }, boltBank: { clientId: "c" } } }) { errors { code } } }',
    );
    expect(errors).toMatchObject([{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }]);
  });
});

test("what is taken as an id has every letter there is, and blanks within", async () => {
  for (const clientAccountId of ["caf\u00e9 7", "счёт", "口座-1", "x".repeat(128)]) {
    const input = { idempotencyKey: "k", ...samples.createAccount.input, clientAccountId };
    await world.ask(documentOf("createAccount"), { input });
    expect(world.calls.pop()?.command).toMatchObject({ clientAccountId });
  }
});

test("an id that a provider has already is found, whatever its characters", async () => {
  for (const [index, clientAccountId] of [" ", " padded ", "a\u200b", "cafe\u0301", "caf\u00e9"].entries()) {
    const ref = { provider: "q", id: `odd-${index}` };
    const facts = { status: "ACTIVE", providerStatus: "open", kind: "MAIN", clientAccountId } as const;
    const asOf = await world.later();
    await world.directory.observe([{ ref, account: { id: ref.id, facts, raw: "{}" }, asOf }], "READ");
    const { data } = await world.ask(
      "query ($id: String!) { accountByClientAccountId(clientAccountId: $id, maxAge: null) { providerAccountId } }",
      { id: clientAccountId },
    );
    expect(data).toEqual({ accountByClientAccountId: { providerAccountId: ref.id } });
  }
});
