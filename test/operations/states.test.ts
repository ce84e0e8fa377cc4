import fc from "fast-check";
import { expect, test } from "vitest";
import type { Operation, OperationState } from "../../src/domain/operation.ts";
import type { Outcome } from "../../src/operations/commands.ts";
import { operationSteps } from "../../src/operations/operations.ts";
import { wholeLog } from "../audit/audit-fixture.ts";
import type { Fate } from "./bank.ts";
import { backOffice, openDesk, wish } from "./desk.ts";

/**
 * Which states may be seen after which; what has ended stays as it is, and what may have had its effect is never not sent.
 */
const laterStates: Readonly<Record<OperationState, readonly OperationState[]>> = {
  RECEIVED: ["DISPATCHING", "NOT_SENT", "SUCCEEDED", "REJECTED", "IN_DOUBT", "ABANDONED"],
  NOT_SENT: ["RECEIVED", "DISPATCHING", "SUCCEEDED", "REJECTED", "IN_DOUBT", "ABANDONED"],
  DISPATCHING: ["SUCCEEDED", "REJECTED", "NOT_SENT", "IN_DOUBT", "ABANDONED"],
  IN_DOUBT: ["SUCCEEDED", "REJECTED", "ABANDONED"],
  SUCCEEDED: [],
  REJECTED: [],
  ABANDONED: [],
};

const keys = ["p1", "p2", "q1", "q2"] as const;
const fates: readonly Fate[] = ["ok", "unreachable", "rejected", "lost-after", "lost-before"];
const events = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      ask: fc.constantFrom(...keys),
      fate: fc.constantFrom(...fates),
      /** The process dies when the operation comes so far. */
      diesAt: fc.option(fc.constantFrom(...operationSteps), { freq: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ look: fc.record({ fate: fc.constantFrom(...fates), isDead: fc.boolean() }) }) },
  { weight: 1, arbitrary: fc.record({ decide: fc.constantFrom("RETRY" as const, "ABANDON" as const) }) },
);
type Event = typeof events extends fc.Arbitrary<infer One> ? One : never;

/** A desk that can be told to die, and what was seen of its operations. */
async function openWatchedDesk() {
  let diesAt: string | null = null;
  const seen = new Map<string, OperationState>();
  const desk = await openDesk({
    reached(step) {
      if (step !== diesAt) return;
      diesAt = null;
      throw new Error("as if the process had died");
    },
  });

  async function all(): Promise<readonly Operation[]> {
    const stretch = { olderThan: null, newerThan: null, limit: 100, from: "newest" } as const;
    return desk.journal.page({ mutations: ["createAccount"] }, stretch);
  }

  const ask = (key: (typeof keys)[number]): Promise<Outcome> =>
    desk.commands.createAccount(backOffice, wish(key[0] as "p" | "q", key));

  async function decide(kind: "RETRY" | "ABANDON"): Promise<void> {
    for (const { id, needsDecision } of await all()) {
      if (needsDecision) await desk.decide(id, { kind });
    }
  }

  return {
    desk,
    ask,
    all,
    decide,
    async play(event: Event): Promise<void> {
      const { p, q } = desk.banks;
      if ("decide" in event) return decide(event.decide);
      const { fate } = "look" in event ? event.look : event;
      for (const bank of [p, q]) bank.fates.splice(0, Number.POSITIVE_INFINITY, fate);
      if ("look" in event) {
        if (event.look.isDead) await desk.leaseEnds();
        await desk.due();
        await desk.recoverer.round();
      } else {
        ({ diesAt } = event);
        await ask(event.ask).catch(() => {});
        diesAt = null;
      }
      await desk.place.later();
    },
    /** What every operation has become since. */
    async watch(): Promise<void> {
      for (const { id, state } of await all()) {
        const before = seen.get(id);
        if (before !== undefined && before !== state) expect(laterStates[before]).toContain(state);
        seen.set(id, state);
      }
    },
    /** Nothing fails any more, and everybody does what is theirs to do. */
    async heal(): Promise<void> {
      for (const bank of Object.values(desk.banks)) bank.fates.splice(0);
      await desk.leaseEnds();
      await desk.settled();
      await decide("RETRY");
      await desk.settled();
    },
  };
}

const told = ({ operation, account, error }: Outcome) => [operation?.id, operation?.state, account, error?.error.code];

test("whatever comes in whatever order: what has ended stays as it is, the same key is told the same, each account is one key's, and the audit log tells of all", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(events, { minLength: 1, maxLength: 14 }), async (script) => {
      const { desk, ask, all, play, watch, heal } = await openWatchedDesk();
      try {
        for (const event of script) {
          await play(event);
          await watch();
        }
        await heal();
        await watch();
        const accounts: string[] = [];
        for (const key of keys) {
          const outcome = await ask(key);
          expect(["SUCCEEDED", "REJECTED", "ABANDONED"]).toContain(outcome.operation?.state);
          expect(told(await ask(key))).toEqual(told(outcome));
          if (outcome.account !== null) accounts.push(outcome.account.id);
        }
        const log = Map.groupBy(await wholeLog(desk.place.database), ({ operationId }) => operationId);
        for (const { id, state } of await all()) {
          const kinds = (log.get(id) ?? []).map(({ kind }) => kind);
          const made = kinds.filter((kind) => kind !== "FAILED_WRITE" && kind !== "OPERATION_RESOLVED");
          expect(state === "SUCCEEDED" ? made : kinds).not.toEqual([]);
        }
        const books = Object.values(desk.banks).flatMap((bank) => [...bank.books.keys()]);
        expect(accounts.toSorted()).toEqual(books.toSorted());
      } finally {
        await desk.close();
      }
    }),
    { seed: 1, numRuns: process.env.TEST_DATABASE_URL ? 10 : 40 },
  );
});
