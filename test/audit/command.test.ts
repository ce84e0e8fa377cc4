import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeAnchor } from "../../src/audit/anchor-file.ts";
import { readAuditCommand } from "../../src/audit/command.ts";
import { type CommandResult, runAuditCommand } from "../../src/audit/run-command.ts";
import { UsageError } from "../../src/domain/usage-error.ts";
import { readAuditTip } from "../../src/storage/audit-head.ts";
import { type Database, openDatabase } from "../../src/storage/database.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { append, linked } from "./audit-fixture.ts";

let place: TestDatabase;
let database: Database;
let dataDir: string;
const openAgain = async () => {
  database = await openDatabase(place.url, { now: Date.now });
};
beforeAll(async () => {
  place = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), "account-gateway-"));
  await openAgain();
  await append(database, linked("bob", "1"), linked("carol", "2"), linked("bob", "3"));
});
afterAll(async () => {
  await database?.close();
  await place?.drop();
  rmSync(dataDir, { recursive: true });
});

/** Does what the words say. */
function run(...words: string[]): Promise<CommandResult> {
  return runAuditCommand(database, readAuditCommand(words), join(dataDir, "audit"));
}

/** The same in a process of its own, as an operator does: it needs a SQLite file for itself. */
async function inProcess(...words: string[]): Promise<{ code: number; out: string; error: string }> {
  await database.close();
  const env = { ...process.env, DATABASE_URL: place.url, DATA_DIR: dataDir, GATEWAY_CONFIG: "" };
  const ended = await new Promise<{ code: number; out: string; error: string }>((resolve) => {
    execFile(process.execPath, ["src/manage-audit.ts", ...words], { env }, (failure, out, error) => {
      resolve({ code: typeof failure?.code === "number" ? failure.code : 0, out, error });
    });
  });
  await openAgain();
  return ended;
}

test("a log that was put in the place of another one is told by the other one's anchor, unless that is known", async () => {
  const another = "ab".repeat(16);
  const head = (await readAuditTip(database.read))?.head;
  if (head === undefined) throw new Error("no head");
  await writeAnchor(join(dataDir, "audit"), { ...head, chain: another });
  const { isWell, text } = await run("verify");
  expect(isWell).toBe(false);
  expect(text).toContain(`Was this one put in its place? If not, say --beside ${another}.`);
  expect(await run("verify", "--beside", another)).toMatchObject({ isWell: true });
  expect((await run("verify", "--beside", "another")).isWell).toBe(false);
  rmSync(join(dataDir, "audit"), { recursive: true });
});

test("verifies, erases, verifies again, and finds what was done behind its back", async () => {
  const folder = join(dataDir, "audit");
  const head = (await readAuditTip(database.read))?.head;
  if (head === undefined) throw new Error("no head");
  expect(await run("verify")).toEqual({
    isWell: true,
    text: `3 entries are intact.\nThe last is 3:${head.hash}\nNo anchor of this log is in ${folder}, and no --head was given.\n`,
  });
  expect(await run("erase", "--subject", "bob", "--reason", "request 17")).toEqual({
    isWell: true,
    text: "The details of 2 entries were erased, and what 0 operations had sent.\n",
  });
  expect((await run("erase", "--account", "p:2")).text).toBe(
    "The details of 1 entry were erased, and what 0 operations had sent.\n",
  );
  expect((await run("verify", "--head", `3:${head.hash}`)).text).toContain(
    "5 entries are intact; the details of 3 were erased.",
  );

  await writeAnchor(folder, head);
  const anchored = await inProcess("verify");
  expect(anchored.code).toBe(0);
  expect(anchored.out).toContain(`It goes on from the anchor in ${folder}: entry 3 of ${head.at}.`);
  expect(await run("verify", "--head", `2:${head.hash}`)).toEqual({
    isWell: false,
    text: "Entry 2 is not the one that was anchored: the log was written anew.\nBefore it, 1 entry is intact.\n",
  });

  await sql.raw("update audit_head set position = 4").execute(database.write);
  expect(await inProcess("verify")).toEqual({
    code: 1,
    error: "",
    out: "The head, which names entry 4 as the last one, is not what the gateway wrote.\nBefore it, 4 entries are intact.\n",
  });
});

test.each([
  [["look"], "Say verify or erase."],
  [["verify", "--head", "7"], "--head is POSITION:HASH"],
  [["erase"], "Give one of --subject, --account and --owner"],
  [["erase", "--subject", "a", "--account", "p:1"], "Give one of --subject, --account and --owner"],
  [["erase", "--owner", "p:USER:1", "--owner", "p:USER:2"], "Give one of --subject, --account and --owner"],
  [["erase", "--owner", "p:PERSON:1"], "--owner is PROVIDER:KIND:ID"],
  [["erase", "--owner", "p:USER:"], "--owner is PROVIDER:KIND:ID"],
  [["erase", "--account", "17"], "--account is PROVIDER:ID"],
  [["erase", "--subject", ""], "No word is empty"],
  [["verify", "--sideways"], "Unknown option"],
])("%j is refused", (words, message) => {
  expect(() => readAuditCommand(words)).toThrow(message);
  expect(() => readAuditCommand(words)).toThrow(UsageError);
});

test("a refusal shows the usage", async () => {
  const { code, out, error } = await inProcess("erase");
  expect([code, out]).toEqual([2, ""]);
  expect(error).toContain("npm run audit:verify");
});
