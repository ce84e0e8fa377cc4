import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import { GraphQLClient } from "graphql-request";
import { type App, createApp, type Overrides } from "../../src/app.ts";
import { makeSandboxTokens } from "../../src/auth/sandbox-tokens.ts";
import { AccountsPageDocument, OperationsDocument } from "../../src/client/index.ts";
import { readConfig } from "../../src/config.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";
import { controls, type Simulator } from "./simulator-controls.ts";

/** A whole gateway in sandbox mode, on ports and folders of its own. */
export interface Gateway {
  readonly url: string;
  readonly origin: string;
  readonly tokens: { readonly backoffice: string; readonly customer: string; readonly readonly: string };
  /** A typed client with that token; null sends none. */
  client(token?: string | null): GraphQLClient;
  /** What an operation is answered with, data and errors, as the back office. */
  ask<Data, Variables extends object>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Answer<Data>>;
  simulator(name: string): Simulator;
  /** Everything that was logged so far. */
  log(): string;
  close(): Promise<void>;
}

interface Answer<Data> {
  readonly data: Data;
  readonly errors: readonly { readonly message: string; readonly path?: unknown; readonly extensions?: unknown }[];
}

export interface GatewayOptions {
  /** Provider entries for a GATEWAY_CONFIG file; absent: sandbox mode, with simulators of its own. */
  readonly providers?: readonly Readonly<Record<string, unknown>>[];
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: () => number;
  /** How sweeps are timed; absent: nothing is read again behind the test's back. */
  readonly sweeps?: Overrides["sweeps"];
  /** What is done about operations in doubt, where that is to differ from what the configuration says. */
  readonly recovery?: Overrides["recovery"];
  /** Whether the simulators tell it of changes; absent: they do not, so that nothing is read behind the test's back. */
  readonly webhooks?: boolean;
  /** A database that outlives this gateway; absent: one of its own. */
  readonly database?: TestDatabase;
}

const sharedSecret = "the shared secret of gateways in tests";

/** Starts a gateway and, in sandbox mode, waits until it has imported every account. */
export async function startGateway({
  env = {},
  now,
  providers,
  database: kept,
  webhooks = false,
  recovery = {},
  sweeps = { settleEveryMs: 3_600_000 },
}: GatewayOptions = {}): Promise<Gateway> {
  const dataDir = mkdtempSync(join(tmpdir(), "account-gateway-"));
  const database = kept ?? (await createTestDatabase());
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
    if (kept === undefined) await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const configuration = providers === undefined ? {} : writeConfiguration(dataDir, providers);
    // Gateways of different databases never meet there: what they keep has names made with a key of the database.
    const redis = process.env.TEST_REDIS_URL ? { REDIS_URL: process.env.TEST_REDIS_URL } : {};
    const own = { PORT: "0", DATA_DIR: dataDir, DATABASE_URL: database.url };
    const config = readConfig({ ...own, ...redis, ...configuration, ...env });
    const quiet = { sweeps: sweeps ?? {}, registersWebhooks: webhooks, recovery };
    app = await createApp(config, { logTo, ...quiet, ...(now === undefined ? {} : { now }) });
    const url = await app.start();
    const { origin } = new URL(url);
    const json = async (path: string) => (await fetch(new URL(path, origin))).json();
    const tokens =
      providers === undefined
        ? ((await json("/sandbox/tokens")) as Gateway["tokens"])
        : await makeSandboxTokens(new TextEncoder().encode(sharedSecret), Date.now());
    const { simulators } =
      providers === undefined
        ? ((await json("/sandbox")) as { simulators: { name: string; url: string }[] })
        : { simulators: [] };
    const client: Gateway["client"] = (token = tokens.backoffice) =>
      new GraphQLClient(url, { headers: token === null ? {} : { authorization: `Bearer ${token}` } });
    const gateway: Gateway = {
      url,
      origin,
      tokens,
      client,
      async ask<Data, Variables extends object>(document: TypedDocumentNode<Data, Variables>, variables: Variables) {
        const tolerant = client();
        tolerant.requestConfig.errorPolicy = "all";
        const { data, errors = [] } = await tolerant.rawRequest<Data>(print(document), variables);
        return { data, errors };
      },
      simulator(name) {
        const found = simulators.find((simulator) => simulator.name === name);
        if (found === undefined) throw new Error(`There is no simulator ${name}.`);
        return controls(found);
      },
      log: () => logged.join(""),
      close,
    };
    if (providers === undefined) await importDone(gateway.client());
    return gateway;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Resolves with the operation that needs a decision, once there is one. */
export async function decisionNeeded(client: GraphQLClient): Promise<string> {
  for (;;) {
    const { operations } = await client.request(OperationsDocument, { first: 1, state: "IN_DOUBT" });
    const [edge] = operations.edges;
    if (edge?.node.needsDecision) return edge.node.id;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function writeConfiguration(folder: string, providers: readonly object[]): Record<string, string> {
  const path = join(folder, "gateway.json");
  writeFileSync(path, JSON.stringify({ providers }));
  return { GATEWAY_CONFIG: path, AUTH_SECRET: sharedSecret };
}

/** Resolves when every provider's first import is complete. */
export async function importDone(client: GraphQLClient): Promise<void> {
  for (;;) {
    const { accounts } = await client.request(AccountsPageDocument, { first: 1 });
    if (accounts.sources.every(({ complete }) => complete)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
