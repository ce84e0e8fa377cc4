import { expect, test } from "vitest";
import { answer, euros, everything, openTestDirectory } from "./directory-fixture.ts";

test("accounts are found by their last known balance, also where nothing but the balance changed", async () => {
  const place = await openTestDirectory();
  try {
    const { directory } = place;
    const found = async (from: string) =>
      (await directory.count(everything, { availableBalance: { currency: "EUR", from } })).total;
    const facts = { holderName: "Same", currencies: ["EUR"] };
    await directory.observe([answer(await place.later(), { ...facts, balances: [euros("10")] })], "READ");
    expect([await found("10"), await found("10.01")]).toEqual([1, 0]);

    const [observed] = await directory.observe(
      [answer(await place.later(), { ...facts, balances: [euros("250.5")] })],
      "READ",
    );
    expect(observed?.outcome).toBe("UNCHANGED");
    // What an unchanged read brought is written in the background, at the latest here.
    await directory.close();
    expect([await found("250.50"), await found("250.51")]).toEqual([1, 0]);
  } finally {
    await place.close();
  }
});
