import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyAudit } from "../../src/audit/verify.ts";
import type { AccountFacts } from "../../src/domain/account.ts";
import type { AuditEntry } from "../../src/domain/audit.ts";
import { answer, euros, openTestDirectory, type TestDirectory } from "../accounts/directory-fixture.ts";
import { alice, append, at, linked, wholeLog } from "./audit-fixture.ts";

let place: TestDirectory;
beforeAll(async () => {
  place = await openTestDirectory();
});
afterAll(() => place?.close());

const active = { status: "ACTIVE", providerStatus: "OPEN" } as const;

/** The entries about account `id` after the provider told these things one after the other, the oldest first. */
async function afterTelling(id: string, ...answers: Partial<AccountFacts>[]): Promise<readonly AuditEntry[]> {
  for (const facts of answers) await place.directory.observe([answer(await place.later(), facts, id)], "READ");
  return wholeLog(place.database, { provider: "p", accountId: id });
}

test("a registration tells by what the account is known, a change what it was before", async () => {
  const entries = await afterTelling(
    "1",
    { ...active, clientAccountId: "mine-1", iban: "DE1", label: "One" },
    { status: "CLOSED", providerStatus: "CLOSED" },
    { label: "Two" },
  );
  const seen = { provider: "p", accountId: "1", operationId: null, actor: { system: "READ" }, erasedAt: null };
  expect(entries).toMatchObject([
    {
      ...seen,
      kind: "ACCOUNT_REGISTERED",
      details: { clientAccountId: "mine-1", iban: "DE1", status: "ACTIVE", cause: "READ" },
    },
    {
      ...seen,
      kind: "STATUS_CHANGED",
      details: { changes: [{ field: "status", before: "ACTIVE", after: "CLOSED" }, {}] },
    },
    { ...seen, kind: "DETAILS_CHANGED", details: { changes: [{ field: "label", before: "One", after: "Two" }] } },
  ]);
});

test("an IBAN that is told only later is written down once", async () => {
  const entries = await afterTelling("2", active, { iban: "DE2" }, { iban: "DE2" });
  expect(entries).toMatchObject([
    { kind: "ACCOUNT_REGISTERED", details: { iban: null } },
    { kind: "DETAILS_CHANGED", details: { changes: [{ field: "iban", before: null, after: "DE2" }] } },
  ]);
});

test("what has not changed writes nothing, nor do balances, nor facts that are learned", async () => {
  const first = await afterTelling("3", { ...active, balances: [euros("1.00")] });
  const then = await afterTelling("3", active, { ...active, balances: [euros("2.00")] }, { label: "learned" }, active);
  expect(then).toEqual(first);
});

test("missing and back", async () => {
  await afterTelling("4", active);
  await place.directory.observeMissing([{ provider: "p", id: "4" }], await place.later(), "SWEEP");
  expect((await afterTelling("4", active)).map(({ kind, actor }) => [kind, actor])).toEqual([
    ["ACCOUNT_REGISTERED", { system: "READ" }],
    ["ACCOUNT_MISSING", { system: "SWEEP" }],
    ["ACCOUNT_RETURNED", { system: "READ" }],
  ]);
});

test("a change by a mutation names its caller, without what else is known of it, and its operation", async () => {
  const asOf = await place.later();
  const actor = { ...alice, viewer: { sees: "everything" } };
  const { account } = answer(asOf, active, "5");
  const change = { ref: { provider: "p", id: "5" }, told: { account, asOf }, memory: { clientAccountId: "mine-5" } };
  const origin = { actor, operationId: "op-5" };
  await place.database.transaction((transaction) =>
    place.directory.observeChanges(transaction, [change], { heardAt: asOf, origin }),
  );
  expect(await wholeLog(place.database, { operationId: "op-5" })).toMatchObject([
    { kind: "ACCOUNT_REGISTERED", actor: alice, details: { cause: "MUTATION", clientAccountId: "mine-5" } },
  ]);
  expect((await wholeLog(place.database, { operationId: "op-5" }))[0]?.actor).toEqual(alice);
});

test("entry and change are kept together or not at all", async () => {
  const before = await wholeLog(place.database);
  const failing = place.database.transaction(async (transaction) => {
    const { account, asOf } = answer(await place.database.now(), active, "6");
    const ref = { provider: "p", id: "6" };
    const told = { account, asOf };
    const origin = { actor: alice, operationId: null };
    await place.directory.observeChanges(transaction, [{ ref, told, memory: {} }], { heardAt: asOf, origin });
    throw new Error("the process dies here");
  });
  await expect(failing).rejects.toThrow("dies here");
  expect(await wholeLog(place.database)).toEqual(before);
  expect((await afterTelling("6", active))[0]?.position).toBe(before.length + 1);
});

test("positions have no gaps and the chain holds, with eight writers at once", async () => {
  const writers = await Promise.all(Array.from({ length: 8 }, () => place.another()));
  const { length } = await wholeLog(place.database);
  await Promise.all(
    writers.map(async (writer, index) => {
      for (let round = 0; round < 5; round++) {
        const one = answer(await writer.now(), active, `w${index}-${round}`);
        const other = answer(one.asOf, active, `v${index}-${round}`);
        await writer.observe([one, other], "SWEEP");
        await append(place.database, linked("c", `w${index}-${round}`));
      }
    }),
  );
  expect(await verifyAudit(place.database, [])).toMatchObject({ intact: length + 8 * 5 * 3, damage: null });
});

test("verifying keeps up with those who write meanwhile", async () => {
  let writing = true;
  const writer = (async () => {
    while (writing) await append(place.database, linked("busy", "b"), linked("busy", "b"));
  })();
  for (let round = 0; round < 5; round++) expect((await verifyAudit(place.database, [])).damage).toBeNull();
  writing = false;
  await writer;
});

test("a span of time finds what was written down in it, also what came late and stands behind younger entries", async () => {
  const hours = ["07:00", "09:10", "10:00", "09:50", "10:40", "10:10", "12:30", "15:00"];
  await append(place.database, ...hours.map((hour) => ({ ...linked("t", "times"), at: `2031-01-01T${hour}:00.000Z` })));
  const found = async (from?: string, to?: string) => {
    const span = { ...(from && { from: `2031-01-01T${from}:00.000Z` }), ...(to && { to }) };
    const entries = await wholeLog(place.database, { accountId: "times", ...span });
    return entries.map(({ at: time }) => time.slice(11, 16));
  };
  expect(await found("09:30", "2031-01-01T10:30:00.000Z")).toEqual(["10:00", "09:50", "10:10"]);
  expect(await found("10:40")).toEqual(["10:40", "12:30", "15:00"]);
  expect(await found("15:00", "9999-12-31T23:59:00.000Z")).toEqual(["15:00"]);
  expect(await found(undefined, "2031-01-01T09:10:00.000Z")).toEqual(["07:00"]);
});

test("nothing personal stands outside of the details", async () => {
  const secrets = ["Ada Example", "DE02120300000000202051", "mine-77", "alice", "issuer.example", "why"];
  await afterTelling(
    "77",
    { ...active, holderName: "Ada Example", iban: "DE02120300000000202051", clientAccountId: "mine-77" },
    { holderName: "Ada Example-Byron" },
  );
  const caller = { issuer: "https://issuer.example", clientId: "app", subject: "alice" };
  await append(place.database, linked("alice", "77", caller), {
    ...{ kind: "OPERATION_RESOLVED", at, provider: "p", accountId: "77", operationId: "op-77", actor: caller },
    details: { mutation: "createAccount", decision: "ABANDON", reason: "why" },
  });
  const rows = await place.database.read
    .selectFrom("audit_log")
    .selectAll()
    .where("provider_account_id", "=", "77")
    .execute();
  expect(rows).toHaveLength(4);
  const details = rows.map((row) => row.details).join();
  const others = JSON.stringify(rows.map(({ details: _, ...row }) => row));
  for (const secret of secrets) {
    expect(details).toContain(secret);
    expect(others).not.toContain(secret);
  }
});
