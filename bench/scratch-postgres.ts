import { randomBytes } from "node:crypto";
import process from "node:process";
import pg from "pg";

/** Databases that are gone when the measuring is over, on the server that `BENCH_DATABASE_URL` names; null without it. */
export async function scratchPostgres() {
  const server = process.env.BENCH_DATABASE_URL;
  if (server === undefined) return null;
  const prefix = `bench_${randomBytes(4).toString("hex")}`;
  const names = ["gateway", "bare"] as const;
  const run = async (statement: (name: string) => string) => {
    const client = new pg.Client(server);
    await client.connect();
    for (const name of names) await client.query(statement(`${prefix}_${name}`));
    await client.end();
  };
  await run((name) => `create database ${name}`);
  return {
    url(name: (typeof names)[number]): string {
      const url = new URL(server);
      url.pathname = `/${prefix}_${name}`;
      return url.href;
    },
    drop: () => run((name) => `drop database ${name} with (force)`),
  };
}
