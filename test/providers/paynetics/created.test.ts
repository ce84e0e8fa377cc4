import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findAllCreated, takeWholeInventory } from "../../../src/operations/created-accounts.ts";
import { paynetics } from "../../../src/providers/paynetics/index.ts";
import type { PlannedCreation, SoughtCreation } from "../../../src/providers/provider.ts";
import { startSimulator } from "../../../src/sandbox/kit/start.ts";
import { paynetics as simulator } from "../../../src/sandbox/paynetics/index.ts";
import { send } from "../conformance/changes-world.ts";
import { call, codeOf, createWorld, idsOf, type World } from "../conformance/world.ts";

let world: World;
beforeEach(async () => {
  world = await createWorld(paynetics, (options) => startSimulator(simulator, options), 40);
});
afterEach(() => world.stop());

const merchant = (number: number) => `e0000000-0000-4000-8000-00000000000${number}`;
const user = (number: number) => `f0000000-0000-4000-8000-00000000000${number}`;
const account = (row: number) => `a0000000-0000-4000-8000-${row.toString(16).padStart(12, "0")}`;

function plan(input: object): PlannedCreation {
  const planned = world.provider.planCreation?.(input, { clientAccountId: "client-1", label: null, key: "k" });
  if (planned === undefined) throw new Error("no plan");
  return planned;
}
const inventory = async (input: object) => (await takeWholeInventory(world.provider, call(), plan(input))) ?? [];
/** Behind the gateway's back. */
async function openElsewhere(input: object): Promise<string> {
  return (await send(world, plan(input).request))?.id ?? "";
}
async function sought(input: object): Promise<SoughtCreation> {
  const sentAt = new Date(world.now()).toISOString();
  return { plan: plan(input), clientAccountId: "client-1", sentAt, before: await inventory(input) };
}
const find = async (what: SoughtCreation) => idsOf((await findAllCreated(world.provider, call(), what)) ?? []);

const company = { program: "account_eur", merchant: merchant(1) };

describe("the inventory before a creation at Paynetics", () => {
  it("has every account of owner and program, of any kind and status, and no other", async () => {
    const books = world.simulator.books.all() as readonly { id: string; program: string; merchant: string }[];
    const own = books.filter((booked) => booked.merchant === merchant(1) && booked.program === "account_eur");
    expect(own.length).toBeGreaterThan(4);
    expect([...(await inventory(company))].sort()).toEqual(idsOf(own));
    expect(await inventory({ program: "account_gbp", merchant: merchant(1) })).toEqual([]);
  });

  it("goes through all pages", async () => {
    const before = (await inventory(company)).length;
    for (let more = 0; more < 23; more++) await openElsewhere(company);
    expect(await inventory(company)).toHaveLength(before + 23);
  });

  it("also has an account that cannot be understood, but none whose token cannot be read", async () => {
    const complete = await inventory(company);
    world.tamper(({ text }) => ({ text: text.replaceAll('"status":"active"', '"status":{}') }));
    expect(await inventory(company)).toEqual(complete);
    world.tamper(({ text }) => ({ text: text.replaceAll(`"token":"${account(4)}"`, '"token":7.5e') }));
    expect(await codeOf(inventory(company))).toBe("PROVIDER_MALFORMED_ANSWER");
    world.tamper(({ text }) => ({ text: text.replaceAll(`"token":"${account(4)}"`, '"token":null') }));
    expect(await codeOf(inventory(company))).toBe("PROVIDER_MALFORMED_ANSWER");
  });
});

describe("what may have come of a creation at Paynetics", () => {
  it("is nothing, one, or several, on whichever page", async () => {
    for (let more = 0; more < 12; more++) await openElsewhere(company);
    const wish = await sought(company);
    expect(await find(wish)).toEqual([]);
    const first = await openElsewhere(company);
    expect(await find(wish)).toEqual([first]);
    const second = await openElsewhere(company);
    expect(await find(wish)).toEqual([first, second].sort());
  });

  it("is nobody else's account, and of no other program", async () => {
    const wish = await sought(company);
    await openElsewhere({ program: "account_multi", merchant: merchant(1) });
    await openElsewhere({ program: "account_eur", merchant: merchant(2) });
    await openElsewhere({ program: "account_eur", user: user(1) });
    expect(await find(wish)).toEqual([]);
  });

  it("tells a merchant's own account from one of a person below it", async () => {
    const [business, person] = [
      { program: "account_eur", merchant: merchant(2) },
      { program: "account_eur", merchant: merchant(2), user: user(3) },
    ];
    const wishes = [await sought(business), await sought(person)] as const;
    const [ofBusiness, ofPerson] = [await openElsewhere(business), await openElsewhere(person)];
    expect([await find(wishes[0]), await find(wishes[1])]).toEqual([[ofBusiness], [ofPerson]]);
  });

  it("is a virtual account where one was asked for, and a main one otherwise", async () => {
    const virtual = { ...company, mainAccountId: account(4) };
    const wishes = [await sought(company), await sought(virtual)] as const;
    const [main, below] = [await openElsewhere(company), await openElsewhere(virtual)];
    expect([await find(wishes[0]), await find(wishes[1])]).toEqual([[main], [below]]);
  });

  it("is not known while a new row cannot be read; an old one does no harm", async () => {
    const wish = await sought(company);
    const created = await openElsewhere(company);
    const spoil = (id: string) =>
      world.tamper(({ text }) => ({
        text: text.replace(new RegExp(`("token":"${id}".*?"status":)"\\w+"`), "$1[]"),
      }));
    spoil(account(4));
    expect(await find(wish)).toEqual([created]);
    spoil(created);
    expect(await codeOf(find(wish))).toBe("PROVIDER_MALFORMED_ANSWER");
    await world.heal();
    await world.fault({ kind: "500" });
    expect(await codeOf(find(wish))).toBe("PROVIDER_ERROR");
  });
});
