import { setTimeout as sleep } from "node:timers/promises";
import type { Directory } from "../accounts/directory-contract.ts";
import { later } from "../accounts/merge.ts";
import type { Instant } from "../domain/account.ts";
import { type AccountRef, refKey } from "../domain/account-ref.ts";
import type { Provider, ProviderLog } from "../providers/provider.ts";
import { createRereading } from "./rereading.ts";

/** Reads the accounts that somebody of this process follows sooner than sweeps would. */
export interface Watching {
  /** These accounts are followed from now on; call what it answers when they no longer are. */
  watch(refs: readonly AccountRef[]): () => void;
  start(): void;
  stop(): Promise<void>;
}

export interface WatchingParts {
  readonly directory: Directory;
  readonly providers: readonly Provider[];
  readonly log: ProviderLog;
  /** Between two looks whose turn it is, in milliseconds. */
  readonly everyMs?: number;
}

/** Of one account: how many follow it, and since when one does. */
interface Watched {
  readonly id: string;
  followers: number;
  since: Instant | null;
}

const latestMs = 60_000;
/** Of one provider, in one round: more take turns. Providers' limits hold on top. */
const mostAtOnce = 100;

export function createWatching({ directory, providers, log, everyMs = 1_000 }: WatchingParts): Watching {
  const stopping = new AbortController();
  const watched = new Map<string, Map<string, Watched>>(providers.map(({ name }) => [name, new Map()]));
  let running: Promise<void> = Promise.resolve();

  async function attend(provider: Provider): Promise<void> {
    const reread = createRereading({ directory, provider }, latestMs);
    const ofProvider = watched.get(provider.name) ?? new Map<string, Watched>();
    while (!stopping.signal.aborted) {
      await sleep(everyMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      if (stopping.signal.aborted || ofProvider.size === 0) continue;
      try {
        const turn = takeTurn(ofProvider);
        await reread(await candidates(provider.name, turn), { signal: stopping.signal, priority: "background" });
      } catch (error) {
        if (!stopping.signal.aborted) {
          log.warn({ err: error, provider: provider.name }, "watched accounts could not be read again");
        }
      }
    }
  }

  /** Those that waited longest for a turn, which go to the end of the queue. */
  function takeTurn(ofProvider: Map<string, Watched>): readonly Watched[] {
    const turn = [...ofProvider.values()].slice(0, mostAtOnce);
    for (const one of turn) {
      ofProvider.delete(one.id);
      ofProvider.set(one.id, one);
    }
    return turn;
  }

  async function candidates(provider: string, turn: readonly Watched[]) {
    const now = await directory.now();
    const refs = turn.map(({ id }) => ({ provider, id }));
    const snapshots = await directory.find({ sees: "everything" }, refs);
    return turn.flatMap((one) => {
      one.since ??= now;
      const snapshot = snapshots.get(refKey({ provider, id: one.id }));
      if (snapshot === undefined) return [];
      return [
        { id: one.id, asOf: snapshot.asOf, unchangedSince: later(one.since, snapshot.statusChangedAt ?? one.since) },
      ];
    });
  }

  return {
    watch(refs) {
      const distinct = [...new Map(refs.map((ref) => [refKey(ref), ref])).values()];
      for (const { provider, id } of distinct) {
        const ofProvider = watched.get(provider);
        const known = ofProvider?.get(id) ?? { id, followers: 0, since: null };
        known.followers += 1;
        ofProvider?.set(id, known);
      }
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        for (const { provider, id } of distinct) {
          const known = watched.get(provider)?.get(id);
          if (known === undefined) continue;
          known.followers -= 1;
          if (known.followers === 0) watched.get(provider)?.delete(id);
        }
      };
    },
    start() {
      running = Promise.all(providers.map(attend)).then(() => {});
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
