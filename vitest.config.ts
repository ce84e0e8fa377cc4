import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // Two copies of graphql (its CommonJS and its ESM build) refuse each other's schemas: everything uses the one that Node picks.
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
    // By default one core is left idle, which on two cores is half of the machine.
    maxWorkers: "100%",
  },
});
