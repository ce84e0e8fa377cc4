import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AccountSnapshot } from "../../src/domain/account-snapshot.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import type { Provider } from "../../src/providers/provider.ts";
import { createImporter, type Importer } from "../../src/sync/import.ts";
import {
  answer,
  everything,
  firstPage,
  openTestDirectory,
  served,
  silent,
  type TestDirectory,
} from "../accounts/directory-fixture.ts";
import { account, listedProvider, pagesOf } from "./listed-provider.ts";

let place: TestDirectory;
let importers: Importer[];
/** How long the importer waited before each new attempt, in milliseconds. */
let pauses: number[];

beforeEach(async () => {
  place = await openTestDirectory({ providers: ["p", "a", "b", "fine", "failing"] });
  importers = [];
  pauses = [];
});

afterEach(async () => {
  await Promise.all(importers.map((one) => one.stop()));
  await place.close();
});

/** A process that imports from these providers; `pause` decides how an attempt waits. */
async function startImport(
  providers: readonly Provider[],
  pause: (signal: AbortSignal) => Promise<void> = async () => {},
) {
  const importer = createImporter({
    directory: place.directory,
    database: place.database,
    providers,
    log: silent,
    pause: (ms, signal) => {
      pauses.push(ms);
      return pause(signal);
    },
  });
  importers.push(importer);
  await importer.start();
  return importer;
}

const untilStopped = (signal: AbortSignal) =>
  new Promise<void>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

const reaches = (importer: Importer, provider: string, state: string) =>
  expect.poll(() => importer.status(provider).state, { timeout: 20_000 }).toBe(state);

async function stored(provider: string): Promise<readonly AccountSnapshot[]> {
  return place.directory.page(everything, firstPage("ASC", { providers: [provider] }, 10_000));
}

test("every account of every provider is read, and how it went is known", async () => {
  const malformed = listedProvider("b", () => ({ accounts: [account("1")], malformed: 2, total: 3 }));
  const importer = createImporter({ directory: place.directory, database: place.database, providers: [], log: silent });
  expect(importer.status("a")).toMatchObject({ state: "PENDING", everComplete: false, completedAt: null, error: null });

  const running = await startImport([listedProvider("a", pagesOf(450, 70)), malformed]);
  await reaches(running, "a", "COMPLETE");
  await reaches(running, "b", "COMPLETE");
  expect(await stored("a")).toHaveLength(450);
  expect(running.status("a")).toMatchObject({ seen: 450, malformed: 0, everComplete: true, error: null });
  expect(running.status("b")).toMatchObject({ seen: 1, malformed: 2, everComplete: true });
  const { startedAt, completedAt } = running.status("a");
  expect(completedAt).toBe(startedAt);
});

test("accounts that a provider counts but does not list are known to be missing, also after a restart", async () => {
  const boasting = listedProvider("p", () => ({ accounts: [account("1")], total: 3 }));
  const first = await startImport([boasting]);
  await reaches(first, "p", "COMPLETE");
  expect(first.status("p")).toMatchObject({ everComplete: true, malformed: 0, missing: 2 });
  await first.stop();

  const down = listedProvider("p", () => {
    throw new GatewayError("PROVIDER_UNREACHABLE", "p cannot be reached.");
  });
  const second = await startImport([down], untilStopped);
  await reaches(second, "p", "FAILED");
  expect(second.status("p")).toMatchObject({ missing: 2 });
});

test("a provider that fails keeps what was read, is tried again ever more slowly, and holds up nobody else", async () => {
  let failures = 3;
  const failing = listedProvider("failing", (cursor) => {
    if (cursor === "2" && failures-- > 0) throw new GatewayError("PROVIDER_TIMEOUT", "failing did not answer in time.");
    return pagesOf(4, 2)(cursor);
  });
  let goOn = () => {};
  const importer = await startImport(
    [failing, listedProvider("fine", pagesOf(3, 3))],
    () => new Promise((resolve) => (goOn = resolve)),
  );
  await reaches(importer, "failing", "FAILED");
  await reaches(importer, "fine", "COMPLETE");
  expect(importer.status("failing")).toMatchObject({
    everComplete: false,
    completedAt: null,
    error: { code: "PROVIDER_TIMEOUT", message: "failing did not answer in time." },
  });
  expect((await stored("failing")).map(({ ref }) => ref.id)).toEqual(["0", "1"]);

  for (const attempt of [1, 2, 3]) {
    await expect.poll(() => pauses.length, { timeout: 20_000 }).toBe(attempt);
    goOn();
  }
  await reaches(importer, "failing", "COMPLETE");
  expect(await stored("failing")).toHaveLength(4);
  expect(pauses).toEqual([1_000, 2_000, 4_000]);
  expect(importer.status("failing")).toMatchObject({ everComplete: true, error: null });
});

test("an error of our own is not shown in its own words", async () => {
  const broken = listedProvider("p", () => {
    throw new TypeError("secret detail");
  });
  const importer = await startImport([broken], untilStopped);
  await reaches(importer, "p", "FAILED");
  expect(importer.status("p").error).toEqual({
    code: "INTERNAL_ERROR",
    message: "The accounts could not be imported.",
  });
});

test("after a restart it is still known that everything was read once", async () => {
  const first = await startImport([listedProvider("p", pagesOf(3, 2))]);
  await reaches(first, "p", "COMPLETE");
  const { completedAt } = first.status("p");
  await first.stop();

  const down = listedProvider("p", () => {
    throw new GatewayError("PROVIDER_UNREACHABLE", "p cannot be reached.");
  });
  const second = await startImport([down], untilStopped);
  await reaches(second, "p", "FAILED");
  expect(second.status("p")).toMatchObject({
    everComplete: true,
    completedAt,
    error: { code: "PROVIDER_UNREACHABLE" },
  });
});

test("an account that moved while its page was on the way is read again", async () => {
  let reads = 0;
  const provider = listedProvider(
    "p",
    async () => {
      // While this page is under way, somebody reads the account and stores a newer state; then it moves once more.
      await place.later();
      await place.directory.observe([answer(await place.later(), { label: "newer" }, "1", "p")], "READ");
      await place.later();
      return { accounts: [account("1", "older"), account("2")] };
    },
    {
      getAccount: async (_, id) => {
        reads++;
        await place.later();
        return account(id, "newest");
      },
    },
  );
  const importer = await startImport([provider]);
  await reaches(importer, "p", "COMPLETE");
  expect(reads).toBeGreaterThan(0);
  expect((await served(place.directory, "1", "p")).facts.label).toBe("newest");
  expect(await stored("p")).toHaveLength(2);
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
    await reaches(await startImport([confirming]), "p", "COMPLETE");
    const { facts, statusChangedAt } = await served(place.directory, "1", "p");
    expect([facts.status, statusChangedAt]).toEqual(["CLOSED", expect.any(String)]);
  });

  test("is not stored when the account itself tells otherwise, or nothing", async () => {
    const denying = toldBy("CLOSED", async (_, id) => ({ ...account(id), facts: status("ACTIVE") }));
    await reaches(await startImport([denying]), "p", "COMPLETE");
    const silentOne = toldBy("CLOSED", async () => {
      throw new GatewayError("PROVIDER_TIMEOUT", "p did not answer in time.");
    });
    await reaches(await startImport([silentOne]), "p", "COMPLETE");
    const { facts, statusChangedAt } = await served(place.directory, "1", "p");
    expect([facts.status, statusChangedAt]).toEqual(["ACTIVE", null]);
  });
});

test("stopping aborts the call in flight, keeps what was read and counts as no failure", async () => {
  let asked = 0;
  let aborted = false;
  const hanging = listedProvider("p", (cursor, call) => {
    asked++;
    if (cursor === null) return { accounts: [account("1")], next: "1" };
    return new Promise((_, reject) =>
      call.signal.addEventListener("abort", () => {
        aborted = true;
        reject(new GatewayError("CANCELLED", "The call was cancelled."));
      }),
    );
  });
  const importer = await startImport([hanging]);
  await expect.poll(() => asked, { timeout: 20_000 }).toBe(2);
  await importer.stop();
  expect(aborted).toBe(true);
  expect(importer.status("p")).toMatchObject({ state: "RUNNING", error: null });
  expect(await stored("p")).toHaveLength(1);
});

test("stopping ends the wait for the next attempt", async () => {
  const down = listedProvider("p", () => {
    throw new GatewayError("PROVIDER_UNREACHABLE", "p cannot be reached.");
  });
  const importer = createImporter({
    directory: place.directory,
    database: place.database,
    providers: [down],
    log: silent,
  });
  await importer.start();
  await reaches(importer, "p", "FAILED");
  await importer.stop();
});
