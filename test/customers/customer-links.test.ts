import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Directory } from "../../src/accounts/directory-contract.ts";
import { type CustomerLinks, createCustomerLinks } from "../../src/customers/customer-links.ts";
import type { OwnerKind } from "../../src/domain/account.ts";
import type { AuditEntry } from "../../src/domain/audit.ts";
import { answer, firstPage, openTestDirectory, type TestDirectory } from "../accounts/directory-fixture.ts";
import { wholeLog } from "../audit/audit-fixture.ts";

let place: TestDirectory;
let directory: Directory;
let links: CustomerLinks;

beforeAll(async () => {
  place = await openTestDirectory();
  directory = place.directory;
  links = createCustomerLinks(place.database);
  const asOf = await place.later();
  const owned = (id: string, kind: OwnerKind, ownerId: string, secondaryId: string | null = null, provider = "p") =>
    answer(asOf, { owner: { kind, id: ownerId, secondaryId }, label: id }, id, provider);
  await directory.observe(
    [
      owned("client", "CLIENT", "7"),
      owned("client-too", "CLIENT", "7"),
      owned("user", "USER", "7"),
      owned("merchant", "MERCHANT", "9"),
      owned("merchant-user", "MERCHANT", "9", "7"),
      owned("elsewhere", "CLIENT", "7", null, "q"),
      answer(asOf, { label: "unowned" }, "unowned"),
    ],
    "SWEEP",
  );
});

afterAll(() => place.close());

/** What the customer sees, by all three ways of looking; they must agree. */
async function seen(customerId: string): Promise<string[]> {
  const viewer = { sees: "linked", customerId } as const;
  const all = await directory.page({ sees: "everything" }, firstPage("ASC"));
  const paged = (await directory.page(viewer, firstPage("ASC"))).map(({ ref }) => ref.id).toSorted();
  const found = [
    ...(
      await directory.find(
        viewer,
        all.map(({ ref }) => ref),
      )
    ).values(),
  ]
    .map(({ ref }) => ref.id)
    .toSorted();
  expect(found).toEqual(paged);
  expect((await directory.count(viewer, {})).total).toBe(paged.length);
  return paged;
}

describe("a customer sees", () => {
  test("nothing without a link", async () => {
    await links.link("unlinked", "Nobody", []);
    expect(await seen("unlinked")).toEqual([]);
    expect(await seen("never heard of")).toEqual([]);
  });

  test("everything of an owner, at that provider and of that kind only", async () => {
    await links.link("by-owner", null, [{ provider: "p", owner: { kind: "CLIENT", id: "7" } }]);
    expect(await seen("by-owner")).toEqual(["client", "client-too"]);
  });

  test("as a user, also what belongs to it below a merchant", async () => {
    await links.link("by-user", null, [{ provider: "p", owner: { kind: "USER", id: "7" } }]);
    expect(await seen("by-user")).toEqual(["merchant-user", "user"]);
  });

  test("as a merchant, everything of the merchant", async () => {
    await links.link("by-merchant", null, [{ provider: "p", owner: { kind: "MERCHANT", id: "9" } }]);
    expect(await seen("by-merchant")).toEqual(["merchant", "merchant-user"]);
  });

  test("a single account, and each account once however many links lead to it", async () => {
    const targets = [
      { provider: "p", accountId: "unowned" },
      { provider: "p", accountId: "client" },
      { provider: "p", owner: { kind: "CLIENT", id: "7" } },
      { provider: "q", accountId: "elsewhere" },
    ] as const;
    await links.link("several", null, targets);
    expect(await seen("several")).toEqual(["client", "client-too", "elsewhere", "unowned"]);
    const page = await directory.page(
      { sees: "linked", customerId: "several" },
      firstPage("ASC", { providers: ["q"] }),
    );
    expect(page.map(({ ref }) => ref.id)).toEqual(["elsewhere"]);
  });

  test("an account that it holds jointly with another", async () => {
    const target = [{ provider: "p", accountId: "unowned" }];
    await links.link("ann", "Ann", target);
    await links.link("bob", "Bob", target);
    expect([await seen("ann"), await seen("bob")]).toEqual([["unowned"], ["unowned"]]);
  });

  test("nothing of who else its accounts are linked to, also when it filters by customer", async () => {
    const target = [{ provider: "p", accountId: "unowned" }];
    await links.link("carl", null, target);
    await links.link("dora", null, target);
    const asked = async (...customers: string[]) => {
      const viewer = { sees: "linked", customerId: "carl" } as const;
      const page = await directory.page(viewer, firstPage("ASC", { customers }));
      expect((await directory.count(viewer, { customers })).total).toBe(page.length);
      return page.map(({ ref }) => ref.id);
    };
    expect([await asked("dora"), await asked("carl"), await asked("dora", "carl")]).toEqual([
      [],
      ["unowned"],
      ["unowned"],
    ]);
    const all = await directory.page({ sees: "everything" }, firstPage("ASC", { customers: ["dora"] }));
    expect(all.map(({ ref }) => ref.id)).toEqual(["unowned"]);
  });

  test("an account that comes to its owner later", async () => {
    await links.link("moving", null, [{ provider: "p", owner: { kind: "CLIENT", id: "new" } }]);
    expect(await seen("moving")).toEqual([]);
    const owner = { kind: "CLIENT", id: "new", secondaryId: null } as const;
    await directory.observe([answer(await place.later(), { owner }, "unowned")], "READ");
    expect(await seen("moving")).toEqual(["unowned"]);
  });
});

test("linking again changes nothing, and a name stays until another one is given", async () => {
  const target = [{ provider: "p", accountId: "client" }];
  const name = async () =>
    (await place.database.read.selectFrom("customers").select("name").where("id", "=", "again").executeTakeFirst())
      ?.name;
  await links.link("again", "Ann", target);
  await links.link("again", null, target);
  expect([await name(), await seen("again")]).toEqual(["Ann", ["client"]]);
  await links.link("again", "Anna", []);
  expect([await name(), await seen("again")]).toEqual(["Anna", ["client"]]);
});

test("who was linked and unlinked without a mutation stands in the audit log, and what changed nothing does not", async () => {
  const owner = { kind: "CLIENT" as const, id: "audited" };
  const targets = [
    { provider: "p", owner },
    { provider: "q", accountId: "audited" },
  ];
  await links.link("audited", null, targets);
  await links.link("audited", null, targets);
  await links.unlink("audited", [...targets, { provider: "q", accountId: "never linked" }]);
  await links.configure([{ id: "audited", name: null, links: targets.slice(0, 1) }]);
  await links.configure([{ id: "audited", name: null, links: targets.slice(0, 1) }]);
  await links.configure([]);
  const about = (entry: AuditEntry) => entry.details?.customerId === "audited";
  const told = (await wholeLog(place.database)).filter(about);
  const [command, configuration] = [{ system: "COMMAND" }, { system: "CONFIGURATION" }];
  expect(told).toMatchObject([
    { kind: "CUSTOMER_LINKED", actor: command, provider: "p", accountId: null, details: { owner } },
    { kind: "CUSTOMER_LINKED", actor: command, provider: "q", accountId: "audited", details: { owner: null } },
    { kind: "CUSTOMER_UNLINKED", actor: command, provider: "p", accountId: null, details: { owner } },
    { kind: "CUSTOMER_UNLINKED", actor: command, provider: "q", accountId: "audited", details: { owner: null } },
    { kind: "CUSTOMER_LINKED", actor: configuration, provider: "p", details: { owner } },
    { kind: "CUSTOMER_UNLINKED", actor: configuration, provider: "p", details: { owner } },
  ]);
});
