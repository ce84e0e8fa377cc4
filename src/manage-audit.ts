import { join } from "node:path";
import process from "node:process";
import { readAuditCommand, usage } from "./audit/command.ts";
import { runAuditCommand } from "./audit/run-command.ts";
import { readConfig } from "./config.ts";
import { UsageError } from "./domain/usage-error.ts";
import { openDatabase } from "./storage/database.ts";

// `npm run audit:verify` and `npm run audit:erase`: the audit log of the database that the gateway's configuration names. On
// PostgreSQL gateways may be at work meanwhile; SQLite's file belongs to one process, so that one must be stopped first.

try {
  const command = readAuditCommand(process.argv.slice(2));
  const config = readConfig();
  const database = await openDatabase(config.databaseUrl, { now: Date.now });
  try {
    const { text, isWell } = await runAuditCommand(database, command, join(config.dataDir, "audit"));
    process.stdout.write(text);
    process.exitCode = isWell ? 0 : 1;
  } finally {
    await database.close();
  }
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
  const foreseen = error instanceof Error && ["ConfigError", "StartError"].includes(error.name);
  process.stderr.write(`${foreseen ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
