import { afterEach, beforeEach, expect, test } from "vitest";
import type { ResolveOperation } from "../../src/operations/commands.ts";
import { backOffice, type Desk, openDesk, wish } from "../operations/desk.ts";
import { wholeLog } from "./audit-fixture.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk?.close());

test.each<[ResolveOperation["decision"], readonly string[]]>([
  [{ kind: "ABANDON" }, ["FAILED_WRITE", "FAILED_WRITE", "OPERATION_RESOLVED"]],
  [{ kind: "RETRY" }, ["FAILED_WRITE", "OPERATION_RESOLVED", "ACCOUNT_REGISTERED"]],
])("who decided what, and why, stands with the operation that it was about: %o", async (decision, kinds) => {
  desk.banks.q.fates.push("lost-before");
  const { operation } = await desk.commands.createAccount(backOffice, wish("q", "k"));
  const operationId = operation?.id ?? "";
  await desk.settled();
  const reason = "the bank was asked";
  const decided = { idempotencyKey: "d", operationId, decision, reason };
  expect((await desk.commands.resolveOperation(backOffice, decided)).error).toBeNull();
  await desk.settled();
  const log = await wholeLog(desk.place.database, { operationId });
  expect(log.map(({ kind }) => kind)).toEqual(kinds);
  const { viewer: _, ...actor } = backOffice;
  expect(log.find(({ kind }) => kind === "OPERATION_RESOLVED")).toMatchObject({
    actor,
    provider: "q",
    details: { mutation: "createAccount", decision: decision.kind, reason },
  });
});
