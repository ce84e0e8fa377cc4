import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Directory } from "../../src/accounts/directory-contract.ts";
import { answer, euros, openTestDirectory, served, type TestDirectory } from "./directory-fixture.ts";

let place: TestDirectory;
let directory: Directory;

beforeEach(async () => {
  place = await openTestDirectory();
  directory = place.directory;
});

afterEach(() => place.close());

async function rows() {
  return place.database.read.selectFrom("accounts").selectAll().orderBy("id").execute();
}

describe("the first sight", () => {
  test("is stored with what was told, everything else unknown", async () => {
    const asOf = await place.later();
    const [observed] = await directory.observe(
      [answer(asOf, { iban: "DE1", status: "ACTIVE", providerStatus: "OPEN" })],
      "READ",
    );
    const afterwards = await place.database.now();
    expect(observed?.outcome).toBe("CREATED");
    expect(observed?.snapshot).toEqual({
      rowId: expect.any(Number),
      ref: { provider: "p", id: "1" },
      asOf,
      balancesAsOf: null,
      statusChangedAt: null,
      // When it was heard; on PostgreSQL, whose clock runs, that may be a millisecond after it was asked.
      firstSeenAt: expect.toSatisfy((instant: string) => asOf <= instant && instant <= afterwards),
      missingSince: null,
      raw: JSON.stringify({ id: "1", asOf }),
      untold: expect.arrayContaining(["holderName", "label", "balances"]),
      facts: {
        clientAccountId: null,
        kind: "MAIN",
        mainAccountId: null,
        status: "ACTIVE",
        providerStatus: "OPEN",
        holderType: null,
        holderName: null,
        holderAliases: [],
        organisation: null,
        owner: null,
        product: null,
        label: null,
        country: null,
        currencies: [],
        iban: "DE1",
        bic: null,
        accountNumber: null,
        ledgerNumber: null,
        routingCodes: [],
        balances: null,
        provisioning: { state: "UNKNOWN", method: null, serviceProvider: null, reference: null, error: null },
        createdAt: null,
        updatedAt: null,
        lastUsedAt: null,
      },
    });
    expect(await served(directory)).toEqual(observed?.snapshot);
  });

  test("of an account without a told status is UNKNOWN, and the first told one is no change of status", async () => {
    await directory.observe([answer(await place.later(), { iban: "DE1" })], "READ");
    expect((await served(directory)).facts.status).toBe("UNKNOWN");
    const told = { status: "ACTIVE", providerStatus: "OPEN" } as const;
    const [observed] = await directory.observe([answer(await place.later(), told)], "READ");
    expect(observed).toMatchObject({ outcome: "CHANGED", snapshot: { statusChangedAt: null, facts: told } });
  });

  test("keeps ids with colons and quotes, and amounts digit by digit", async () => {
    const id = "a:b'c\"d";
    const balances = [euros("90071992547409930.10")];
    await directory.observe([answer(await place.later(), { balances }, id)], "READ");
    expect((await served(directory, id)).facts.balances).toEqual(balances);
  });
});

describe("a later answer", () => {
  test("changes what it tells and leaves what it does not tell", async () => {
    await directory.observe([answer(await place.later(), { iban: "DE1", label: "old", holderName: "Ann" })], "READ");
    const asOf = await place.later();
    const [observed] = await directory.observe([answer(asOf, { label: "new", holderName: null })], "READ");
    expect(observed?.outcome).toBe("CHANGED");
    expect(observed?.snapshot.facts).toMatchObject({ iban: "DE1", label: "new", holderName: null });
    expect(await served(directory)).toEqual(observed?.snapshot);
    expect((await rows())[0]?.version).toBe(2);
  });

  test("that changes the status says when", async () => {
    const status = (word: "ACTIVE" | "CLOSED") => ({ status: word, providerStatus: word });
    await directory.observe([answer(await place.later(), status("ACTIVE"))], "READ");
    const closed = await place.later();
    await directory.observe([answer(closed, status("CLOSED"))], "READ");
    await directory.observe([answer(await place.later(), { label: "new" })], "READ");
    expect((await served(directory)).statusChangedAt).toBe(closed);
  });

  test("of a list never changes the status by itself", async () => {
    const status = (word: "ACTIVE" | "CLOSED") => ({ status: word, providerStatus: word });
    await directory.observe([answer(await place.later(), { label: "unknown status" })], "SWEEP");
    const [first] = await directory.observe([answer(await place.later(), status("ACTIVE"))], "SWEEP");
    expect(first?.outcome).toBe("CHANGED");
    const closed = { ...status("CLOSED"), label: "new" };
    const [listed] = await directory.observe([answer(await place.later(), closed)], "SWEEP");
    expect(listed).toMatchObject({ outcome: "SUPERSEDED", snapshot: { facts: status("ACTIVE") } });
    const [read] = await directory.observe([answer(await place.later(), closed)], "READ");
    expect(read).toMatchObject({ outcome: "CHANGED", snapshot: { facts: closed } });
  });

  test("takes fresh balances along", async () => {
    await directory.observe([answer(await place.later(), { label: "old", balances: [euros("1.00")] })], "READ");
    const asOf = await place.later();
    await directory.observe([answer(asOf, { label: "new", balances: [euros("2.00")], lastUsedAt: asOf })], "READ");
    expect(await served(directory)).toMatchObject({
      asOf,
      balancesAsOf: asOf,
      facts: { label: "new", lastUsedAt: asOf, balances: [{ available: { amount: "2.00" } }] },
    });
  });
});

describe("an answer that was asked for before the last one was stored", () => {
  test("is dropped when it differs", async () => {
    const early = await place.later();
    await directory.observe([answer(await place.later(), { label: "new" })], "READ");
    const [observed] = await directory.observe([answer(early, { label: "old" })], "READ");
    expect(observed?.outcome).toBe("SUPERSEDED");
    expect(observed?.snapshot.facts.label).toBe("new");
    expect((await served(directory)).facts.label).toBe("new");
  });

  test("is dropped even when asked for later than the stored one, as long as that one had not arrived", async () => {
    const first = await place.later();
    const second = await place.later();
    await place.later();
    await directory.observe([answer(first, { label: "one" })], "READ");
    const [observed] = await directory.observe([answer(second, { label: "two" })], "READ");
    expect(observed?.outcome).toBe("SUPERSEDED");
  });

  test("is no news when it does not differ", async () => {
    const early = await place.later();
    const asOf = await place.later();
    await directory.observe([answer(asOf, { label: "new" })], "READ");
    const [observed] = await directory.observe([answer(early, { label: "new" })], "READ");
    expect(observed).toMatchObject({ outcome: "UNCHANGED", snapshot: { asOf } });
  });

  test("is dropped when what it contradicts was confirmed meanwhile", async () => {
    await directory.observe([answer(await place.later(), { label: "old" })], "READ");
    const overtaken = await place.later();
    await directory.observe([answer(await place.later(), { label: "old" })], "READ");
    const [observed] = await directory.observe([answer(overtaken, { label: "new and old again" })], "READ");
    expect(observed?.outcome).toBe("SUPERSEDED");
  });
});

test("an answer overtaken by a change is dropped, also when the account had been confirmed before that", async () => {
  await directory.observe([answer(await place.later(), { label: "old" })], "READ");
  await directory.observe([answer(await place.later(), { label: "old" })], "READ");
  const overtaken = await place.later();
  await directory.observe([answer(await place.later(), { label: "new" })], "READ");
  const [observed] = await directory.observe([answer(overtaken, { label: "old" })], "READ");
  expect(observed).toMatchObject({ outcome: "SUPERSEDED", snapshot: { facts: { label: "new" } } });
});

test("a change that waited for its turn makes no answer count that was overtaken meanwhile", async () => {
  const { database } = place;
  const status = (word: "ACTIVE" | "CLOSED") => ({ status: word, providerStatus: word });
  await directory.observe([answer(await place.later(), status("ACTIVE"))], "READ");
  const heardAt = await place.later();
  const early = await place.later();
  await directory.observe([answer(await place.later(), status("CLOSED"))], "READ");
  const change = { ref: { provider: "p", id: "1" }, told: null, memory: { holderName: "Ada" } };
  const origin = { actor: { system: "READ" }, operationId: null } as const;
  await database.transaction((transaction) => directory.observeChanges(transaction, [change], { heardAt, origin }));
  await directory.observe([answer(early, status("ACTIVE"))], "READ");
  expect((await served(directory)).facts).toMatchObject({ holderName: "Ada", status: "CLOSED" });
});

describe("several answers at once", () => {
  test("are answered in the order given, whatever their number", async () => {
    const asOf = await place.later();
    const ids = Array.from({ length: 450 }, (_, index) => String(index));
    const observed = await directory.observe(
      ids.map((id) => answer(asOf, { label: id }, id)),
      "SWEEP",
    );
    expect(observed.map(({ snapshot }) => [snapshot.ref.id, snapshot.facts.label])).toEqual(ids.map((id) => [id, id]));
    expect(observed.every(({ outcome }) => outcome === "CREATED")).toBe(true);
    expect((await directory.count({ sees: "everything" }, {})).total).toBe(450);
  });

  test("may be of one account: the newest decides", async () => {
    const [early, late] = [await place.later(), await place.later()];
    const same = answer(late, { label: "late" });
    const observed = await directory.observe([answer(early, { label: "early" }), same, same], "SWEEP");
    expect(observed.map(({ outcome }) => outcome)).toEqual(["SUPERSEDED", "CREATED", "UNCHANGED"]);
    expect((await served(directory)).facts.label).toBe("late");
  });

  test("may be none", async () => {
    expect(await directory.observe([], "READ")).toEqual([]);
  });
});

describe("identifiers", () => {
  const identifiers = () =>
    place.database.read.selectFrom("account_identifiers").selectAll().orderBy("kind").orderBy("value").execute();

  test("are the account's and its balances', IBANs in their plain form", async () => {
    const balances = [euros("1.00", { iban: "DE2", accountNumber: "22" })];
    const facts = { iban: "de89 3704 0044", accountNumber: "11", ledgerNumber: "L1", balances };
    const [observed] = await directory.observe([answer(await place.later(), facts)], "READ");
    const account_id = observed?.snapshot.rowId;
    expect(await identifiers()).toEqual([
      { account_id, kind: "ACCOUNT_NUMBER", currency: null, scheme: null, value: "11" },
      { account_id, kind: "ACCOUNT_NUMBER", currency: "EUR", scheme: null, value: "22" },
      { account_id, kind: "IBAN", currency: "EUR", scheme: null, value: "DE2" },
      { account_id, kind: "IBAN", currency: null, scheme: null, value: "DE8937040044" },
      { account_id, kind: "LEDGER_NUMBER", currency: null, scheme: null, value: "L1" },
    ]);
  });

  test("may be more than one statement takes", async () => {
    const asOf = await place.later();
    const balances = Array.from({ length: 50 }, (_, index) =>
      euros("1.00", { iban: `DE${index}`, accountNumber: "1" }),
    );
    const answers = Array.from({ length: 200 }, (_, index) => answer(asOf, { balances }, String(index)));
    await directory.observe(answers, "SWEEP");
    expect(await identifiers()).toHaveLength(200 * 50 * 2);
  });

  test("follow a change of the account and leave the neighbours' alone", async () => {
    const asOf = await place.later();
    await directory.observe([answer(asOf, { iban: "DE1" }, "1"), answer(asOf, { iban: "DE1" }, "2")], "READ");
    await directory.observe([answer(await place.later(), { iban: "DE9" }, "1")], "READ");
    expect((await identifiers()).map(({ value }) => value)).toEqual(["DE1", "DE9"]);
  });
});
