import DataLoader from "dataloader";
import type { Instant } from "../domain/account.ts";
import { type AccountRef, refKey } from "../domain/account-ref.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import type { Call, Provider } from "../providers/provider.ts";
import type { Directory, Observation } from "./directory-contract.ts";
import type { LiveAnswers } from "./live-answers.ts";
import { createFlight, type Flight, type Reader } from "./live-flights.ts";
import { readByOwner, type Wanted } from "./read-by-owner.ts";
import { type LiveReading, readFrom } from "./read-through.ts";

/**
 * The live reads of all requests of this process: who wants the same account at the same time shares one upstream call,
 * its answer and its error, if the call was made late enough to be fresh for each of them.
 */
export interface LiveReads {
  /** Now, in this process: for `Reader.mark`. */
  mark(): number;
  /** The account as its provider has it. Rejects with CANCELLED when the reader's signal aborts. */
  read(provider: Provider, wanted: Wanted, reader: Reader): Promise<Told>;
}

/** What a live read told. */
export interface Told {
  readonly reading: LiveReading;
  /** When its call was made, as `LiveReads.mark` counts; 0 when another process made it. */
  readonly mark: number;
}

export interface LiveReadsParts {
  readonly directory: Directory;
  readonly answers: LiveAnswers;
}

/** Waits for everybody who asks in this turn of the event loop. */
const together = { cache: false, batchScheduleFn: (send: () => void) => void setImmediate(send) };

export function createLiveReads({ directory, answers }: LiveReadsParts): LiveReads {
  let latestMark = 0;
  const flights = new Map<string, Flight>();
  /** What leaves at the end of this turn, by provider. */
  const boarding = new Map<Provider, Flight[]>();

  const recall = new DataLoader((refs: readonly AccountRef[]) => answers.recall(refs), together);
  const observe = new DataLoader(
    (observations: readonly Observation[]) => directory.observe(observations, "READ"),
    together,
  );

  /** What another process was told lately, if that is fresh enough for the reader. */
  async function recalled(ref: AccountRef, { since }: Reader): Promise<AccountSnapshot | null> {
    if (since === "live") return null;
    const answer = await recall.load(ref);
    if (answer === null || (since !== null && answer.asOf < since)) return null;
    const { outcome, snapshot } = await observe.load(answer);
    return outcome === "SUPERSEDED" ? null : snapshot;
  }

  /** The answer of a flight that serves the reader: one that is under way, or its own. */
  async function fly(provider: Provider, wanted: Wanted, reader: Reader): Promise<Told> {
    const key = refKey({ provider: provider.name, id: wanted.id });
    for (;;) {
      const flight = flights.get(key);
      // Between this look and the boarding nobody else may come in: nothing is awaited.
      if (flight === undefined || flight.isLeft()) return told(board(provider, wanted), reader);
      if ((await flight.serves(reader)) && !flight.isLeft()) return told(flight, reader);
      if (flights.get(key) === flight) return told(board(provider, wanted), reader);
      // Another has taken its place meanwhile.
    }
  }

  async function told(flight: Flight, reader: Reader): Promise<Told> {
    const reading = await flight.join(reader);
    return { reading, mark: flight.mark() };
  }

  function board(provider: Provider, { id, owner }: Wanted): Flight {
    const flight = createFlight(provider.name, id, owner);
    flights.set(refKey({ provider: provider.name, id }), flight);
    const others = boarding.get(provider);
    if (others !== undefined) others.push(flight);
    else {
      boarding.set(provider, [flight]);
      setImmediate(() => {
        const all = boarding.get(provider) ?? [];
        boarding.delete(provider);
        void depart(provider, all);
      });
    }
    return flight;
  }

  async function depart(provider: Provider, all: readonly Flight[]): Promise<void> {
    const startedAt = directory.now();
    latestMark++;
    for (const flight of all) flight.launch(latestMark, startedAt);
    const land = (flight: Flight, reading: LiveReading): void => {
      const key = refKey({ provider: provider.name, id: flight.id });
      if (flights.get(key) === flight) flights.delete(key);
      flight.land(reading);
    };
    try {
      const readings = await readAll(provider, all, await startedAt);
      for (const flight of all) land(flight, readings.get(flight.id) ?? null);
    } catch (error) {
      // The directory's failure: every provider's answer, and error, is among the readings.
      for (const flight of all) land(flight, error instanceof Error ? error : new Error(String(error)));
    }
  }

  async function readAll(provider: Provider, all: readonly Flight[], startedAt: Instant) {
    // Of an account that everybody left and somebody wanted anew before the departure, the later flight counts.
    const signals = new Map(all.map(({ id, signal }) => [id, signal]));
    const call: Call = { signal: abortedTogether([...signals.values()]), priority: "foreground" };
    const parts = { directory, provider, call };
    const wanted = all.filter((flight) => !flight.isLeft());
    const readings = new Map(await readByOwner(parts, wanted, startedAt, answers.keep));
    const rest = wanted.map(({ id }) => id).filter((id) => !readings.has(id));
    const singly = await readFrom(parts, rest, startedAt, {
      signalOf: (id) => signals.get(id) ?? call.signal,
      heard: answers.keep,
    });
    for (const [index, id] of rest.entries()) readings.set(id, singly[index] ?? null);
    return readings;
  }

  return {
    mark: () => latestMark,
    async read(provider, wanted, reader) {
      const ref = { provider: provider.name, id: wanted.id };
      const under = flights.get(refKey(ref));
      const isUnderWay = under !== undefined && !under.isLeft() && (await under.serves(reader));
      const known = isUnderWay ? null : await recalled(ref, reader);
      return known === null ? fly(provider, wanted, reader) : { reading: known, mark: 0 };
    },
  };
}

/** Aborts when all of them have. */
function abortedTogether(signals: readonly AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  let left = signals.length;
  for (const signal of signals) {
    signal.addEventListener("abort", () => {
      left--;
      if (left === 0) controller.abort();
    });
  }
  return controller.signal;
}
