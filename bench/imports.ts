import { join } from "node:path";
import type { Line, Settings } from "./main.ts";
import { serve } from "./processes.ts";
import { environment, startSandbox, sweepsDone, target } from "./world.ts";

/** B6: the first import of each provider, one after the other, from the gateway's start to the sweep's end. */
export async function imports({ folder, imported }: Settings, print: (line: Line) => void): Promise<void> {
  const sandbox = await startSandbox(imported);
  for (const entry of sandbox.entries) {
    const server = await serve("dist/bench/src/main.js", environment(join(folder, `import-${entry.name}`), [entry]));
    const begun = performance.now();
    const seen = await sweepsDone(await target(server));
    const seconds = (performance.now() - begun) / 1000;
    const figure = `${seen} in ${seconds.toFixed(1)} s: ${Math.round(seen / seconds)} accounts/s`;
    const pages = entry.kind === "paynetics" ? "10" : "100";
    print({
      name: `B6 import of ${entry.name}, pages of ${pages}`,
      figure,
      target: pages === "100" ? "≥ 2,000/s" : "",
    });
    await server.stop();
  }
  await sandbox.server.stop();
}
