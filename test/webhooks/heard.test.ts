import { afterEach, beforeEach, expect, test } from "vitest";
import type { AccountStatus } from "../../src/domain/account.ts";
import { shifted } from "../../src/domain/instant.ts";
import type { WebhookReader } from "../../src/providers/provider.ts";
import { createHeard } from "../../src/webhooks/heard.ts";
import { answer } from "../accounts/directory-fixture.ts";
import { type HookedDirectory, openHookedDirectory } from "./fixture.ts";

let place: HookedDirectory;
let isHeard: () => Promise<boolean>;
beforeEach(async () => {
  place = await openHookedDirectory();
  const heard = createHeard(place.database, new Map([["p", { tellsEveryStatus: true } as WebhookReader]]));
  isHeard = () => heard("p");
});
afterEach(() => place.close());

/** The provider changes an account, and tells of it. */
async function told(status: AccountStatus): Promise<void> {
  place.truth.set("1", status);
  await place.send({ accountIds: ["1"] });
  await place.drain();
}

/** The provider changes an account, and somebody comes to read it. */
async function found(status: AccountStatus): Promise<void> {
  place.truth.set("1", status);
  const asOf = await place.later();
  await place.later();
  await place.directory.observe([answer(asOf, { status, providerStatus: status })], "READ");
}

/** All that has happened so far was so many minutes longer ago. */
async function pass(minutes: number): Promise<void> {
  const { read, write } = place.database;
  const earlier = (instant: string) => shifted(instant, -minutes * 60_000);
  for (const { number, received_at } of await read.selectFrom("webhook_inbox").selectAll().execute()) {
    const set = { received_at: earlier(received_at) };
    await write.updateTable("webhook_inbox").set(set).where("number", "=", number).execute();
  }
  for (const { position, recorded_at } of await read.selectFrom("account_events").selectAll().execute()) {
    const set = { recorded_at: earlier(recorded_at) };
    await write.updateTable("account_events").set(set).where("position", "=", position).execute();
  }
}

test("a provider is heard once a webhook has come, and while nothing happens there", async () => {
  await found("ACTIVE");
  expect(await isHeard()).toBe(false);
  await told("SUSPENDED");
  expect(await isHeard()).toBe(true);
  await pass(24 * 60);
  expect(await isHeard()).toBe(true);
});

test("a change that is found, and of which no webhook comes, says that none can be relied on, until one comes", async () => {
  await told("ACTIVE");
  await pass(24 * 60);
  await found("SUSPENDED");
  // Its webhook may be on its way.
  expect(await isHeard()).toBe(true);
  await pass(11);
  expect(await isHeard()).toBe(false);
  await pass(24 * 60);
  expect(await isHeard()).toBe(false);
  await told("ACTIVE");
  expect(await isHeard()).toBe(true);
  await pass(24 * 60);
  expect(await isHeard()).toBe(true);
});

test("who finds a change just before its webhook comes, or just after, has found nothing out", async () => {
  await told("ACTIVE");
  await pass(24 * 60);
  await found("SUSPENDED");
  await pass(5);
  await told("SUSPENDED");
  await pass(11);
  expect(await isHeard()).toBe(true);

  await place.send({ accountIds: ["1"] });
  await found("INACTIVE");
  await place.drain();
  await pass(11);
  expect(await isHeard()).toBe(true);
});

test("what is found at another provider, or is no change of status, says nothing", async () => {
  await told("ACTIVE");
  await pass(24 * 60);
  const [first, second] = [await place.later(), await place.later()];
  await place.later();
  await place.directory.observe(
    [answer(first, { label: "new" }), answer(first, { status: "ACTIVE" }, "1", "q")],
    "READ",
  );
  await place.directory.observe([answer(second, { status: "CLOSED" }, "1", "q")], "READ");
  await pass(11);
  expect(await isHeard()).toBe(true);
});
