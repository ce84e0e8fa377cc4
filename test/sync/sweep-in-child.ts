import { randomUUID } from "node:crypto";
import { Pool } from "undici";
import { createDirectory } from "../../src/accounts/directory.ts";
import { parseProviders } from "../../src/config-file.ts";
import { createGuardMetrics, guard } from "../../src/providers/guard.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { createSweeper } from "../../src/sync/sweeper.ts";
import { createMetrics } from "../../src/telemetry/metrics.ts";

// Run by sweep-processes.test.ts as a process of its own: sweeps one provider until it is killed.
const [url = "", entry = ""] = process.argv.slice(2);
const now = Date.now;
const log = { info() {}, warn() {}, error() {} };
const { setups } = parseProviders([JSON.parse(entry)], {});
const [setup] = setups;
if (setup === undefined) throw new Error("no provider");
const { name, module, config, limits } = setup;
const openPool = (origin: string) => new Pool(origin, { connections: limits.concurrency });
const adapter = module.create(config, { name, now, uuid: randomUUID, log, openPool });
const provider = guard(adapter, limits, { now, log, metrics: createGuardMetrics(createMetrics()) });
const database = await openDatabase(url, { now });
const directory = createDirectory(database, { providers: [name], log });
const sweeper = createSweeper({
  ...{ directory, database, log, providers: [provider] },
  intervalMs: () => 3_600_000,
  timing: { leaseMs: 600, settleEveryMs: 100 },
});
await sweeper.start();
setInterval(async () => process.stdout.write(`${JSON.stringify(await sweeper.status(name))}\n`), 50);
