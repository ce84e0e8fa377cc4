import { afterEach, expect, test } from "vitest";
import { backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;
afterEach(() => desk?.close());

const horizonMs = 60_000;

test("a bank knows a key for so long from its first sending, whenever it was sent last", async () => {
  desk = await openDesk();
  const { provider, fates, received } = desk.banks.p;
  Object.assign(provider, { replayHorizonMs: horizonMs });
  fates.push("lost-before", "lost-before");
  const { operation } = await desk.commands.createAccount(backOffice, wish("p", "k1"));
  for (const look of [1, 2]) {
    await desk.passes(horizonMs * 0.6);
    await desk.look();
    expect(received, `look ${look}`).toHaveLength(2);
  }
  expect((await desk.journal.get(operation?.id ?? ""))?.state).toBe("IN_DOUBT");
});
