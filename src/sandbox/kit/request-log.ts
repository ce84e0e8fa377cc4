/** One request as the ledger shows it. */
export interface LedgerRequest {
  /** Milliseconds since 1970, on the simulator's clock. */
  readonly at: number;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** The idempotency key that came with it. */
  readonly key: string | null;
  /** The HTTP status that was sent; null while there is none, or when the answer was withheld. */
  status: number | null;
  /** `open`, `answered`, or the fault that met it, such as `reset after`. */
  outcome: string;
  /** Whether this request made the change that it asked for; one that repeats an earlier one makes none. */
  committed: boolean;
}

const readsKept = 100_000;

/** Every write, and the newest reads. */
export interface RequestLog {
  add(request: LedgerRequest): void;
  /** Oldest first. */
  list(): LedgerRequest[];
  total(): { readonly writes: number; readonly reads: number; readonly readsNotKept: number };
}

export function createRequestLog(): RequestLog {
  const writes: { order: number; request: LedgerRequest }[] = [];
  let reads: { order: number; request: LedgerRequest }[] = [];
  let order = 0;
  let readsNotKept = 0;
  return {
    add(request) {
      order += 1;
      if (!isRead(request.method)) {
        writes.push({ order, request });
        return;
      }
      reads.push({ order, request });
      // Cut rarely and by half, so that the cost per read stays small.
      if (reads.length < 2 * readsKept) return;
      readsNotKept += reads.length - readsKept;
      reads = reads.slice(-readsKept);
    },
    list: () => [...writes, ...reads.slice(-readsKept)].sort((a, b) => a.order - b.order).map(({ request }) => request),
    total: () => ({
      writes: writes.length,
      reads: readsNotKept + reads.length,
      readsNotKept: readsNotKept + Math.max(0, reads.length - readsKept),
    }),
  };
}

export function isRead(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}
