import process from "node:process";
import { createDirectory } from "../src/accounts/directory.ts";
import { openDatabase } from "../src/storage/database.ts";
import { name, numbers } from "./names.ts";

// `seed.ts DATABASE_URL COUNT`: fills a database with accounts, through the one door that every account comes in by.
const [url = "", count = "0"] = process.argv.slice(2);
const providers = ["inventi", "if", "paynetics", "revsto"];
const batch = 2_000;
const day = 86_400_000;

const database = await openDatabase(url, { now: Date.now });
const directory = createDirectory(database, { providers, log: { warn() {} } });
const next = numbers(2026);
const now = await directory.now();
for (let start = 0; start < Number(count); start += batch) {
  const size = Math.min(batch, Number(count) - start);
  const observations = Array.from({ length: size }, (_, index) => {
    const id = String(start + index);
    const provider = providers[Math.floor(next() * providers.length)] ?? "";
    const currency = ["EUR", "EUR", "EUR", "GBP", "DKK"][Math.floor(next() * 5)] ?? "EUR";
    const isActive = next() < 0.8;
    const balance = {
      currency,
      providerBalanceId: null,
      available: { amount: (next() * 10_000).toFixed(2), currency },
    };
    const facts = {
      kind: "MAIN" as const,
      status: isActive ? ("ACTIVE" as const) : ("CLOSED" as const),
      providerStatus: isActive ? "active" : "closed",
      holderType: next() < 0.7 ? ("INDIVIDUAL" as const) : ("ORGANISATION" as const),
      holderName: name(next),
      currencies: [currency],
      iban: `DE${String(start + index).padStart(20, "0")}`,
      balances: [{ ...balance, iban: null, accountNumber: null, sortCode: null, isMain: true, shared: false }],
      createdAt: new Date(Date.parse("2020-01-01") + Math.floor(next() * 2_000 * day)).toISOString(),
    };
    return { ref: { provider, id }, account: { id, facts, raw: JSON.stringify({ id, ...facts }) }, asOf: now };
  });
  await directory.observe(observations, "SWEEP");
}
// As if a sweep had just ended: the gateway that serves this shall not look for these accounts at their providers.
for (const provider of providers) {
  const counts = { fence: 0, failures: 0, walked: 0, seen: 0, changed: 0, failed: 0, malformed: 0, missing: 0 };
  const done = { started_at: now, completed_at: now, complete_as_of: now, next_at: "2999-01-01T00:00:00.000Z" };
  const row = { provider, state: "COMPLETE" as const, walk_malformed: 0, walk_missing: 0, ...counts, ...done };
  await database.write.insertInto("sweeps").values(row).execute();
}
await directory.close();
await database.close();
