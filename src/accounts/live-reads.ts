import DataLoader from "dataloader";
import type { Instant } from "../domain/account.ts";
import { type AccountRef, refKey } from "../domain/account-ref.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import type { Call, Provider } from "../providers/provider.ts";
import type { Directory } from "./directory-contract.ts";
import type { LiveAnswers } from "./live-answers.ts";
import { createFlight, type Flight, type Reader } from "./live-flights.ts";
import { byOwner, isListCheaper, readByOwner, type Wanted } from "./read-by-owner.ts";
import { type LiveReading, type Observe, observeTogether, readAccount, toError } from "./read-through.ts";

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

export function createLiveReads({ directory, answers }: LiveReadsParts): LiveReads {
  let latestMark = 0;
  const flights = new Map<string, Flight>();
  /** What leaves at the end of this turn, by provider. */
  const boarding = new Map<Provider, Flight[]>();

  const recall = new DataLoader((refs: readonly AccountRef[]) => answers.recall(refs), {
    cache: false,
    batchScheduleFn: (ask) => void setImmediate(ask),
  });
  const observe = observeTogether(directory);
  const observeAndKeep: Observe = async (answer) => {
    const observed = await observe(answer);
    if (observed.outcome !== "SUPERSEDED") answers.keep([answer]);
    return observed;
  };

  /** What another process was told lately, if that is fresh enough for the reader. */
  async function recalled(ref: AccountRef, { since }: Reader): Promise<AccountSnapshot | null> {
    if (since === "live") return null;
    const answer = await recall.load(ref);
    if (answer === null || (since !== null && answer.asOf < since)) return null;
    const { outcome, snapshot } = await observe(answer);
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
        depart(provider, all);
      });
    }
    return flight;
  }

  /**
   * Reads the accounts of all flights: those of one owner together where that is cheaper. None waits for another's answer.
   */
  function depart(provider: Provider, all: readonly Flight[]): void {
    const startedAt = directory.now();
    startedAt.catch(() => {});
    latestMark++;
    for (const flight of all) flight.launch(latestMark, startedAt);
    for (const group of byOwner(
      provider,
      all.filter((flight) => !flight.isLeft()),
    )) {
      void startedAt
        .then((asOf) => readGroup(provider, group, asOf))
        // The directory's failure: every provider's answer, and error, is a reading.
        .catch((error: unknown) => land(provider, group, toError(error)));
    }
    land(
      provider,
      all.filter((flight) => flight.isLeft()),
      null,
    );
  }

  async function readGroup(provider: Provider, group: readonly Flight[], asOf: Instant): Promise<void> {
    let rest = group;
    if (await isListCheaper(directory, provider, group)) {
      const call: Call = { signal: abortedTogether(group.map(({ signal }) => signal)), priority: "foreground" };
      const readings = await readByOwner({ directory, provider, call }, group, asOf, answers.keep);
      for (const flight of group) {
        const reading = readings.get(flight.id);
        if (reading !== undefined) land(provider, [flight], reading);
      }
      rest = group.filter(({ id }) => !readings.has(id));
    }
    await Promise.all(
      rest.map(async (flight) => {
        const call: Call = { signal: flight.signal, priority: "foreground" };
        land(provider, [flight], await readAccount({ directory, provider, call }, observeAndKeep, flight.id, asOf));
      }),
    );
  }

  function land(provider: Provider, landed: readonly Flight[], reading: LiveReading): void {
    for (const flight of landed) {
      const key = refKey({ provider: provider.name, id: flight.id });
      if (flights.get(key) === flight) flights.delete(key);
      flight.land(reading);
    }
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
