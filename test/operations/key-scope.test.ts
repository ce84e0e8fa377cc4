import { afterEach, expect, test } from "vitest";
import { backOffice, type Desk, openDesk, openedAt, wish } from "./desk.ts";

let desk: Desk;
afterEach(() => desk?.close());

test.each([
  ["issuer", { issuer: "https://other.example" }],
  ["client", { clientId: "other" }],
  ["subject", { subject: "colleague" }],
] as const)("the same key of another %s is another key", async (_, other) => {
  desk = await openDesk();
  const one = await desk.commands.createAccount(backOffice, wish("p", "k1"));
  const another = wish("p", "k1", { clientAccountId: "another" });
  const two = await desk.commands.createAccount({ ...backOffice, ...other }, another);
  expect(two).toMatchObject({ error: null, replayed: false, operation: { state: "SUCCEEDED" } });
  expect(two.operation?.id).not.toBe(one.operation?.id);
  expect(desk.banks.p.books.size).toBe(2);
});

test("the same key of another mutation is another key", async () => {
  desk = await openDesk();
  const account = await openedAt("p", desk);
  const renaming = { idempotencyKey: "opening", account, update: { label: "Rent" } };
  const renamed = await desk.commands.updateAccount(backOffice, renaming);
  expect(renamed).toMatchObject({ error: null, replayed: false, operation: { mutation: "updateAccount" } });
});
