import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readAnchors, writeAnchor } from "../../src/audit/anchor-file.ts";
import { type Anchoring, createAnchoring } from "../../src/audit/anchoring.ts";
import { type AuditHead, sealOf } from "../../src/storage/audit-chain.ts";
import { readAuditTip } from "../../src/storage/audit-head.ts";
import { type Database, openDatabase } from "../../src/storage/database.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { append, linked, tampered, wholeLog } from "./audit-fixture.ts";

let place: TestDatabase;
let database: Database;
let folder: string;
let anchoring: Anchoring;
let told: string[];
beforeEach(async () => {
  place = await createTestDatabase();
  database = await openDatabase(place.url, { now: Date.now });
  folder = join(mkdtempSync(join(tmpdir(), "account-gateway-")), "audit");
  told = [];
  anchoring = anchoringOf(database);
});
afterEach(async () => {
  await anchoring?.close();
  await database?.close();
  await place?.drop();
  rmSync(join(folder, ".."), { recursive: true });
});

function anchoringOf(of: Pick<Database, "read">): Anchoring {
  const hear = (level: string) => (fields: object, message: string) =>
    void told.push(`${level}: ${message} ${"position" in fields ? fields.position : ""}`.trim());
  const log = { info: hear("info"), warn: hear("warn"), error: hear("error") };
  return createAnchoring({ database: { ...database, ...of }, folder, log, everyMs: 3_600_000 });
}

test("the head is kept in a file and told to the log whenever it moved", async () => {
  await anchoring.now();
  expect(await readAnchors(folder)).toEqual([]);
  await append(database, linked("c", "1"), linked("c", "2"));
  await anchoring.now();
  await anchoring.now();
  const [, last] = await wholeLog(database);
  expect(await readAnchors(folder)).toMatchObject([{ position: 2, hash: last?.hash }]);
  await append(database, linked("c", "3"));
  await anchoring.now();
  expect(told).toEqual(["info: the audit log was anchored 2", "info: the audit log was anchored 3"]);
  expect(readdirSync(folder)).toHaveLength(1);
  expect(readFileSync(join(folder, readdirSync(folder)[0] ?? ""), "utf8")).not.toContain("Ada");
});

test("the first anchor of a log, where another one was anchored before, is told as an error", async () => {
  await append(database, linked("c", "1"));
  const head = (await readAuditTip(database.read))?.head;
  if (head === undefined) throw new Error("no head");
  await writeAnchor(folder, { ...head, chain: "ab".repeat(16) });
  await anchoring.now();
  await append(database, linked("c", "2"));
  await anchoring.now();
  expect(told).toEqual([
    "error: another audit log was anchored here before: see audit:verify",
    "info: the audit log was anchored 1",
    "info: the audit log was anchored 2",
  ]);
});

test("what was written last is anchored on closing, unless anchoring was never begun", async () => {
  await append(database, linked("c", "1"));
  await anchoringOf(database).close();
  expect(await readAnchors(folder)).toEqual([]);
  anchoring.start();
  await anchoring.close();
  expect(await readAnchors(folder)).toMatchObject([{ position: 1 }]);
});

/** The seal of a head that somebody makes up who has the key, too. */
async function sealed(head: Partial<AuditHead>): Promise<string> {
  const tip = await readAuditTip(database.read);
  if (tip?.key == null) throw new Error("no log");
  return sealOf({ ...tip.head, ...head }, tip.key);
}

/** Looks at a log that somebody tampered with as a gateway does, several times. */
function watched(statements: readonly string[]): Promise<void> {
  return tampered(database, statements, async (seen) => {
    const watching = anchoringOf(seen);
    await watching.now();
    await watching.now();
    await watching.close();
  });
}

test("a log that was cut off or written anew is told, once, and the anchor stays", async () => {
  await append(database, linked("c", "1"), linked("c", "2"));
  await anchoring.now();
  const kept = await readAnchors(folder);
  told = [];
  const [{ hash } = { hash: "" }] = await wholeLog(database);
  await watched([
    "delete from audit_log where position > 1",
    `update audit_head set position = 1, hash = '${hash}', seal = '${await sealed({ position: 1, hash })}'`,
  ]);
  expect(told).toEqual(["error: the audit log does not go on from its anchor: see audit:verify 2"]);
  expect(await readAnchors(folder)).toEqual(kept);
});

test("so is one that was written anew and is longer than before", async () => {
  await append(database, linked("c", "1"), linked("c", "2"));
  await anchoring.now();
  const kept = await readAnchors(folder);
  told = [];
  await append(database, linked("c", "3"));
  const hash = "ab".repeat(32);
  await watched([
    "update audit_log set entry_hash = '00' || substr(entry_hash, 3)",
    `update audit_log set entry_hash = '${hash}' where position = 3`,
    `update audit_head set hash = '${hash}', seal = '${await sealed({ hash })}'`,
  ]);
  expect(told).toEqual(["error: the audit log does not go on from its anchor: see audit:verify 2"]);
  expect(await readAnchors(folder)).toEqual(kept);
});

test("a head that no gateway sealed is never anchored", async () => {
  await append(database, linked("c", "1"));
  await sql.raw("update audit_head set seal = 'ab'").execute(database.write);
  await anchoring.now();
  expect(told).toEqual(["error: the audit log's head was not written by a gateway: see audit:verify"]);
  expect(await readAnchors(folder)).toEqual([]);
});
