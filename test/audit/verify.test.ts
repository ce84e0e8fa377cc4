import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DamageKind } from "../../src/audit/damage.ts";
import { eraseDetails } from "../../src/audit/erase.ts";
import { verifyAudit } from "../../src/audit/verify.ts";
import { detailsHash, entryHash } from "../../src/storage/audit-chain.ts";
import { readAuditRows } from "../../src/storage/audit-query.ts";
import { type Database, openDatabase } from "../../src/storage/database.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { append, linked, tampered, wholeLog } from "./audit-fixture.ts";

let place: TestDatabase;
let database: Database;
beforeAll(async () => {
  place = await createTestDatabase();
  database = await openDatabase(place.url, { now: Date.now });
  await append(database, ...Array.from({ length: 6 }, (_, index) => linked(`c${index + 1}`, `a${index + 1}`)));
});
afterAll(async () => {
  await database?.close();
  await place?.drop();
});

const command = { actor: { system: "COMMAND" }, reason: "asked for" } as const;

test("a log that nobody touched is intact, to its last entry", async () => {
  const last = (await wholeLog(database)).at(-1);
  expect(await verifyAudit(database, [])).toEqual({ intact: 6, erased: 0, hash: last?.hash, damage: null });
});

test("so is an empty one", async () => {
  const other = await createTestDatabase();
  const empty = await openDatabase(other.url, { now: Date.now });
  expect(await verifyAudit(empty, [])).toMatchObject({ intact: 0, damage: null });
  await empty.close();
  await other.drop();
});

describe("is found, at its first place:", () => {
  const columns = "at, kind, provider, provider_account_id, operation_id, details_hash, entry_hash, salt, details";
  const swap = (one: number, other: number) => [
    `update audit_log set position = 1000 where position = ${one}`,
    `update audit_log set position = ${one} where position = ${other}`,
    `update audit_log set position = ${other} where position = 1000`,
  ];
  test.each<[string, string[], DamageKind, number]>([
    [
      "changed details",
      ["update audit_log set details = replace(details, 'Ada', 'Eve') where position = 4"],
      "CHANGED",
      4,
    ],
    ["a changed time", ["update audit_log set at = '2020-01-01T00:00:00.000Z' where position = 4"], "BROKEN", 4],
    ["a changed account", ["update audit_log set provider_account_id = 'a9' where position = 4"], "BROKEN", 4],
    ["another operation", ["update audit_log set operation_id = null where position = 4"], "BROKEN", 4],
    ["an entry that is gone", ["delete from audit_log where position = 3"], "REMOVED", 3],
    ["the first entry gone", ["delete from audit_log where position = 1"], "REMOVED", 1],
    [
      "a gap that was closed",
      [
        "delete from audit_log where position = 3",
        ...[4, 5, 6].map((one) => `update audit_log set position = ${one - 1} where position = ${one}`),
      ],
      "BROKEN",
      3,
    ],
    ["two entries that changed places", swap(2, 5), "BROKEN", 2],
    [
      "an entry put in between",
      [
        ...[6, 5, 4].map((one) => `update audit_log set position = ${one + 1} where position = ${one}`),
        `insert into audit_log (position, ${columns}) select 4, ${columns} from audit_log where position = 3`,
      ],
      "BROKEN",
      4,
    ],
    [
      "an entry put at the end",
      [`insert into audit_log (position, ${columns}) select 7, ${columns} from audit_log where position = 6`],
      "INSERTED",
      7,
    ],
    [
      "an entry put before the first",
      [`insert into audit_log (position, ${columns}) select 0, ${columns} from audit_log where position = 1`],
      "INSERTED",
      0,
    ],
    ["an end that was cut off", ["delete from audit_log where position > 4"], "CUT_OFF", 5],
    ["all of it cut off", ["delete from audit_log"], "CUT_OFF", 1],
    [
      "an end cut off together with the head",
      [
        "delete from audit_log where position > 4",
        "update audit_head set position = 4, hash = (select entry_hash from audit_log where position = 4)",
      ],
      "HEAD_FORGED",
      4,
    ],
    ["another seal", ["update audit_head set seal = 'ab'"], "HEAD_FORGED", 6],
    ["another head", ["update audit_head set hash = 'ab'"], "HEAD_FORGED", 6],
    [
      "details emptied without an erasure",
      ["update audit_log set salt = null, details = null, erased_at = at where position = 2"],
      "EMPTIED",
      2,
    ],
  ])("%s", async (_, statements, kind, position) => {
    const { damage } = await tampered(database, statements, (seen) => verifyAudit(seen, []));
    expect(damage).toEqual({ kind, position });
  });

  test("details changed with all hashes after them: only the seal, and the anchor, are left to tell", async () => {
    const before = await wholeLog(database);
    const rows = await readAuditRows(database.read, { after: null, until: 6, limit: 10 });
    let hash = before[1]?.hash ?? "";
    const statements = rows.slice(2).map((row) => {
      const details = (row.details ?? "").replace("Ada", "Eve");
      const hashOfDetails = detailsHash(row.salt ?? "", details);
      hash = entryHash(hash, row, hashOfDetails);
      return `update audit_log set details = '${details}', details_hash = '${hashOfDetails}', entry_hash = '${hash}' where position = ${row.position}`;
    });
    await tampered(database, [...statements, `update audit_head set hash = '${hash}'`], async (seen) => {
      expect((await verifyAudit(seen, [])).damage).toEqual({ kind: "HEAD_FORGED", position: 6 });
      const anchor = { position: 5, hash: before[4]?.hash ?? "" };
      expect((await verifyAudit(seen, [anchor])).damage).toEqual({ kind: "REWRITTEN", position: 5 });
    });
  });

  test("a log that is whole, but shorter than its anchor", async () => {
    const damage = { kind: "CUT_OFF", position: 7 };
    expect((await verifyAudit(database, [{ position: 8, hash: "ab" }])).damage).toEqual(damage);
  });
});

describe("the tables themselves refuse", () => {
  const refused = async (statement: string) =>
    expect(sql.raw(statement).execute(database.write)).rejects.toThrow("append-only");
  test.each([
    "delete from audit_log where position = 3",
    "update audit_log set details = '{}' where position = 3",
    "update audit_log set salt = null, details = null, erased_at = at, kind = 'FAILED_READS' where position = 3",
    "update audit_log set salt = null, details = null where position = 3",
  ])("%s", refused);

  test("to emptied entries whatever comes", async () => {
    await append(database, linked("x", "emptied"));
    await eraseDetails(database, { account: { provider: "p", id: "emptied" } }, command);
    await refused("update audit_log set salt = null, details = null, erased_at = '2000' where erased_at is not null");
  });
});

describe("an erasure", () => {
  test("of a person empties what it did and what it is the customer of, and is an entry itself", async () => {
    const bob = { issuer: null, clientId: null, subject: "bob" };
    await append(
      database,
      linked("carol", "a7", bob),
      linked("bob", "a8", { system: "CONFIGURATION" }),
      linked("carol", "a9"),
    );
    const before = await verifyAudit(database, []);
    expect(await eraseDetails(database, { subject: "bob" }, command)).toEqual({ entries: 2, requests: 0, kept: 0 });
    const log = await wholeLog(database);
    const emptied = log.slice(-4);
    expect(emptied.map(({ details }) => details === null)).toEqual([true, true, false, false]);
    expect(emptied.map(({ actor }) => actor === null)).toEqual([true, true, false, false]);
    expect(emptied[3]).toMatchObject({
      kind: "DETAILS_ERASED",
      actor: { system: "COMMAND" },
      details: { erased: [[emptied[0]?.position, emptied[1]?.position]], reason: "asked for" },
    });
    expect(emptied[0]?.erasedAt).toBe(emptied[3]?.at);
    expect(JSON.stringify(log)).not.toContain("bob");
    const { intact, erased, damage } = await verifyAudit(database, []);
    expect({ intact, erased, damage }).toEqual({ intact: before.intact + 1, erased: before.erased + 2, damage: null });
  });

  test("of an account empties what is about it; doing it twice changes nothing", async () => {
    const target = { account: { provider: "p", id: "a2" } };
    expect(await eraseDetails(database, target, command)).toEqual({ entries: 1, requests: 0, kept: 0 });
    const log = await wholeLog(database);
    expect(log.find(({ position }) => position === 2)).toMatchObject({ accountId: "a2", details: null });
    expect(log.at(-1)).toMatchObject({ provider: "p", accountId: "a2", details: { erased: [[2, 2]] } });
    expect(await eraseDetails(database, target, command)).toEqual({ entries: 0, requests: 0, kept: 0 });
    expect(await wholeLog(database)).toHaveLength(log.length);
    expect(await verifyAudit(database, [])).toMatchObject({ intact: log.length, damage: null });
  });

  test("leaves nothing to guess by: equal details have different hashes", async () => {
    const { intact } = await verifyAudit(database, []);
    await append(database, linked("same", "s"), linked("same", "s"));
    const rows = await readAuditRows(database.read, { after: intact, until: intact + 2, limit: 2 });
    expect(rows[0]?.details).toBe(rows[1]?.details);
    expect(rows[0]?.details_hash).not.toBe(rows[1]?.details_hash);
  });
});
