import fc from "fast-check";
import { expect, test } from "vitest";
import type { AccountFacts, Instant } from "../../src/domain/account.ts";
import { createEventLog } from "../../src/events/event-log.ts";
import { answer, everything, openTestDirectory, served } from "../accounts/directory-fixture.ts";

/** What the provider's books say of one account at one time. */
interface State {
  readonly status: "ACTIVE" | "CLOSED" | "SUSPENDED";
  readonly label: string;
  readonly iban: string | null;
}

const states = fc.record<State>({
  status: fc.constantFrom("ACTIVE", "CLOSED", "SUSPENDED"),
  label: fc.constantFrom("a", "b", "c"),
  iban: fc.constantFrom(null, "DE1", "DE2"),
});

/** Each endpoint tells its own part, and a list may lag behind by one state. */
const endpoints = {
  list: ({ status, label }: State) => ({ status, providerStatus: status, label }),
  details: ({ status, label, iban }: State) => ({ status, providerStatus: status, label, iban }),
  update: ({ label }: State) => ({ label }),
} satisfies Record<string, (state: State) => Partial<AccountFacts>>;

const steps = fc.record({
  endpoint: fc.constantFrom("list" as const, "details" as const, "update" as const),
  /** How many other steps come between the question and the arrival of its answer. */
  delay: fc.nat({ max: 3 }),
  /** What happens in the provider's books before the question. */
  becomes: fc.option(states, { freq: 3 }),
});

/** A run of questions over one account while its provider's books change: what each answer told, in the order of arrival. */
function arrivals(
  script: readonly { endpoint: keyof typeof endpoints; delay: number; becomes: State | null }[],
  first: State,
) {
  let state = first;
  let before = first;
  const asked = script.map(({ endpoint, delay, becomes }, index) => {
    before = state;
    state = becomes ?? state;
    const shown = endpoint === "list" ? before : state;
    return { endpoint, facts: endpoints[endpoint](shown), askedAt: index, arrivesAt: index + delay };
  });
  return { last: state, asked };
}

test("any interleaving of partial answers, old and new, ends in the provider's last state, and the events tell the way there", async () => {
  const place = await openTestDirectory();
  const events = createEventLog(place.database);
  let run = 0;
  try {
    await fc.assert(
      fc.asyncProperty(states, fc.array(steps, { minLength: 1, maxLength: 8 }), async (first, script) => {
        const id = `run-${run++}`;
        const { asked, last } = arrivals(script, first);
        await place.directory.observe([answer(await place.later(), endpoints.details(first), id)], "READ");
        const times: Instant[] = [];
        for (let tick = 0; tick < script.length + 4; tick++) {
          times.push(await place.later());
          for (const one of asked.filter(({ arrivesAt }) => arrivesAt === tick)) {
            const asOf = times[one.askedAt] ?? "";
            await place.directory.observe([answer(asOf, one.facts, id)], one.endpoint === "list" ? "SWEEP" : "READ");
          }
        }
        // What was dropped as overtaken is asked for again: the last word is a live one.
        await place.directory.observe([answer(await place.later(), endpoints.details(last), id)], "READ");

        const snapshot = await served(place.directory, id);
        expect(snapshot.facts).toMatchObject(endpoints.details(last));
        const [appeared, ...told] = (
          await events.history(everything, snapshot, { newerThan: null, olderThan: null, limit: 100, from: "newest" })
        ).toReversed();
        expect(appeared?.type).toBe("ACCOUNT_APPEARED");
        // Each event changes something, begins where the one before ended, and together they lead to the last state.
        const known: Record<string, unknown> = { ...endpoints.details(first) };
        for (const { type, changes, previousStatus, newStatus } of told) {
          expect(changes.length).toBeGreaterThan(0);
          if (type === "STATUS_CHANGED") expect([previousStatus, newStatus]).toEqual([known.status, changes[0]?.after]);
          for (const { field, before, after } of changes) {
            expect(before).toEqual(known[field]);
            expect(after).not.toEqual(before);
            known[field] = after;
          }
        }
        expect(known).toEqual(endpoints.details(last));
      }),
      { numRuns: 60, seed: 20_261_124 },
    );
  } finally {
    await place.close();
  }
});

test("an account that stays as it is has no events, whatever is asked of it and whenever it is answered", async () => {
  const place = await openTestDirectory();
  const events = createEventLog(place.database);
  let run = 0;
  try {
    await fc.assert(
      fc.asyncProperty(states, fc.array(steps, { minLength: 1, maxLength: 8 }), async (state, script) => {
        const id = `still-${run++}`;
        const head = await events.head();
        const { asked } = arrivals(
          script.map((step) => ({ ...step, becomes: null })),
          state,
        );
        const times = await Promise.all(asked.map(() => place.later()));
        for (const { endpoint, facts, askedAt } of asked.toSorted((one, other) => one.arrivesAt - other.arrivesAt)) {
          const observation = answer(times[askedAt] ?? "", facts, id);
          await place.directory.observe([observation], endpoint === "list" ? "SWEEP" : "READ");
        }
        expect(await events.head()).toBe(head + 1);
      }),
      { numRuns: 60, seed: 20_261_124 },
    );
  } finally {
    await place.close();
  }
});
