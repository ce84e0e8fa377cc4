import { afterEach, beforeEach, expect, test } from "vitest";
import { everything } from "../accounts/directory-fixture.ts";
import { backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk?.close());

/** An account that may have come of a request whose answer was lost, and another one that may as well. */
async function twoCandidates() {
  const { books, fates } = desk.banks.q;
  fates.push("lost-after");
  const { operation } = await desk.commands.createAccount(backOffice, wish("q", "k1"));
  const [opened] = books.values();
  if (opened === undefined) throw new Error("no account was opened");
  books.set("q9", opened);
  return operation?.id ?? "";
}

const known = async () => {
  const refs = ["q1", "q9"].map((id) => ({ provider: "q", id }));
  return [...(await desk.place.directory.find(everything, refs)).values()].map(({ ref }) => ref.id).sort();
};

test("what a person has to choose among is known from then on, whatever becomes of the provider", async () => {
  const id = await twoCandidates();
  await desk.settled();
  expect((await desk.journal.get(id))?.candidates.map((one) => one.id).sort()).toEqual(["q1", "q9"]);
  expect(await known()).toEqual(["q1", "q9"]);
});

test("so is what shows only when somebody gives the operation up", async () => {
  desk.banks.q.fates.push("lost-before");
  const { operation } = await desk.commands.createAccount(backOffice, wish("q", "k1"));
  await desk.settled();
  const facts = { kind: "MAIN", status: "ACTIVE", providerStatus: "open", currencies: ["EUR"] } as const;
  for (const id of ["q1", "q9"]) {
    const owner = { kind: "USER", id: "o1", secondaryId: null } as const;
    desk.banks.q.books.set(id, { ...facts, owner } as never);
  }
  const { error } = await desk.decide(operation?.id ?? "", { kind: "ABANDON" });
  expect(error?.error.code).toBe("BAD_USER_INPUT");
  expect(await known()).toEqual(["q1", "q9"]);
});
