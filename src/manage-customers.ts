import process from "node:process";
import { type Config, readConfig } from "./config.ts";
import { readCommand, runCommand, usage } from "./customers/command.ts";
import { createCustomerLinks } from "./customers/customer-links.ts";
import type { OwnerKinds } from "./customers/owner-kinds.ts";
import { UsageError } from "./domain/usage-error.ts";
import { providerModules } from "./providers/index.ts";
import { openDatabase } from "./storage/database.ts";

// `npm run customers`: who may see which accounts, in the database that the gateway's configuration names. A gateway on
// PostgreSQL goes by it from its next request on; SQLite's file belongs to one process, so that one must be stopped first.

/** The sandbox's providers by their names there, which no configuration tells, with their kinds. */
const sandboxProviders = { inventi: "inventi", if: "integrated-finance", paynetics: "paynetics", revsto: "revsto" };

function ownerKindsOf({ providers }: Config): OwnerKinds {
  if (providers !== null) return new Map(providers.map(({ name, module }) => [name, module.ownerKinds]));
  const ofKind = new Map(providerModules.map(({ kind, ownerKinds }) => [kind, ownerKinds]));
  return new Map(Object.entries(sandboxProviders).map(([name, kind]) => [name, ofKind.get(kind) ?? []]));
}

try {
  const config = readConfig();
  const command = readCommand(process.argv.slice(2), ownerKindsOf(config));
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
