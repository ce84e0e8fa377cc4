/**
 * Runs `work` under a signal that aborts with its parent, or after `ms` with a TimeoutError. Rejects with the reason at
 * that very moment, even if the work does not listen, and leaves neither timer nor listener behind.
 */
export async function withDeadline<T>(
  parent: AbortSignal,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  parent.throwIfAborted();
  const controller = new AbortController();
  const aborted = Promise.withResolvers<never>();
  const abort = (reason: unknown): void => {
    // In this order, so that the reason wins the race against whatever the work makes of it.
    aborted.reject(reason);
    controller.abort(reason);
  };
  const onParent = (): void => abort(parent.reason);
  parent.addEventListener("abort", onParent, { once: true });
  const timer = setTimeout(() => abort(new DOMException(`not done within ${ms} ms`, "TimeoutError")), ms);
  try {
    return await Promise.race([aborted.promise, work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    parent.removeEventListener("abort", onParent);
  }
}

/** True for the reason with which `withDeadline` (and `AbortSignal.timeout`) give up. */
export function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === "TimeoutError";
}
