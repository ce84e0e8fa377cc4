import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { GraphQLClient } from "graphql-request";
import { type App, createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { AccountsDocument } from "../generated/documents.ts";
import { createTestDatabase } from "./database.ts";

/** A whole gateway in sandbox mode, on ports and folders of its own. */
export interface Gateway {
  readonly url: string;
  readonly origin: string;
  readonly tokens: { readonly backoffice: string; readonly customer: string; readonly readonly: string };
  /** A typed client with that token; null sends none. */
  client(token?: string | null): GraphQLClient;
  simulator(name: string): Simulator;
  /** Everything that was logged so far. */
  log(): string;
  close(): Promise<void>;
}

/** What a test may do to a simulator, through its control routes. */
export interface Simulator {
  readonly name: string;
  readonly url: string;
  ledger(): Promise<{ accounts: Record<string, unknown>[]; requests: { method: string; path: string }[] }>;
  fault(rule: Record<string, unknown>): Promise<void>;
  clearFaults(): Promise<void>;
  admin(change: Record<string, unknown>): Promise<unknown>;
}

export interface GatewayOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: () => number;
}

/** Starts a gateway and waits until it has imported every account. */
export async function startGateway({ env = {}, now }: GatewayOptions = {}): Promise<Gateway> {
  const dataDir = mkdtempSync(join(tmpdir(), "account-gateway-"));
  const database = await createTestDatabase();
  const logged: string[] = [];
  const logTo = new Writable({
    write(chunk, _, done) {
      logged.push(String(chunk));
      done();
    },
  });
  let app: App | undefined;
  const close = async () => {
    await app?.close();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const config = readConfig({ PORT: "0", DATA_DIR: dataDir, DATABASE_URL: database.url, ...env });
    app = await createApp(config, { logTo, ...(now === undefined ? {} : { now }) });
    const url = await app.start();
    const { origin } = new URL(url);
    const json = async (path: string) => (await fetch(new URL(path, origin))).json();
    const tokens = (await json("/sandbox/tokens")) as Gateway["tokens"];
    const { simulators } = (await json("/sandbox")) as { simulators: { name: string; url: string }[] };
    const gateway: Gateway = {
      url,
      origin,
      tokens,
      client: (token = tokens.backoffice) =>
        new GraphQLClient(url, { headers: token === null ? {} : { authorization: `Bearer ${token}` } }),
      simulator(name) {
        const found = simulators.find((simulator) => simulator.name === name);
        if (found === undefined) throw new Error(`There is no simulator ${name}.`);
        return controls(found);
      },
      log: () => logged.join(""),
      close,
    };
    if (env.GATEWAY_CONFIG === undefined) await importDone(gateway.client());
    return gateway;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Resolves when every provider's first import is complete. */
export async function importDone(client: GraphQLClient): Promise<void> {
  for (;;) {
    const { accounts } = await client.request(AccountsDocument, { first: 1 });
    if (accounts.sources.every(({ complete }) => complete)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function controls({ name, url }: { name: string; url: string }): Simulator {
  const send = async (method: string, path: string, body?: Record<string, unknown>) => {
    const answer = await fetch(new URL(path, url), {
      method,
      ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} of ${name}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    name,
    url,
    ledger: () => send("GET", "/__ledger") as ReturnType<Simulator["ledger"]>,
    fault: async (rule) => void (await send("POST", "/__faults", rule)),
    clearFaults: async () => void (await send("DELETE", "/__faults")),
    admin: (change) => send("POST", "/__admin", change),
  };
}
