/** Runs the Inventi simulator in a process of its own, for tests that kill it: `node kit-process.ts DATA_DIR`. */
import { inventi } from "../../src/sandbox/inventi/index.ts";
import { startSimulator } from "../../src/sandbox/kit/start.ts";

const simulator = await startSimulator(inventi, { dataDir: process.argv[2] ?? "" });
process.stdout.write(`${simulator.url}\n`);
