import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Owner } from "../../src/domain/account.ts";
import type { LinkCustomer } from "../../src/operations/commands.ts";
import { answer, everything, firstPage, served } from "../accounts/directory-fixture.ts";
import { wholeLog } from "../audit/audit-fixture.ts";
import { backOffice, type Desk, openDesk, openedAt, wish } from "./desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk?.close());

const ofUser = { account: null, provider: "p", owner: { kind: "USER", id: "o1" } } as const;
let keys = 0;

/** Links a customer under a new key, at a moment of its own. */
async function link(holderName: string | null, more: Partial<LinkCustomer> = {}) {
  await desk.place.later();
  const command = { idempotencyKey: `l${keys++}`, customerId: "carol", customerName: null, ...ofUser, holderName };
  return desk.commands.linkCustomer(backOffice, { ...command, ...more });
}

const nameOf = async (id: string | undefined, bank = "p") =>
  (await served(desk.place.directory, id, bank)).facts.holderName;

/** What a new account of the owner, first seen by a sweep, shows as its holder. */
async function nameOfNew(owner: Owner | null, bank = "p"): Promise<string | null> {
  const id = `new-${keys++}`;
  await desk.place.directory.observe([answer(await desk.place.later(), { owner }, id, bank)], "SWEEP");
  return nameOf(id, bank);
}

const user: Owner = { kind: "USER", id: "o1", secondaryId: null };

describe("a holder's name that is given with an owner's link", () => {
  test("is that of accounts seen or opened later, too, and they are found by it", async () => {
    await link("Vera Later");
    expect(await nameOfNew(user)).toBe("Vera Later");
    const { account } = await desk.commands.createAccount(backOffice, wish("p", "k1"));
    expect(await nameOf(account?.id)).toBe("Vera Later");
    const found = await desk.place.directory.page(everything, firstPage("ASC", { search: "vera" }));
    expect(found).toHaveLength(2);
  });

  test("is no other owner's, and not that of an account whose provider tells it", async () => {
    await link("Vera");
    expect(await nameOfNew({ ...user, id: "o2" })).toBeNull();
    expect(await nameOfNew({ ...user, kind: "CLIENT" })).toBeNull();
    expect(await nameOfNew(user, "q")).toBeNull();
    expect(await nameOfNew(null)).toBeNull();
    const told = { owner: user, holderName: null };
    await desk.place.directory.observe([answer(await desk.place.later(), told, "told")], "SWEEP");
    expect(await nameOf("told")).toBeNull();
  });

  test("is a user's also below a merchant", async () => {
    await link("Vera");
    expect(await nameOfNew({ kind: "MERCHANT", id: "m1", secondaryId: "o1" })).toBe("Vera");
  });

  test("is the one given last, with whichever customer's link", async () => {
    const account = await openedAt("p", desk);
    await link("Vera");
    await link("Vera Mann", { customerId: "bob" });
    expect([await nameOf(account.id), await nameOfNew(user)]).toEqual(["Vera Mann", "Vera Mann"]);
    await link("Vera");
    expect([await nameOf(account.id), await nameOfNew(user)]).toEqual(["Vera", "Vera"]);
    await link(null);
    expect(await nameOfNew(user)).toBe("Vera");
  });

  test("goes with the link", async () => {
    await link("Vera");
    await desk.commands.unlinkCustomer(backOffice, { idempotencyKey: "u", customerId: "carol", ...ofUser });
    expect(await nameOfNew(user)).toBeNull();
    await link(null);
    expect(await nameOfNew(user)).toBeNull();
  });
});

describe("linking again under another key tells the audit log", () => {
  const told = async () =>
    (await wholeLog(desk.place.database)).flatMap(({ kind, details }) =>
      kind === "CUSTOMER_LINKED" ? [details?.holderName ?? null] : [],
    );

  test("nothing of an owner's link that is there, but a new name", async () => {
    await link(null);
    await link(null);
    await link("Vera");
    await link("Vera");
    await link(null, { customerName: "Carol" });
    await link("Vera Mann");
    expect(await told()).toEqual([null, "Vera", "Vera Mann"]);
  });

  test("nothing of an account's link that is there, but a new name", async () => {
    const account = { account: await openedAt("p", desk), provider: null, owner: null };
    await link(null, account);
    await link(null, account);
    await link("Vera", account);
    await link("Vera", account);
    expect(await told()).toEqual([null, "Vera"]);
  });

  test("is that of an account that is stored while the name is given", async () => {
    const { directory } = desk.place;
    const page = directory.page.bind(directory);
    Object.assign(directory, {
      async page(...asked: Parameters<typeof page>) {
        Object.assign(directory, { page });
        const rows = await page(...asked);
        await directory.observe([answer(await desk.place.later(), { owner: user }, "meanwhile")], "SWEEP");
        return rows;
      },
    });
    await link("Vera");
    expect(await nameOf("meanwhile")).toBe("Vera");
  });

  test("reaches what was missed when the same key is asked again", async () => {
    const { directory } = desk.place;
    const page = directory.page.bind(directory);
    let looks = 0;
    Object.assign(directory, {
      async page(...asked: Parameters<typeof page>) {
        looks += 1;
        if (looks === 2) throw new Error("the database is gone");
        const rows = await page(...asked);
        if (looks === 1) {
          await directory.observe([answer(await desk.place.later(), { owner: user }, "missed")], "SWEEP");
        }
        return rows;
      },
    });
    const once = { idempotencyKey: "once" };
    await expect(link("Vera", once)).rejects.toThrow("the database is gone");
    expect(await link("Vera", once)).toMatchObject({ replayed: true, error: null });
    expect(await nameOf("missed")).toBe("Vera");
  });

  test("comes back by no key that is asked again once the link is taken away", async () => {
    const once = { idempotencyKey: "once" };
    await link("Vera", once);
    const unlink = { idempotencyKey: "u", customerId: "carol", ...ofUser };
    expect((await desk.commands.unlinkCustomer(backOffice, unlink)).error).toBeNull();
    await desk.place.directory.observe([answer(await desk.place.later(), { owner: user }, "new")], "SWEEP");
    expect(await link("Vera", once)).toMatchObject({ replayed: true, error: null });
    expect(await nameOf("new")).toBeNull();
  });

  test("is that of an account whose owner is told later", async () => {
    await desk.place.directory.observe([answer(await desk.place.later(), {}, "nobody's")], "SWEEP");
    await link("Vera");
    await desk.place.later();
    await desk.place.directory.observe([answer(await desk.place.later(), { owner: user }, "nobody's")], "SWEEP");
    expect(await nameOf("nobody's")).toBe("Vera");
  });
});

describe("a holder's name that an account is opened with", () => {
  test("is remembered, whatever is said of its owner", async () => {
    await link("Vera");
    const { account } = await desk.commands.createAccount(backOffice, wish("p", "k1", { holderName: "Vera Mann" }));
    expect(await nameOf(account?.id)).toBe("Vera Mann");
    await desk.place.directory.observe([answer(await desk.place.later(), { status: "CLOSED" }, account?.id)], "READ");
    expect(await nameOf(account?.id)).toBe("Vera Mann");
  });

  test("is that of the account that is found when the answer was lost", async () => {
    desk.banks.q.fates.push("lost-after");
    const { operation } = await desk.commands.createAccount(backOffice, wish("q", "k1", { holderName: "Vera" }));
    await desk.settled();
    const found = await desk.journal.get(operation?.id ?? "");
    expect(await nameOf(found?.account?.id, "q")).toBe("Vera");
  });

  test("is part of the wish: another one under the same key is refused", async () => {
    await desk.commands.createAccount(backOffice, wish("p", "k1", { holderName: "Vera" }));
    const same = await desk.commands.createAccount(backOffice, wish("p", "k1", { holderName: "Vera" }));
    expect(same).toMatchObject({ replayed: true, error: null });
    const other = await desk.commands.createAccount(backOffice, wish("p", "k1", { holderName: "Eve" }));
    expect(other.error?.error.code).toBe("IDEMPOTENCY_KEY_REUSED");
  });
});
