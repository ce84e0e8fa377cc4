import { afterEach, expect, test } from "vitest";
import type { AccountFacts } from "../../src/domain/account.ts";
import { answer } from "../accounts/directory-fixture.ts";
import { backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;

afterEach(() => desk?.close());

test("a page that was asked for before an account was opened, and has it, does not make it an older one", async () => {
  desk = await openDesk({ whenNotFound: "again" });
  const askedAt = await desk.place.later();
  await desk.place.later();
  desk.banks.q.fates.push("lost-after");
  await desk.commands.createAccount(backOffice, wish("q", "k1"));
  const [[id, facts]] = [...desk.banks.q.books] as [[string, AccountFacts]];
  await desk.place.directory.observe([answer(askedAt, facts, id, "q")], "SWEEP");
  await desk.settled();
  expect(desk.banks.q.books.size).toBe(1);
});
