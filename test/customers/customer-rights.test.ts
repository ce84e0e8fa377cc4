import { afterAll, beforeAll, expect, test } from "vitest";
import { createCustomerLinks } from "../../src/customers/customer-links.ts";
import { requireOwner } from "../../src/customers/customer-rights.ts";
import type { Owner } from "../../src/domain/account.ts";
import { openTestDirectory, type TestDirectory } from "../accounts/directory-fixture.ts";

let place: TestDirectory;

beforeAll(async () => {
  place = await openTestDirectory();
  const links = createCustomerLinks(place.database);
  const merchant = { provider: "p", owner: { kind: "MERCHANT", id: "m" } } as const;
  const user = { provider: "p", owner: { kind: "USER", id: "u" } } as const;
  await links.link("merchant", null, [merchant]);
  await links.link("user", null, [user]);
  await links.link("both", null, [merchant, user]);
});
afterAll(() => place.close());

const merchant: Owner = { kind: "MERCHANT", id: "m", secondaryId: null };
const below: Owner = { ...merchant, secondaryId: "u" };
const user: Owner = { kind: "USER", id: "u", secondaryId: null };

test.each([
  ["the merchant it is linked to", "merchant", merchant],
  ["the user it is linked to", "user", user],
  ["a user below a merchant, where it is linked to both", "both", below],
])("a customer may have accounts opened for %s", async (_, customerId, owner) => {
  await requireOwner(place.database, { sees: "linked", customerId }, "p", owner);
});

test.each([
  ["a user below a merchant, where it is linked to the merchant alone", "merchant", below],
  ["a user below a merchant, where it is linked to the user alone", "user", below],
  ["a merchant whose user it is linked to", "user", merchant],
  ["one of the same id and another kind", "user", { ...user, kind: "MERCHANT" }],
] as const)("but not for %s", async (_, customerId, owner) => {
  const refused = requireOwner(place.database, { sees: "linked", customerId }, "p", owner);
  await expect(refused).rejects.toMatchObject({ code: "FORBIDDEN" });
});
