import { afterEach, expect, test } from "vitest";
import { backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;

afterEach(() => desk?.close());

const settleSeconds = 30;
const sentAgain = { settleSeconds, whenNotFound: "again" } as const;
/** Longer than the settle time. */
const longMs = 60_000;

const stored = () => desk.journal.find(backOffice, "createAccount", "k1");

async function looks(count: number): Promise<void> {
  for (let look = 0; look < count; look++) await desk.look();
}

/** What does not show counts as not made after the settle time, and is sent again then: not before. */
async function expectToBeSentAfterTheSettleTime(received: number): Promise<void> {
  await looks(3);
  expect(desk.banks.q.received).toHaveLength(received);
  expect(await stored()).toMatchObject({ state: "IN_DOUBT", needsDecision: false, settledAt: null });
  await desk.passes(settleSeconds * 1_000);
  await looks(2);
  expect(desk.banks.q.received).toHaveLength(received + 1);
  expect(await stored()).toMatchObject({ state: "SUCCEEDED", settledAt: expect.any(String) });
}

/**
 * Opens an account at `q` by a request that is on its way for long, as one that waits for its turn is;
 * nobody hears of it again.
 */
async function openSlowly(): Promise<void> {
  const answer = Promise.withResolvers<void>();
  desk.banks.q.gate = answer.promise;
  desk.banks.q.fates.push("lost-before");
  const opening = desk.commands.createAccount(backOffice, wish("q", "k1"));
  await expect.poll(() => desk.banks.q.received.length).toBe(1);
  await desk.passes(longMs);
  answer.resolve();
  await opening.catch(() => {});
}

test("the settle time begins when the sending has ended: it may have left late", async () => {
  desk = await openDesk(sentAgain);
  await openSlowly();
  await expectToBeSentAfterTheSettleTime(1);
});

test("where its process died over it, it begins when nobody can send it any more", async () => {
  desk = await openDesk({
    ...sentAgain,
    async reached(step) {
      if (step === "answered") throw new Error("as if the process had died");
    },
  });
  await openSlowly();
  await desk.leaseEnds();
  await expectToBeSentAfterTheSettleTime(1);
});

test("it begins anew with what was sent again, also when the process died over that", async () => {
  desk = await openDesk(sentAgain);
  desk.banks.q.fates.push("lost-before", "lost-before");
  await desk.commands.createAccount(backOffice, wish("q", "k1"));
  await desk.passes(longMs);
  await looks(1);
  const answer = Promise.withResolvers<void>();
  desk.banks.q.gate = answer.promise;
  await desk.due();
  const dying = desk.recoverer.round();
  await expect.poll(() => desk.banks.q.received.length).toBe(2);
  await desk.passes(longMs);
  await desk.leaseEnds();
  await looks(1);
  answer.resolve();
  await dying;
  await expectToBeSentAfterTheSettleTime(2);
});

test("what could not be sent again does not make it longer", async () => {
  desk = await openDesk(sentAgain);
  desk.banks.q.fates.push("lost-before", "unreachable");
  await desk.commands.createAccount(backOffice, wish("q", "k1"));
  await desk.passes(longMs);
  await looks(2);
  expect(desk.banks.q.received).toHaveLength(1);
  await looks(2);
  expect(await stored()).toMatchObject({ state: "SUCCEEDED" });
});

test("what a person has sent again leaves when what was sent before has had its time to show", async () => {
  desk = await openDesk({ settleSeconds });
  desk.banks.q.fates.push("lost-before");
  const { operation } = await desk.commands.createAccount(backOffice, wish("q", "k1"));
  expect((await desk.decide(operation?.id ?? "", { kind: "RETRY" })).error).toBeNull();
  await expectToBeSentAfterTheSettleTime(1);
});
