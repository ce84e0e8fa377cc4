import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mutationNames } from "../../../src/domain/operation.ts";
import { mutationScopes } from "../../../src/graphql/mutation/mutation-scopes.ts";
import { annas, annasId, everyScope, type MutationWorld, nothing, openMutationWorld } from "./mutation-world.ts";
import { documentOf, samples } from "./sample-inputs.ts";

let world: MutationWorld;
beforeAll(async () => {
  world = await openMutationWorld();
});
afterAll(() => world?.close());
beforeEach(() => {
  world.calls.length = 0;
  world.outcome = () => nothing;
});

describe.each(mutationNames)("%s", (mutation) => {
  const { input, command } = samples[mutation];
  const variables = { input: { idempotencyKey: "k-1", ...input } };

  test("tells the command all that the input says, and who asks", async () => {
    const { data, errors } = await world.ask(documentOf(mutation), variables);
    expect({ data, errors }).toEqual({ data: { [mutation]: { errors: [] } }, errors: [] });
    const caller = { issuer: "tests", clientId: "app", subject: "desk", viewer: { sees: "everything" } };
    expect(world.calls).toEqual([{ mutation, caller, command: { idempotencyKey: "k-1", ...command } }]);
    // Plain objects, as they are compared and stored.
    expect(structuredClone(world.calls[0]?.command)).toStrictEqual(world.calls[0]?.command);
  });

  test("needs its scopes, each of them and no other", async () => {
    const needed = mutationScopes[mutation];
    expect((await world.ask(documentOf(mutation), variables, { scopes: needed })).errors).toEqual([]);
    expect(world.calls).toHaveLength(1);
    for (const scope of needed) {
      const scopes = everyScope.filter((one) => one !== scope);
      const { data, errors } = await world.ask(documentOf(mutation), variables, { scopes });
      expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" }, path: [mutation] }]);
      expect(errors[0]?.message).toContain(scope);
      expect(data).toEqual({ [mutation]: null });
    }
    expect(world.calls).toHaveLength(1);
  });
});

describe("what may be left out", () => {
  const told = async (mutation: (typeof mutationNames)[number], input: object, asking = {}) => {
    await world.ask(documentOf(mutation), { input: { idempotencyKey: "k", ...input } }, asking);
    return world.calls.at(-1);
  };

  test("null and nothing are the same", async () => {
    const target = { boltBank: { clientId: "c" } };
    const absent = await told("createAccount", { clientAccountId: "a", target });
    const empty = await told("createAccount", { clientAccountId: "a", target, label: null, customerId: null });
    expect(empty?.command).toEqual(absent?.command);
    expect(absent?.command).toMatchObject({ label: null, customerId: null, target });
  });

  test("an update names only what changes", async () => {
    const call = await told("updateAccount", { accountId: annasId, label: "Rent", iban: null, holder: { name: "A" } });
    expect(call?.command).toEqual({ idempotencyKey: "k", account: annas, update: { label: "Rent", holderName: "A" } });
  });

  test("a synchronization may be {}", async () => {
    const booking = { accountId: annasId, direction: "CREDIT", amount: "1", currency: "EUR", description: "d" };
    const call = await told("adjustBalance", { ...booking, synchronization: {} });
    expect(call?.command).toMatchObject({ correction: null, synchronization: {}, unconnectedServiceProvider: null });
  });

  test.each([
    ["10", "10"],
    ["010.0", "10"],
    ["10.50", "10.5"],
    ["00.050", "0.05"],
  ])("an amount is a number, however many zeros it is written with: %s", async (amount, meant) => {
    const booking = { accountId: annasId, direction: "CREDIT", currency: "EUR", description: "d", synchronization: {} };
    expect((await told("adjustBalance", { ...booking, amount }))?.command).toMatchObject({ amount: meant });
  });

  test("a connection that was made becomes active unless it is said not to", async () => {
    const connected = { connectionId: "d" };
    const call = await told("reportConnection", { accountId: annasId, outcome: { connected } });
    const told1 = { outcome: "CONNECTED", connectionId: "d", reference: null, iban: null, accountNumber: null };
    expect(call?.command).toMatchObject({ report: { ...told1, routingCodes: [], activate: true } });
  });

  test("a customer is told as one", async () => {
    const call = await told("closeAccount", { accountId: annasId }, { as: "anna", scopes: ["accounts:close"] });
    expect(call?.caller).toMatchObject({ subject: "anna", viewer: { sees: "linked", customerId: "anna" } });
  });
});

test("a status that is for good needs the scope that closing needs, also of the back office", async () => {
  const input = { idempotencyKey: "1", accountId: annasId, status: "DECLINED" };
  const scopes = ["accounts:read", "accounts:write", "accounts:all"] as const;
  const { errors } = await world.ask(documentOf("changeAccountStatus"), { input }, { scopes });
  expect(errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  expect(world.calls).toEqual([]);
  await world.ask(documentOf("changeAccountStatus"), { input }, { scopes: [...scopes, "accounts:close"] });
  expect(world.calls).toHaveLength(1);
});

test("a document may hold several mutations: each is done in turn, and one that fails takes nothing from the others", async () => {
  const document = `mutation ($first: CloseAccountInput!, $second: ChangeAccountStatusInput!) {
    closeAccount(input: $first) { errors { code } }
    changeAccountStatus(input: $second) { errors { code } }
  }`;
  const first = { idempotencyKey: "1", accountId: annasId };
  const second = { idempotencyKey: "2", accountId: annasId, status: "ACTIVE" };
  const { data, errors } = await world.ask(document, { first, second }, { scopes: ["accounts:write"] });
  expect(data).toEqual({ closeAccount: null, changeAccountStatus: { errors: [] } });
  expect(errors).toMatchObject([{ path: ["closeAccount"], extensions: { code: "FORBIDDEN" } }]);
  expect(world.calls.map(({ mutation }) => mutation)).toEqual(["changeAccountStatus"]);
});

test("a mistake of ours stays a top-level error and tells nothing", async () => {
  world.outcome = () => {
    throw new Error("select * from accounts failed");
  };
  const { data, errors } = await world.ask(documentOf("closeAccount"), {
    input: { idempotencyKey: "k", accountId: annasId },
  });
  expect(data).toEqual({ closeAccount: null });
  expect(errors).toMatchObject([{ extensions: { code: "INTERNAL_ERROR" } }]);
  expect(JSON.stringify(errors)).not.toContain("select");
});
