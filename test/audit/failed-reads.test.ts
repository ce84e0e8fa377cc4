import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createFailedReads, type FailedReads } from "../../src/audit/failed-reads.ts";
import { verifyAudit } from "../../src/audit/verify.ts";
import { type Database, openDatabase } from "../../src/storage/database.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { wholeLog } from "./audit-fixture.ts";

let place: TestDatabase;
let database: Database;
let millisecond = Date.parse("2025-03-01T12:00:00.000Z");
let failedReads: FailedReads;
let warnings: string[];
beforeAll(async () => {
  place = await createTestDatabase();
  database = await openDatabase(place.url, { now: () => millisecond });
});
beforeEach(() => {
  warnings = [];
  const log = { warn: (_: object, message: string) => void warnings.push(message) };
  failedReads = createFailedReads({ database, now: () => millisecond, log, everyMs: 3_600_000 });
});
afterEach(() => failedReads.close());
afterAll(async () => {
  await database?.close();
  await place?.drop();
});

async function counts(): Promise<unknown[]> {
  const entries = await wholeLog(database, { kinds: ["FAILED_READS"] });
  return entries.map(({ provider, details }) => [provider, details?.code, details?.minute, details?.count]);
}

test("an outage is one entry for each provider, code and minute", async () => {
  for (let read = 0; read < 500; read++) failedReads.ended("if", "getAccount", "PROVIDER_TIMEOUT");
  failedReads.ended("if", "listAccounts", "PROVIDER_TIMEOUT");
  failedReads.ended("if", "getAccount", "PROVIDER_CIRCUIT_OPEN");
  failedReads.ended("revsto", "getAccount", "PROVIDER_TIMEOUT");
  await failedReads.flush();
  expect(await counts()).toEqual([]);
  millisecond += 60_000;
  failedReads.ended("if", "getAccount", "PROVIDER_TIMEOUT");
  await failedReads.flush();
  await failedReads.flush();
  const first = "2025-03-01T12:00:00.000Z";
  expect(await counts()).toEqual([
    ["if", "PROVIDER_TIMEOUT", first, 501],
    ["if", "PROVIDER_CIRCUIT_OPEN", first, 1],
    ["revsto", "PROVIDER_TIMEOUT", first, 1],
  ]);
  await failedReads.close();
  expect((await counts()).at(-1)).toEqual(["if", "PROVIDER_TIMEOUT", "2025-03-01T12:01:00.000Z", 1]);
  expect((await verifyAudit(database, [])).damage).toBeNull();
});

test("what went well, was cancelled, changes something or only asks for a sign of life does not count", async () => {
  const before = await counts();
  failedReads.ended("if", "getAccount", "OK");
  failedReads.ended("if", "getAccount", "CANCELLED");
  failedReads.ended("if", "send", "PROVIDER_TIMEOUT");
  failedReads.ended("if", "ping", "PROVIDER_TIMEOUT");
  await failedReads.close();
  expect(await counts()).toEqual(before);
});

test("while the database refuses, counts wait and go on", async () => {
  const before = await counts();
  const away: Database = {
    ...database,
    async transaction() {
      // One more of the same minute, while the first is being written.
      patient.ended("if", "listAccounts", "PROVIDER_ERROR");
      throw new Error("away");
    },
  };
  let current = away;
  const passing: Database = { ...database, transaction: (work) => current.transaction(work) };
  const log = { warn: (_: object, message: string) => void warnings.push(message) };
  const patient = createFailedReads({ database: passing, now: () => millisecond, log, everyMs: 3_600_000 });
  patient.ended("if", "getAccount", "PROVIDER_ERROR");
  await patient.close();
  expect(warnings).toEqual(["counts of failed reads could not be written down; they wait"]);
  current = database;
  await patient.close();
  expect((await counts()).slice(before.length)).toEqual([["if", "PROVIDER_ERROR", expect.any(String), 2]]);
});
