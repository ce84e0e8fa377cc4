import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/storage/database.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

const program = fileURLToPath(new URL("open-in-child.ts", import.meta.url));
const onPostgres = Boolean(process.env.TEST_DATABASE_URL);

let place: TestDatabase;
let children: ChildProcess[];

beforeEach(async () => {
  place = await createTestDatabase();
  children = [];
});

afterEach(async () => {
  await Promise.all(children.map(kill));
  await place.drop();
});

/** Starts a process that opens the database; resolves with the one line it says. */
async function openInChild(): Promise<string> {
  const child = spawn(process.execPath, [program, place.url], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  const [line] = await once(createInterface(child.stdout), "line");
  return String(line);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

describe.runIf(onPostgres)("PostgreSQL", () => {
  test("several processes may migrate an empty database at once", async () => {
    expect(await Promise.all([openInChild(), openInChild(), openInChild()])).toEqual(["open 0", "open 0", "open 0"]);
  });
});

describe.skipIf(onPostgres)("SQLite", () => {
  test("a second process on the same file is refused in one sentence", async () => {
    const database = await openDatabase(place.url, { now: Date.now });
    expect(await openInChild()).toMatch(
      /^refused The database file .*gateway\.db is in use by another gateway process; .*\.$/,
    );
    await database.close();
    expect(await openInChild()).toBe("open 0");
  });

  test("a killed process leaves no lock behind", async () => {
    expect(await openInChild()).toBe("open 0");
    await expect(openDatabase(place.url, { now: Date.now })).rejects.toThrow("is in use by another gateway process");
    await Promise.all(children.map(kill));
    await (await openDatabase(place.url, { now: Date.now })).close();
  });
});
