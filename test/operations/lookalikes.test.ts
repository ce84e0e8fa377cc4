import { afterEach, describe, expect, test } from "vitest";
import type { AccountFacts } from "../../src/domain/account.ts";
import type { Outcome } from "../../src/operations/commands.ts";
import { answer, served } from "../accounts/directory-fixture.ts";
import { backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;

afterEach(() => desk?.close());

const state = ({ operation, error }: Outcome) => [operation?.state ?? null, error?.error.code ?? null];

const older = {
  ...{ kind: "MAIN", status: "ACTIVE", providerStatus: "open", currencies: ["EUR"] },
  owner: { kind: "USER", id: "o1", secondaryId: null },
} as Partial<AccountFacts> as AccountFacts;

test("an account that was known before it was asked for never goes for the one that came of it", async () => {
  desk = await openDesk();
  const { banks, commands, place } = desk;
  banks.p.books.set("p99", older);
  await place.directory.observe([answer(await place.later(), older, "p99")], "SWEEP");
  await place.later();
  banks.p.fates.push("lost-before", "rejected", "rejected", "rejected");
  await commands.createAccount(backOffice, wish("p", "k1"));
  await desk.settled();
  const after = await commands.createAccount(backOffice, wish("p", "k1"));
  expect(state(after)).toEqual(["REJECTED", "PROVIDER_REJECTED"]);
  expect((await served(place.directory, "p99")).facts.clientAccountId ?? null).toBeNull();
});

describe("where what is found only looks like the account that was asked for", () => {
  /** As if it had been opened long ago, and never been imported. */
  const openAlike = async () => {
    desk = await openDesk();
    desk.banks.p.books.set("p99", older);
  };

  test("a person says whether it is the one", async () => {
    await openAlike();
    desk.banks.p.fates.push("lost-before", ...Array.from({ length: 20 }, () => "rejected" as const));
    const { operation } = await desk.commands.createAccount(backOffice, wish("p", "k1"));
    await desk.settled();
    expect(await desk.journal.get(operation?.id ?? "")).toMatchObject({
      ...{ state: "IN_DOUBT", needsDecision: true, candidates: [{ provider: "p", id: "p99" }] },
    });
  });

  test("the bank says which one it is, by its key, as soon as it does not refuse that any more", async () => {
    await openAlike();
    desk.banks.p.fates.push("lost-after", "rejected");
    await desk.commands.createAccount(backOffice, wish("p", "k1"));
    await desk.settled();
    const after = await desk.commands.createAccount(backOffice, wish("p", "k1"));
    expect(state(after)).toEqual(["SUCCEEDED", null]);
    expect(after.account?.id).toBe("p2");
    expect(desk.banks.p.books.size).toBe(2);
  });
});
