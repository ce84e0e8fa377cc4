import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { openBanks } from "./banks.ts";
import { openPostgres, openSqlite } from "./databases.ts";
import { followersPart, performFollowers } from "./followers/perform.ts";
import { type FollowersResult, followersTable } from "./followers/report.ts";
import { callersPart } from "./parts/callers.ts";
import { againPart, faultsPart } from "./parts/faults.ts";
import { killsPart } from "./parts/kills.ts";
import { redisPart } from "./parts/redis.ts";
import { restartsPart } from "./parts/restarts.ts";
import { killAll } from "./process.ts";
import { openRedis } from "./redis.ts";
import { type PartResult, table } from "./report.ts";
import { readSettings } from "./settings.ts";
import { type Part, perform } from "./stage.ts";

/** At each provider, where sweeps are to find many changes at once. */
const manyAccounts = 4_000;

const all = [faultsPart, againPart, killsPart, callersPart, restartsPart, redisPart];
const parts: ReadonlyMap<string, Part> = new Map(all.map((part) => [part.name, part]));

process.on("exit", killAll);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));

const names = [...parts.keys(), followersPart];
const { seed, folder, only, engine, sizes } = readSettings(process.argv.slice(2), names);
process.stdout.write(`seed ${seed}, ${engine}, folder ${folder}\n\n`);
for (const name of only) {
  // A SQLite file has no server.
  if (name === "restarts" && engine === "sqlite") continue;
  const result = await played(name);
  process.stdout.write(`${"verdicts" in result ? table(result) : followersTable(result)}\n\n`);
  if (result.shortcomings.length > 0) process.exitCode = 1;
}

/** What an earlier run over this folder has done is not done again. */
async function played(name: string): Promise<PartResult | FollowersResult> {
  const own = join(folder, `${engine}-${name}`);
  mkdirSync(own, { recursive: true });
  const path = join(own, "result.json");
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8")) as PartResult | FollowersResult;
  const opened = new AsyncDisposableStack();
  try {
    const database = engine === "postgres" ? await openPostgres(own) : openSqlite(own);
    opened.defer(() => database.stop());
    const redis = name === "redis" ? await openRedis(own) : null;
    opened.defer(async () => redis?.stop());
    const { banks, stop } = await openBanks(
      "dist/sandbox/main.js",
      own,
      name === followersPart ? manyAccounts : undefined,
    );
    opened.defer(stop);
    const gateways = engine === "postgres" ? 2 : 1;
    const program = "dist/main.js";
    const settings = { program, folder: own, seed, sizes, banks, database, redis, gateways };
    const part = parts.get(name);
    const result = part === undefined ? await performFollowers(settings) : await perform(part, settings);
    writeFileSync(path, JSON.stringify(result, null, 2));
    return result;
  } finally {
    await opened.disposeAsync();
  }
}
