import { shifted } from "../domain/instant.ts";
import type { Database } from "../storage/database.ts";
import {
  type Lease,
  releaseLease,
  type SweepChange,
  type SweepRow,
  saveUnderLease,
  takeLease,
} from "../storage/sweep-store.ts";

/** Thrown by a write of somebody who is no longer the provider's sweeper. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

/** The provider's sweep while this process alone may work on it. */
export interface Held {
  /** Aborted when the lease is lost, or the process stops. */
  readonly signal: AbortSignal;
  /** As last written. */
  row(): SweepRow;
  /** Throws `LeaseLost`, and then nothing was written. */
  save(change: SweepChange): Promise<void>;
}

export interface LeaseOptions {
  readonly owner: string;
  /** How long a lease lasts without renewal. Its holder renews it three times as often. */
  readonly leaseMs: number;
  readonly signal: AbortSignal;
}

/**
 * Runs `work` under the provider's lease, which is renewed meanwhile and given back at the end; false
 * when another process has it.
 */
export async function underLease(
  database: Database,
  provider: string,
  { owner, leaseMs, signal }: LeaseOptions,
  work: (held: Held) => Promise<void>,
): Promise<boolean> {
  const now = await database.now();
  const taken = await takeLease(database, provider, { owner, now, until: shifted(now, leaseMs) });
  if (taken === null) return false;
  const { lease } = taken;
  const lost = new AbortController();
  let row = taken.row;

  const save = async (change: SweepChange): Promise<void> => {
    if (!(await saveUnderLease(database, lease, change))) {
      lost.abort();
      throw new LeaseLost(`Another process sweeps ${provider}.`);
    }
    row = { ...row, ...change };
  };
  const renewing = setInterval(() => {
    renew(database, lease, leaseMs).then(
      (kept) => kept || lost.abort(),
      () => lost.abort(),
    );
  }, leaseMs / 3).unref();
  try {
    await work({ signal: AbortSignal.any([signal, lost.signal]), row: () => row, save });
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
  } finally {
    // Whatever still works for it must not go on without the lease.
    lost.abort();
    clearInterval(renewing);
    await releaseLease(database, lease);
  }
  return true;
}

async function renew(database: Database, lease: Lease, leaseMs: number): Promise<boolean> {
  return saveUnderLease(database, lease, { lease_until: shifted(await database.now(), leaseMs) });
}
