import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { readCommand, runCommand } from "../../src/customers/command.ts";
import { type CustomerLinks, createCustomerLinks } from "../../src/customers/customer-links.ts";
import type { OwnerKind } from "../../src/domain/account.ts";
import { UsageError } from "../../src/domain/usage-error.ts";
import { type Database, openDatabase } from "../../src/storage/database.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());

/** Runs the command in a process of its own, as an operator does. */
function customers(...words: string[]): Promise<{ code: number; out: string; error: string }> {
  const env = { ...process.env, DATABASE_URL: database.url, GATEWAY_CONFIG: "" };
  return new Promise((resolve) => {
    execFile(process.execPath, ["src/manage-customers.ts", ...words], { env }, (failure, out, error) => {
      resolve({ code: typeof failure?.code === "number" ? failure.code : 0, out, error });
    });
  });
}

test("does in a process of its own what it is told, and refuses with the usage what makes no sense", async () => {
  expect(await customers("link", "alice", "--provider", "inventi", "--account", "17", "--name", "Alice")).toEqual({
    code: 0,
    out: "alice may now see account 17 at inventi.\n",
    error: "",
  });
  const { code, out, error } = await customers("delete", "alice");
  expect([code, out]).toEqual([2, ""]);
  expect(error).toMatch(/^Say list, link or unlink\.\n\nUsage:\n {2}npm run customers -- list/);
  const atSandbox = await customers("link", "alice", "--provider", "if", "--owner", "USER:1");
  expect(atSandbox.error).toMatch(/^--owner: if has no such owners: there they are of the kind CLIENT\.\n/);
});

const providers = new Map<string, readonly OwnerKind[]>([
  ["inventi", []],
  ["if", ["CLIENT"]],
  ["paynetics", ["MERCHANT", "USER"]],
  ["revsto", ["USER"]],
]);

test("links and unlinks owners and single accounts, and lists them", async () => {
  const open = await openDatabase(database.url, { now: Date.now });
  const links = createCustomerLinks(open);
  const say = (...words: string[]) => runCommand(links, readCommand(words, providers));
  await say("link", "carol", "--provider", "inventi", "--account", "17", "--name", "Carol");
  await say("link", "carol", "--provider", "if", "--owner", "CLIENT:c-1");
  expect(await say("list", "carol")).toBe(
    "carol (Carol)\n  all accounts of CLIENT c-1 at if\n  account 17 at inventi\n",
  );
  const unlink = () => say("unlink", "carol", "--provider", "inventi", "--account", "17");
  expect(await unlink()).toBe("carol no longer sees account 17 at inventi.\n");
  expect(await unlink()).toBe("carol was not linked to account 17 at inventi.\n");
  expect(await say("list")).toBe(
    "alice (Alice)\n  account 17 at inventi\ncarol (Carol)\n  all accounts of CLIENT c-1 at if\n",
  );
  await open.close();
});

test.each([
  [["delete", "alice"], "Say list, link or unlink."],
  [["link"], "Say which customer to link."],
  [
    ["link", "alice", "--provider", "bank", "--account", "1"],
    "--provider must be one of inventi, if, paynetics, revsto.",
  ],
  [["link", "alice", "--provider", "if"], "Give either --account or --owner."],
  [["link", "alice", "--provider", "if", "--owner", "PERSON:1"], "--owner is KIND:ID"],
  [
    ["link", "alice", "--provider", "inventi", "--owner", "USER:1"],
    "inventi has no owners: link single accounts there.",
  ],
  [
    ["link", "alice", "--provider", "paynetics", "--owner", "CLIENT:1"],
    "--owner: paynetics has no such owners: there they are of the kind MERCHANT or USER.",
  ],
  [["link", "alice", "--sideways"], "Unknown option"],
])("%j is refused", (words, message) => {
  expect(() => readCommand(words, providers)).toThrow(UsageError);
  expect(() => readCommand(words, providers)).toThrow(message);
});

test("a link to an owner that cannot be there, from when that was not checked, is taken away all the same", async () => {
  const open = await openDatabase(database.url, { now: Date.now });
  const links = createCustomerLinks(open);
  await links.link("dora", null, [{ provider: "inventi", owner: { kind: "USER", id: "1" } }]);
  const words = ["unlink", "dora", "--provider", "inventi", "--owner", "USER:1"];
  expect(await runCommand(links, readCommand(words, providers))).toBe(
    "dora no longer sees all accounts of USER 1 at inventi.\n",
  );
  await open.close();
});

test("a SQLite file that a gateway has open is refused in one sentence", async ({ skip }) => {
  skip(database.engine !== "sqlite", "PostgreSQL serves any number of processes");
  const gateway = await openDatabase(database.url, { now: Date.now });
  const { code, error } = await customers("list");
  await gateway.close();
  expect(code).toBe(1);
  expect(error).toContain("The database file");
});

describe("the configuration's customers", () => {
  let folder: string;
  let open: Database;
  let links: CustomerLinks;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "account-gateway-"));
    open = await openDatabase(database.url, { now: Date.now });
    links = createCustomerLinks(open);
  });
  afterAll(async () => {
    await open?.close();
    rmSync(folder, { recursive: true });
  });
  const inventi = {
    ...{ name: "inventi", kind: "inventi", baseUrl: "http://127.0.0.1:1", authUrl: "http://127.0.0.1:1" },
    ...{ tenantId: "t", clientSecret: "s" },
  };

  function read(written: unknown) {
    const path = join(folder, "gateway.json");
    writeFileSync(path, JSON.stringify({ providers: [inventi], customers: written }));
    return readConfig({ GATEWAY_CONFIG: path, AUTH_SECRET: "x".repeat(32) });
  }

  test("take the place of what it said before; links by command stay", async () => {
    const bob = (...accounts: string[]) =>
      read([{ id: "bob", name: "Bob", links: accounts.map((account) => ({ provider: "inventi", account })) }])
        .customers;
    await links.link("bob", null, [{ provider: "inventi", accountId: "99" }]);
    await links.configure(bob("1", "2"));
    await links.configure(bob("2", "3"));
    const known = await links.list();
    expect(known.find(({ id }) => id === "bob")).toEqual({
      id: "bob",
      name: "Bob",
      links: ["2", "3", "99"].map((accountId) => ({ provider: "inventi", accountId })),
    });
    await links.configure([]);
    expect((await links.list()).find(({ id }) => id === "bob")?.links).toEqual([
      { provider: "inventi", accountId: "99" },
    ]);
  });

  test("are checked, all mistakes at once", () => {
    const wrong = [
      { id: "ann", links: [{ provider: "bank", account: "1" }] },
      { id: "ann", links: [{ provider: "inventi", owner: { kind: "USER", id: "7" } }] },
    ];
    expect(() => read(wrong)).toThrow(
      expect.objectContaining({
        problems: [
          "customers[0].links[0].provider: must be one of inventi",
          "customers[1].id: is used twice",
          "customers[1].links[0].owner.kind: inventi has no owners: link single accounts there",
        ],
      }),
    );
    expect(() => read([{ id: "ann", links: [{ provider: "inventi" }] }])).toThrow(
      "names either an account or an owner",
    );
    expect(() => read([{ id: "", links: [] }])).toThrow("customers[0].id");
  });
});
