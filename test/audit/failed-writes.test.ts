import { afterEach, beforeEach, expect, test } from "vitest";
import { backOffice, type Desk, openDesk, wish } from "../operations/desk.ts";
import { wholeLog } from "./audit-fixture.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk?.close());

/** Each failed write of an operation, as the audit log has it: state, code, HTTP status. */
const failedWrites = async (operationId: string) =>
  (await wholeLog(desk.place.database, { operationId, kinds: ["FAILED_WRITE"] })).map(({ details }) => [
    details?.state,
    details?.error?.code,
    details?.error?.httpStatus,
  ]);

test("each failure has the HTTP status of its own answer, and none where there was none", async () => {
  const { banks, commands, journal, look, settled } = desk;
  banks.p.fates.push("failed", "rejected", "rejected", "rejected");
  const { operation } = await commands.createAccount(backOffice, wish("p", "k"));
  const id = operation?.id ?? "";
  expect(operation?.error).toMatchObject({ code: "PROVIDER_ERROR", httpStatus: 500, providerCode: null });
  // Refused under its key, and it does not show either: that it is still in doubt is nobody's answer.
  await look();
  expect((await journal.get(id))?.error).toMatchObject({ code: "OPERATION_IN_DOUBT", httpStatus: null });
  await settled();
  expect(await journal.get(id)).toMatchObject({
    state: "REJECTED",
    error: { code: "PROVIDER_REJECTED", httpStatus: 422, providerCode: "NO" },
  });
  expect(await failedWrites(id)).toEqual([
    ["IN_DOUBT", "PROVIDER_ERROR", 500],
    ["REJECTED", "PROVIDER_REJECTED", 422],
  ]);
});

test("a refusal that no answer tells of has none of an earlier answer", async () => {
  const { account } = await desk.commands.createAccount(backOffice, wish("p", "k"));
  if (account === null) throw new Error("no account was opened");
  await desk.place.later();
  desk.banks.p.fates.push("failed");
  const update = { idempotencyKey: "u", account, update: { label: "Rent" } };
  const { operation } = await desk.commands.updateAccount(backOffice, update);
  await desk.settled();
  expect(await failedWrites(operation?.id ?? "")).toEqual([
    ["IN_DOUBT", "PROVIDER_ERROR", 500],
    ["REJECTED", "NOT_APPLIED", null],
  ]);
});

test("what was given up is told as that, beside what it failed by before", async () => {
  desk.banks.q.fates.push("failed");
  const { operation } = await desk.commands.createAccount(backOffice, wish("q", "k"));
  const operationId = operation?.id ?? "";
  await desk.settled();
  await desk.decide(operationId, { kind: "ABANDON" });
  expect(await failedWrites(operationId)).toEqual([
    ["IN_DOUBT", "PROVIDER_ERROR", 500],
    ["ABANDONED", "OPERATION_ABANDONED", null],
  ]);
});

test("what is made at last tells of no failure any more", async () => {
  desk.banks.p.fates.push("failed");
  const { operation } = await desk.commands.createAccount(backOffice, wish("p", "k"));
  await desk.settled();
  const row = await desk.place.database.read
    .selectFrom("operations")
    .select(["state", "error_code", "http_status"])
    .where("id", "=", operation?.id ?? "")
    .executeTakeFirst();
  expect(row).toEqual({ state: "SUCCEEDED", error_code: null, http_status: null });
});
