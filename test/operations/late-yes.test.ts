import { afterEach, beforeEach, expect, test } from "vitest";
import { everything } from "../accounts/directory-fixture.ts";
import { wholeLog } from "../audit/audit-fixture.ts";
import { backOffice, type Desk, openDesk, openedAt, wish } from "./desk.ts";

let desk: Desk;
let warnings: [object, string][];

beforeEach(async () => {
  warnings = [];
  desk = await openDesk({ log: { warn: (fields, message) => void warnings.push([fields, message]) } });
});
afterEach(() => desk?.close());

const late = "a provider said yes to a change that had ended otherwise";

/** Lets a bank take its time over what comes next, until it is told to answer. */
function slow(bank: "p" | "q") {
  const { promise, resolve } = Promise.withResolvers<void>();
  const before = desk.banks[bank].received.length;
  desk.banks[bank].gate = promise;
  return {
    arrived: () => expect.poll(() => desk.banks[bank].received.length).toBe(before + 1),
    answer: resolve,
  };
}

test("an account that is told late, of what a person had sent again meanwhile, is known at once and flagged", async () => {
  const bank = slow("q");
  const first = desk.commands.createAccount(backOffice, wish("q", "k"));
  await bank.arrived();
  desk.banks.q.gate = Promise.resolve();
  await desk.leaseEnds();
  await desk.settled();
  const { id = "" } = (await desk.journal.find(backOffice, "createAccount", "k")) ?? {};
  await desk.decide(id, { kind: "RETRY" });
  await desk.look();
  await desk.place.later();
  bank.answer();
  expect((await first).operation?.state).toBe("SUCCEEDED");
  const kinds = (await wholeLog(desk.place.database, { operationId: id })).map(({ kind }) => kind);
  expect(kinds).toContain("LATE_ACCOUNT");
  expect(warnings).toContainEqual([expect.objectContaining({ operation: id, state: "SUCCEEDED" }), late]);
});

test("a change that is told late to be made, after it counted as not made, shows at once", async () => {
  const account = await openedAt("p", desk);
  await desk.place.later();
  const bank = slow("p");
  const wanted = { idempotencyKey: "s", account, status: "SUSPENDED", reason: null } as const;
  const first = desk.commands.changeAccountStatus(backOffice, wanted);
  await bank.arrived();
  await desk.leaseEnds();
  await desk.settled();
  await desk.place.later();
  bank.answer();
  expect((await first).operation?.state).toBe("REJECTED");
  const [snapshot] = (await desk.place.directory.find(everything, [account])).values();
  expect(desk.banks.p.books.get(account.id)?.status).toBe("SUSPENDED");
  expect(snapshot?.facts.status).toBe("SUSPENDED");
  expect(warnings).toEqual([[expect.objectContaining({ mutation: "changeAccountStatus", state: "REJECTED" }), late]]);
});
