import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Each takes a sixth of the whole suite's time or more; none may be begun when all others are done. */
const longest = ["chaos/chaos", "webhooks/permutations", "http/paused"].map((name) => `/test/${name}.test.ts`);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => longest.some((name) => moduleId.endsWith(name));
    const others = await super.sort(files.filter((file) => !isLong(file)));
    return [...files.filter(isLong), ...others];
  }
}

export default defineConfig({
  // Two copies of graphql (its CommonJS and its ESM build) refuse each other's schemas: everything
  // uses the one that Node picks.
  resolve: { alias: { graphql: fileURLToPath(new URL("node_modules/graphql/index.js", import.meta.url)) } },
  test: {
    include: ["test/**/*.test.ts"],
    // Files share what their worker has imported, which costs most of them more than their tests: each puts back what it
    // changes of the process (clocks, listeners, variables), and modules keep nothing of one test for another.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What a page shows in the end, however busy the machine is.
    expect: { poll: { timeout: 15_000 } },
    sequence: { sequencer: LongestFirst },
    // Half of a test's time is waiting: for other processes, for a browser, for what must not come.
    maxWorkers: Math.ceil(1.5 * availableParallelism()),
  },
});
