import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Observation } from "../../src/accounts/directory-contract.ts";
import type { AccountFacts } from "../../src/domain/account.ts";
import { answer, openTestDirectory, served, type TestDirectory } from "./directory-fixture.ts";

let place: TestDirectory;

beforeAll(async () => {
  place = await openTestDirectory();
});

afterAll(() => place.close());

/** What each endpoint of the provider tells. */
const endpoints = {
  list: ["status", "providerStatus", "label"],
  get: ["status", "providerStatus", "iban"],
  all: ["status", "providerStatus", "label", "iban"],
} as const satisfies Record<string, readonly (keyof AccountFacts)[]>;
type Endpoint = keyof typeof endpoints;

const words = ["ACTIVE", "SUSPENDED", "CLOSED"] as const;

/**
 * What happens: the account changes at the provider, or a call to it is sent, reaches it (and reads
 * it), or its answer arrives.
 */
type Step =
  | { readonly does: "change"; readonly to: Partial<AccountFacts> }
  | { readonly does: "ask"; readonly endpoint: Endpoint }
  | { readonly does: "read" | "arrive"; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    does: fc.constant("change" as const),
    to: fc.oneof(
      fc.constantFrom(...words).map((status) => ({ status, providerStatus: status })),
      fc.constantFrom("salary", "savings", null).map((label) => ({ label })),
      fc.constantFrom("DE1", "DE2", null).map((iban) => ({ iban })),
    ),
  }),
  fc.record({ does: fc.constant("ask" as const), endpoint: fc.constantFrom<Endpoint>("list", "get", "all") }),
  fc.record({ does: fc.constantFrom("read" as const, "arrive" as const), which: fc.nat({ max: 5 }) }),
);

test("whatever arrives in whatever order, the directory ends with the provider's last state", async () => {
  let account = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const id = String(account++);
      let truth: Partial<AccountFacts> = { status: "ACTIVE", providerStatus: "ACTIVE", label: null, iban: "DE0" };
      const tell = (endpoint: Endpoint) => Object.fromEntries(endpoints[endpoint].map((name) => [name, truth[name]]));
      const sent: { endpoint: Endpoint; asOf: string; observation: Observation | null }[] = [];

      const ask = async (endpoint: Endpoint) => {
        const call = { endpoint, asOf: await place.later(), observation: null as Observation | null };
        sent.push(call);
        return call;
      };
      const read = (call: (typeof sent)[number]) => {
        call.observation ??= answer(call.asOf, tell(call.endpoint), id);
        return call.observation;
      };
      const arrive = async (call: (typeof sent)[number]) => {
        const observation = read(call);
        await place.later();
        sent.splice(sent.indexOf(call), 1);
        const [observed] = await place.directory.observe([observation], "READ");
        // A dropped answer is asked for again, as every reader does.
        if (observed?.outcome === "SUPERSEDED") await arrive(await ask(call.endpoint));
      };

      for (const happens of steps) {
        if (happens.does === "change") truth = { ...truth, ...happens.to };
        else if (happens.does === "ask") await ask(happens.endpoint);
        else {
          const call = sent[happens.which % Math.max(sent.length, 1)];
          if (call === undefined) continue;
          if (happens.does === "read") read(call);
          else await arrive(call);
        }
      }
      // One last look, and everything that is still on its way arrives after it.
      const late = [...sent];
      for (const call of late) read(call);
      await arrive(await ask("all"));
      for (const call of late) await arrive(call);

      expect((await served(place.directory, id)).facts).toMatchObject(truth);
    }),
    { seed: 7, numRuns: 60 },
  );
});
