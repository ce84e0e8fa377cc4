import process from "node:process";
import { readConfig } from "./config.ts";
import { readCommand, runCommand, usage } from "./customers/command.ts";
import { createCustomerLinks } from "./customers/customer-links.ts";
import { UsageError } from "./domain/usage-error.ts";
import { openDatabase } from "./storage/database.ts";

// `npm run customers`: who may see which accounts, in the database that the gateway's configuration names. A gateway on
// PostgreSQL goes by it from its next request on; SQLite's file belongs to one process, so that one must be stopped first.

/** The names of the sandbox's providers, which no configuration tells. */
const sandboxProviders = ["inventi", "if", "paynetics", "revsto"];

try {
  const config = readConfig();
  const providers = config.providers?.map(({ name }) => name) ?? sandboxProviders;
  const command = readCommand(process.argv.slice(2), providers);
  const database = await openDatabase(config.databaseUrl, { now: Date.now });
  try {
    process.stdout.write(await runCommand(createCustomerLinks(database), command));
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
