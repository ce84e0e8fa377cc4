import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SignJWT } from "jose";
import { ask, type Target } from "./load.ts";
import { type Server, serve } from "./processes.ts";

const secret = "the secret of the benchmark's tokens";

/** Provider entries of a GATEWAY_CONFIG file. */
export type Entries = readonly Readonly<Record<string, unknown>>[];

/** Simulators in a process of their own, on the load's core. */
export async function startSandbox(accounts: number): Promise<{ server: Server; entries: Entries }> {
  const server = await serve("dist/bench/bench/sandbox.js", { ACCOUNTS: String(accounts) }, "1");
  return { server, entries: JSON.parse(server.more) as Entries };
}

/** What every candidate is started with: the same file, the same tokens, a database of its own. */
export function environment(folder: string, entries: Entries): Record<string, string> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "gateway.json"), JSON.stringify({ providers: entries }));
  return {
    PORT: "0",
    DATA_DIR: folder,
    DATABASE_URL: `sqlite:${join(folder, "gateway.db")}`,
    GATEWAY_CONFIG: join(folder, "gateway.json"),
    AUTH_SECRET: secret,
    LOG_LEVEL: "error",
  };
}

/** A copy of everything in a folder: a SQLite file serves one process. */
export function copyOf(folder: string, name: string): string {
  const copy = join(folder, "..", name);
  cpSync(folder, copy, { recursive: true, filter: (path) => !path.endsWith(".lock") });
  return copy;
}

export async function target(server: Server, scope = "accounts:read accounts:all"): Promise<Target> {
  const token = await new SignJWT({ scope })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject("bench")
    .setExpirationTime("2h")
    .sign(new TextEncoder().encode(secret));
  return { url: server.url, token };
}

const sweepsQuery = "{ providers { name sweep { state seen } } }";
interface Sweeps {
  readonly providers: readonly {
    readonly name: string;
    readonly sweep: { readonly state: string; readonly seen: number };
  }[];
}

/** Resolves when every provider's accounts have been read; answers how many there were. */
export async function sweepsDone(asked: Target): Promise<number> {
  for (;;) {
    const { providers } = await ask<Sweeps>(asked, { query: sweepsQuery, variables: {} });
    if (providers.some(({ sweep }) => sweep.state === "FAILED")) throw new Error("A sweep failed.");
    if (providers.every(({ sweep }) => sweep.state === "COMPLETE")) {
      return providers.reduce((sum, { sweep }) => sum + sweep.seen, 0);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
