import { afterEach, expect, test } from "vitest";
import { createRecoverer, type Recoverer } from "../../src/operations/recoverer.ts";
import { backOffice, type Desk, openDesk, wish, withoutProviders } from "./desk.ts";

let desk: Desk;

afterEach(() => desk?.close());

/** Asks for an account at `q`, from a process that dies right before it sends; answers the operation's id. */
async function cutOff(): Promise<string> {
  desk = await openDesk({
    async reached(step) {
      if (step === "dispatching") throw new Error("as if the process had died");
    },
  });
  await desk.commands.createAccount(backOffice, wish("q", "k1")).catch(() => {});
  return (await desk.journal.find(backOffice, "createAccount", "k1"))?.id ?? "";
}

/** Recovery where only these providers are configured. */
function recovererWith(names: readonly "p"[], warnings: unknown[] = []): Recoverer {
  const { database, directory } = desk.place;
  return createRecoverer({
    ...{ database, directory, everyMs: 10_000, keptMs: 86_400_000 },
    providers: new Map(names.map((name) => [name, desk.banks[name].provider])),
    settings: () => ({ settleSeconds: 0, whenNotFound: "person" }),
    log: { info() {}, warn: (fields) => void warnings.push(fields), error() {} },
  });
}

test.each([{ names: ["p"] as const }, { names: [] }])(
  "what was being sent to a provider that is configured no more is for a person, who can give it up: $names",
  async ({ names }) => {
    const operationId = await cutOff();
    await desk.leaseEnds();
    const warnings: unknown[] = [];
    const recoverer = recovererWith(names, warnings);
    expect([await recoverer.round(), await recoverer.round()]).toEqual([1, 0]);
    expect(await desk.journal.get(operationId)).toMatchObject({
      ...{ state: "IN_DOUBT", needsDecision: true, attempts: 1 },
      error: { code: "OPERATION_IN_DOUBT", message: expect.stringContaining("not configured") },
    });
    expect(warnings).toEqual([{ operation: operationId, provider: "q", mutation: "createAccount", state: "IN_DOUBT" }]);
    const given = await desk.decide(operationId, { kind: "ABANDON" });
    expect(given).toMatchObject({ operation: { state: "ABANDONED" }, error: null });
  },
);

test("nor is it given up before, where other processes may have its provider", async () => {
  const operationId = await cutOff();
  await desk.place.database.write.updateTable("operations").set({ state: "IN_DOUBT", lease_until: null }).execute();
  const decision = { idempotencyKey: "d1", operationId, decision: { kind: "ABANDON" }, reason: null } as const;
  const { error } = await withoutProviders(desk.place).resolveOperation(backOffice, decision);
  expect(error?.error.code).toBe("OPERATION_IN_PROGRESS");
});

test("it is looked into as soon as its provider is configured again", async () => {
  const operationId = await cutOff();
  await desk.leaseEnds();
  await recovererWith(["p"]).round();
  desk.banks.q.books.set("q1", {
    ...{ kind: "MAIN", status: "ACTIVE", providerStatus: "open", currencies: ["EUR"] },
    owner: { kind: "USER", id: "o1", secondaryId: null },
  } as never);
  await desk.settled();
  expect(await desk.journal.get(operationId)).toMatchObject({ state: "SUCCEEDED", account: { id: "q1" } });
});

test("it is left to other processes for a while, where its provider may be configured", async () => {
  const operationId = await cutOff();
  const { database } = desk.place;
  const now = await database.now();
  await database.write.updateTable("operations").set({ lease_until: now }).where("id", "=", operationId).execute();
  await desk.place.later();
  expect(await recovererWith(["p"]).round()).toBe(0);
  expect(await desk.journal.get(operationId)).toMatchObject({ state: "DISPATCHING" });
});
