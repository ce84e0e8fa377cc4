import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  // Two copies of graphql (its CommonJS and its ESM build) refuse each other's schemas: everything uses the one that Node picks.
  resolve: { alias: { graphql: fileURLToPath(new URL("node_modules/graphql/index.js", import.meta.url)) } },
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What a page shows in the end, however busy the machine is.
    expect: { poll: { timeout: 15_000 } },
    // By default one core is left idle, which on two cores is half of the machine.
    maxWorkers: "100%",
  },
});
