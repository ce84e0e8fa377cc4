/** The signal of one request: aborted by the caller's, or when the time is over. `clear` when it is done. */
export interface Deadline {
  readonly signal: AbortSignal;
  clear(): void;
}

/** `timeoutMs` null: no limit. The reason of a timeout is a `TimeoutError`, as of `AbortSignal.timeout`. */
export function startDeadline(timeoutMs: number | null, caller: AbortSignal | undefined): Deadline {
  const own = new AbortController();
  const expire = () => own.abort(new DOMException("The gateway did not answer in time.", "TimeoutError"));
  const timer = timeoutMs === null ? undefined : setTimeout(expire, timeoutMs);
  return {
    signal: caller === undefined ? own.signal : AbortSignal.any([caller, own.signal]),
    clear: () => clearTimeout(timer),
  };
}

/** The value, unless the signal is aborted first; then its reason is thrown. */
export function orAborted<Value>(value: Value | PromiseLike<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    Promise.resolve(value)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", abort));
  });
}

/** Whether the reason of an aborted signal is that time was over. */
export function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === "TimeoutError";
}
