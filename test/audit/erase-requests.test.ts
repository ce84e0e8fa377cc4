import { afterEach, expect, test } from "vitest";
import { readAuditCommand } from "../../src/audit/command.ts";
import { eraseDetails } from "../../src/audit/erase.ts";
import { runAuditCommand } from "../../src/audit/run-command.ts";
import { verifyAudit } from "../../src/audit/verify.ts";
import { backOffice, type Desk, openDesk, wish } from "../operations/desk.ts";
import { wholeLog } from "./audit-fixture.ts";

let desk: Desk;

afterEach(() => desk?.close());

const command = { actor: { system: "COMMAND" }, reason: "asked for" } as const;
/** A bank by hand gets its owners' names in the request's body. */
const of = (owner: string) => ({ target: { bankP: { owner } } });

/** All that the journal's rows hold. */
async function journalText(): Promise<string> {
  return JSON.stringify(await desk.place.database.read.selectFrom("operations").selectAll().execute());
}

async function open(key: string, owner: string) {
  return desk.commands.createAccount(backOffice, wish("p", key, of(owner)));
}

test("what was sent for an account that a person has goes with the entries, and its key tells the same as before", async () => {
  desk = await openDesk();
  const { database } = desk.place;
  const { account, operation } = await open("k1", "Ada");
  await open("k2", "Bob");
  expect(await journalText()).toContain("Ada");
  const erased = await eraseDetails(database, { account: account ?? { provider: "", id: "" } }, command);
  expect(erased).toEqual({ entries: 1, requests: 1, kept: 0 });
  expect(await journalText()).not.toContain("Ada");
  expect(await journalText()).toContain("Bob");
  expect((await wholeLog(database)).at(-1)).toMatchObject({ kind: "DETAILS_ERASED", details: { requests: 1 } });
  expect(await verifyAudit(database, [])).toMatchObject({ damage: null, erased: 1 });

  const again = await open("k1", "Ada");
  expect(again).toMatchObject({ replayed: true, account, error: null, operation: { id: operation?.id } });
  expect(again.operation?.request).toBeNull();
  expect((await open("k1", "Eve")).error?.error.code).toBe("IDEMPOTENCY_KEY_REUSED");
  expect(desk.banks.p.received).toHaveLength(2);
});

test("by what somebody did, and by whose customer it was; once", async () => {
  desk = await openDesk();
  const { database } = desk.place;
  await desk.commands.createAccount(backOffice, wish("p", "k1", { ...of("Ada"), customerId: "ada" }));
  expect(await eraseDetails(database, { subject: "ada" }, command)).toMatchObject({ requests: 1 });
  expect(await journalText()).not.toContain("Ada");
  await open("k2", "Bob");
  expect(await eraseDetails(database, { subject: backOffice.subject }, command)).toMatchObject({ requests: 1 });
  expect(await journalText()).not.toContain("Bob");
  expect(await eraseDetails(database, { subject: backOffice.subject }, command)).toEqual({
    entries: 0,
    requests: 0,
    kept: 0,
  });
});

test("what may still be sent stays until it has ended, and what was refused can be asked for again", async () => {
  desk = await openDesk();
  const { database } = desk.place;
  desk.banks.p.fates.push("lost-before");
  await open("k1", "Ada");
  desk.banks.p.fates.push("unreachable");
  await open("k2", "Bob");
  const words = ["erase", "--subject", backOffice.subject];
  const erased = await runAuditCommand(database, readAuditCommand(words), "no anchors");
  expect(erased.text).toMatch(/^The details of \d entries were erased, and what 1 operation had sent.\n/);
  expect(erased.text).toContain(
    "1 operation has not ended, or is in doubt: what it sent is kept. Erase again later.\n",
  );
  expect(await journalText()).toContain("Ada");
  expect(await journalText()).not.toContain("Bob");
  await desk.settled();
  expect((await open("k1", "Ada")).operation?.state).toBe("SUCCEEDED");
  expect((await open("k2", "Bob")).operation?.state).toBe("SUCCEEDED");
  expect(desk.banks.p.books.size).toBe(2);
  expect(await eraseDetails(database, { subject: backOffice.subject }, command)).toMatchObject({
    requests: 2,
    kept: 0,
  });
});

const anna = "Anna Example";
const about = { reason: `${anna} rang`, idempotencyKey: "d" };

test("what was decided, and what failed, of an account that was to be a customer's, goes with the customer", async () => {
  desk = await openDesk();
  const { database } = desk.place;
  desk.banks.q.fates.push("lost-before");
  const { operation } = await desk.commands.createAccount(backOffice, wish("q", "k1", { customerId: "anna" }));
  await desk.settled();
  const given = { operationId: operation?.id ?? "", decision: { kind: "ABANDON" } } as const;
  await desk.commands.resolveOperation(backOffice, { ...about, ...given });
  expect(JSON.stringify(await wholeLog(database))).toContain(anna);
  expect(await eraseDetails(database, { subject: "anna" }, command)).toMatchObject({ entries: 3, requests: 1 });
  expect(JSON.stringify(await wholeLog(database))).not.toMatch(/anna/i);
});

test.each(["ok", "rejected"] as const)(
  "what is told of an owner itself goes with the owner: a closing that was %s",
  async (fate) => {
    desk = await openDesk();
    const { database } = desk.place;
    const { account } = await open("k1", "o1");
    const request = { method: "PATCH", path: `/${account?.id}`, body: '{"status":"CLOSED"}', key: null };
    Object.assign(desk.banks.p.provider, { planHolderClosing: () => request });
    desk.banks.p.fates.push(fate);
    const owner = { kind: "USER", id: "o1" } as const;
    await desk.commands.closeAccountHolder(backOffice, { ...about, provider: "p", owner });
    const kept = async () => `${JSON.stringify(await wholeLog(database))} ${await journalText()}`;
    expect(await kept()).toContain(anna);
    const others = ["--owner", "p:USER:o2"];
    const erase = (...words: string[]) =>
      runAuditCommand(database, readAuditCommand(["erase", ...words]), "no anchors");
    expect((await erase(...others)).text).toContain(
      "The details of 0 entries were erased, and what 0 operations had sent",
    );
    expect((await erase("--owner", "p:USER:o1")).text).toContain(
      "The details of 1 entry were erased, and what 1 operation",
    );
    expect(await kept()).not.toContain(anna);
    expect(await verifyAudit(database, [])).toMatchObject({ damage: null, erased: 1 });
  },
);
