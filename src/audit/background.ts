/** Something done over and over in the background. */
export interface Background {
  /** No round begins any more; resolves when the one under way has ended. */
  stop(): Promise<void>;
}

/** Does `round` every so often, one at a time, without keeping the process alive. What it throws goes to `failed`. */
export function inBackground(
  everyMs: number,
  round: () => Promise<void>,
  failed: (error: unknown) => void,
): Background {
  let underWay: Promise<void> | null = null;
  const timer = setInterval(() => {
    underWay ??= round()
      .catch(failed)
      .finally(() => {
        underWay = null;
      });
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
