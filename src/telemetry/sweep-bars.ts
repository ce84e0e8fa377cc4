import { MultiBar, Presets, type SingleBar } from "cli-progress";
import type { SweepProgress } from "../domain/sweep-progress.ts";

export interface SweepBarsParts {
  readonly providers: readonly string[];
  readonly progress: (provider: string) => Promise<SweepProgress>;
  readonly stream: NodeJS.WriteStream;
}

const everyMs = 500;

/**
 * Shows the first import of every provider on a terminal, one line each, until all are complete; never in a file or a
 * pipe. Answers how to end it.
 */
export function showSweepBars({ providers, progress, stream }: SweepBarsParts): () => void {
  if (!stream.isTTY) return () => {};
  const bars = new Map<string, SingleBar>();
  const screen = new MultiBar(
    { stream, format: "{provider}: {value} accounts, {state}", clearOnComplete: true, hideCursor: null },
    Presets.shades_classic,
  );
  const timer = setInterval(() => void draw().catch(() => {}), everyMs).unref();
  const end = (): void => {
    clearInterval(timer);
    screen.stop();
  };

  async function draw(): Promise<void> {
    let done = true;
    for (const provider of providers) {
      const { state, seen, completedAt } = await progress(provider);
      done &&= completedAt !== null;
      const shown = { provider, state: state.toLowerCase() };
      const bar = bars.get(provider) ?? screen.create(seen, seen, shown);
      bars.set(provider, bar);
      // How many there will be, few providers tell.
      bar.setTotal(Math.max(seen, 1));
      bar.update(seen, shown);
    }
    if (done) end();
  }
  return end;
}
