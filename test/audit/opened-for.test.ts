import { afterEach, beforeEach, expect, test } from "vitest";
import { eraseDetails } from "../../src/audit/erase.ts";
import type { AuditEntry } from "../../src/domain/audit.ts";
import { backOffice, type Desk, openDesk, wish } from "../operations/desk.ts";
import { wholeLog } from "./audit-fixture.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk?.close());

const customersIn = (log: readonly AuditEntry[]) =>
  log.map(({ kind, operationId, accountId, details }) => [kind, operationId, accountId, details?.customerId ?? null]);

test("for whom an account was opened, and that it may see it, stands in the log", async () => {
  const opened = await desk.commands.createAccount(backOffice, wish("p", "k1", { customerId: "carol" }));
  const [operationId, accountId] = [opened.operation?.id, opened.account?.id];
  expect(customersIn(await wholeLog(desk.place.database))).toEqual([
    ["ACCOUNT_REGISTERED", operationId, accountId, "carol"],
    ["CUSTOMER_LINKED", operationId, accountId, "carol"],
  ]);
});

test("so it does where the answer was lost and the account was found", async () => {
  desk.banks.p.fates.push("lost-after");
  const { operation } = await desk.commands.createAccount(backOffice, wish("p", "k1", { customerId: "carol" }));
  expect(operation?.state).toBe("IN_DOUBT");
  await desk.settled();
  const told = customersIn(await wholeLog(desk.place.database, { operationId: operation?.id ?? "" }));
  expect(told.filter(([, , , customer]) => customer === "carol").map(([kind]) => kind)).toContain("CUSTOMER_LINKED");
});

test("an account that is opened for nobody names no customer", async () => {
  await desk.commands.createAccount(backOffice, wish("p", "k1"));
  expect(customersIn(await wholeLog(desk.place.database))).toMatchObject([["ACCOUNT_REGISTERED", {}, {}, null]]);
});

test("erasing a person takes out what was opened for it, whoever opened it", async () => {
  const { database } = desk.place;
  await desk.commands.createAccount(backOffice, wish("p", "k1", { customerId: "carol" }));
  await eraseDetails(database, { subject: "carol" }, { actor: { system: "COMMAND" }, reason: null });
  const left = await wholeLog(database);
  expect(left.filter(({ erasedAt }) => erasedAt !== null).map(({ kind }) => kind)).toEqual([
    "ACCOUNT_REGISTERED",
    "CUSTOMER_LINKED",
  ]);
  expect(JSON.stringify(left)).not.toContain("carol");
});
