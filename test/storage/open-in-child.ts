import { openDatabase } from "../../src/storage/database.ts";

// Run by processes.test.ts as a process of its own: opens the database, says so, and keeps it until the process is killed.
const [url = ""] = process.argv.slice(2);
try {
  const database = await openDatabase(url, { now: Date.now });
  const accounts = await database.read.selectFrom("accounts").select("id").execute();
  process.stdout.write(`open ${accounts.length}\n`);
  setInterval(() => {}, 60_000);
} catch (error) {
  process.stdout.write(`refused ${(error as Error).message}\n`);
  process.exitCode = 1;
}
