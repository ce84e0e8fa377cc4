import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { GatewayError } from "../../src/domain/errors.ts";
import type { Provider } from "../../src/providers/provider.ts";
import { answer, served } from "../accounts/directory-fixture.ts";
import { account, listedProvider, pagesOf } from "./listed-provider.ts";
import { openSweptDirectory, reaches, type SweptDirectory } from "./sweeper-fixture.ts";

let place: SweptDirectory;
beforeEach(async () => {
  place = await openSweptDirectory();
});
afterEach(() => place?.close());

describe("accounts that a list no longer shows", () => {
  /** A complete sweep over `before` accounts, then one over those that `stays` keeps; `known` are found by id. */
  async function sweepTwice(before: number, stays: (id: number) => boolean, known: readonly string[] = []) {
    await place.known(before);
    const ids = Array.from({ length: before }, (_, id) => id).filter(stays);
    const shrunk = listedProvider("p", () => ({ accounts: ids.map((id) => account(String(id))) }), {
      getAccount: async (_, id) => (known.includes(id) ? account(id) : null),
    });
    return place.start(shrunk);
  }

  test("are asked for, and marked when the provider does not know them; they return when they are seen", async () => {
    const sweeper = await sweepTwice(10, (id) => id > 3, ["0"]);
    await reaches(sweeper, "COMPLETE");
    expect(await place.missing()).toEqual(["1", "2", "3"]);
    await place.later();
    await sweeper.stop();
    const back = listedProvider("p", pagesOf(10, 10), { getAccount: async (_, id) => account(id) });
    await place.start(back, { intervalMs: () => 0 });
    await expect.poll(() => place.missing(), { timeout: 20_000 }).toEqual([]);
  });

  test("fail the sweep when they are more than one in a hundred and more than three, and none is marked", async () => {
    const sweeper = await sweepTwice(20, (id) => id > 3);
    await reaches(sweeper, "FAILED");
    expect((await sweeper.status("p")).error).toMatchObject({ code: "SWEEP_TOO_MANY_MISSING" });
    expect(await place.missing()).toEqual([]);
  });

  test("an empty list of a provider that had accounts is not believed", async () => {
    const sweeper = await sweepTwice(2, () => false);
    await reaches(sweeper, "FAILED");
    expect((await sweeper.status("p")).error).toMatchObject({ code: "SWEEP_TOO_MANY_MISSING" });
    expect(await place.missing()).toEqual([]);
  });
});

test("a main account that only its sub-account names is read", async () => {
  const sub = { ...account("sub"), facts: { label: "told", mainAccountId: "main" } };
  const provider = listedProvider("p", () => ({ accounts: [sub] }), { getAccount: async (_, id) => account(id) });
  await reaches(await place.start(provider), "COMPLETE");
  expect((await place.stored("p")).map(({ ref }) => ref.id).sort()).toEqual(["main", "sub"]);
});

describe("a change of status that a list tells", () => {
  const status = (word: "ACTIVE" | "CLOSED") => ({ status: word, providerStatus: word });
  const toldBy = (list: "ACTIVE" | "CLOSED", getAccount: Provider["getAccount"]) =>
    listedProvider("p", () => ({ accounts: [{ ...account("1"), facts: status(list) }] }), { getAccount });

  beforeEach(async () => {
    await place.directory.observe([answer(await place.later(), status("ACTIVE"), "1", "p")], "READ");
    await place.later();
  });

  test("is stored when the account itself tells it", async () => {
    const confirming = toldBy("CLOSED", async (_, id) => ({ ...account(id), facts: status("CLOSED") }));
    await reaches(await place.start(confirming), "COMPLETE");
    const { facts, statusChangedAt } = await served(place.directory, "1", "p");
    expect([facts.status, statusChangedAt]).toEqual(["CLOSED", expect.any(String)]);
  });

  test("is not stored when the account itself tells otherwise, or nothing", async () => {
    const denying = toldBy("CLOSED", async (_, id) => ({ ...account(id), facts: status("ACTIVE") }));
    await reaches(await place.start(denying), "COMPLETE");
    const silentOne = toldBy("CLOSED", async () => {
      throw new GatewayError("PROVIDER_TIMEOUT", "p did not answer in time.");
    });
    await reaches(await place.start(silentOne), "COMPLETE");
    const { facts, statusChangedAt } = await served(place.directory, "1", "p");
    expect([facts.status, statusChangedAt]).toEqual(["ACTIVE", null]);
  });
});
