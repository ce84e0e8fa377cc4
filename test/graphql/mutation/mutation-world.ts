import { createDeliveries } from "../../../src/webhooks/deliveries.ts";
import "reflect-metadata";
import { randomUUID } from "node:crypto";
import { Writable } from "node:stream";
import { SignJWT } from "jose";
import type { KyselyPlugin } from "kysely";
import { Registry } from "prom-client";
import { createAccountLoader } from "../../../src/accounts/account-loader.ts";
import type { Directory } from "../../../src/accounts/directory-contract.ts";
import { createLiveReads } from "../../../src/accounts/live-reads.ts";
import { createProductCatalogue } from "../../../src/accounts/product-catalogue.ts";
import { createProviderExtras } from "../../../src/accounts/provider-extras.ts";
import { createProviderOverview } from "../../../src/accounts/provider-overview.ts";
import { createAuditLog } from "../../../src/audit/audit-log.ts";
import { viewerOf } from "../../../src/auth/access.ts";
import type { Scope } from "../../../src/auth/principal.ts";
import { createTokenVerifier } from "../../../src/auth/verify-token.ts";
import { createCustomerLinks } from "../../../src/customers/customer-links.ts";
import { GatewayError } from "../../../src/domain/errors.ts";
import {
  type MutationName,
  mutationNames,
  type OperationState,
  type ProviderRequest,
} from "../../../src/domain/operation.ts";
import { createEventFeed } from "../../../src/events/event-feed.ts";
import { createEventLog } from "../../../src/events/event-log.ts";
import type { GatewayContext } from "../../../src/graphql/context.ts";
import { createCursorCodec } from "../../../src/graphql/relay/cursor.ts";
import { accountId } from "../../../src/graphql/relay/node.ts";
import { createGraphQLServer } from "../../../src/graphql/server.ts";
import { registerGraphQL } from "../../../src/http/graphql.ts";
import { createLiveStreams } from "../../../src/http/live-streams.ts";
import { closeHttpServer, createHttpServer, listen } from "../../../src/http/server.ts";
import type { Caller, Commands, Keyed, Outcome } from "../../../src/operations/commands.ts";
import { createJournal } from "../../../src/operations/journal.ts";
import { appendAudit } from "../../../src/storage/audit-store.ts";
import { insertOperation } from "../../../src/storage/operation-store.ts";
import { createHttpMetrics } from "../../../src/telemetry/http-metrics.ts";
import { createLogger } from "../../../src/telemetry/logger.ts";
import { answer, openTestDirectory } from "../../accounts/directory-fixture.ts";
import { guarded, handmade } from "../../providers/guard-fixtures.ts";
import { fakeTargets } from "./fake-targets.ts";

export const everyScope: readonly Scope[] = [
  "accounts:read",
  "accounts:write",
  "accounts:close",
  "accounts:all",
  "operations:resolve",
];
export const customerScopes: readonly Scope[] = ["accounts:read", "accounts:write", "accounts:close"];

/** Both are at provider `p`: Anna may see the first, and nobody but the back office the second. */
export const annas = { provider: "p", id: "1" };
export const strangers = { provider: "p", id: "2" };
export const annasId = accountId(annas);
export const strangersId = accountId(strangers);

interface Call {
  readonly mutation: MutationName;
  readonly caller: Caller;
  readonly command: Keyed & Readonly<Record<string, unknown>>;
}

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: tests look at whatever comes.
  readonly data: any;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: unknown;
    readonly extensions: { code: string };
  }[];
}

export interface Asking {
  readonly as?: string;
  readonly scopes?: readonly Scope[];
}

async function cannotBeAsked(): Promise<never> {
  throw new GatewayError("PROVIDER_UNREACHABLE", "Nobody answers.");
}

/**
 * The real server, schema, directory and journal; the commands do what the test says. No provider can be asked for accounts.
 */
export interface MutationWorld {
  readonly directory: Directory;
  /** How many statements the journal has run. */
  readonly journalStatements: () => number;
  /** What the commands were told, in order. */
  readonly calls: Call[];
  /** What they answer. */
  outcome: (call: Call) => Outcome | Promise<Outcome>;
  ask(document: string, variables?: object, asking?: Asking): Promise<Answer>;
  /** Anna's or another subject's operation, as the journal has it. */
  journalled(values?: Journalled): Promise<string>;
  /** Writes into the audit log that an account of `p` may have come of an operation that had ended. */
  appearedLate(account: string, operationId: string): Promise<void>;
  later(): Promise<string>;
  close(): Promise<void>;
}

export interface Journalled {
  readonly subject?: string;
  readonly mutation?: MutationName;
  readonly key?: string;
  readonly state?: OperationState;
  readonly provider?: string | null;
  readonly account?: string | null;
  readonly candidates?: readonly string[];
  readonly misses?: number;
  readonly request?: ProviderRequest;
}

const secret = new TextEncoder().encode("the secret of gateways whose commands are made by tests");

export async function openMutationWorld(): Promise<MutationWorld> {
  const { database, directory, later, close } = await openTestDirectory();
  const providers = new Map(
    ["p", "q"].map((name) => [name, guarded(handmade({ name, getAccount: cannotBeAsked, ping: async () => {} }))]),
  );
  const asOf = await later();
  const facts = { status: "ACTIVE", providerStatus: "open", kind: "MAIN", clientAccountId: "mine" } as const;
  await directory.observe(
    [answer(asOf, facts, "1"), answer(asOf, { ...facts, clientAccountId: "theirs" }, "2")],
    "READ",
  );
  await createCustomerLinks(database).link("anna", null, [{ provider: annas.provider, accountId: annas.id }]);

  let statements = 0;
  const counted: KyselyPlugin = {
    transformQuery({ node }) {
      statements++;
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const journal = createJournal({ read: database.read.withPlugin(counted) });
  const calls: Call[] = [];
  const world = { outcome: (_: Call): Outcome | Promise<Outcome> => nothing };
  const commands = Object.fromEntries(
    mutationNames.map((mutation) => [
      mutation,
      async (caller: Caller, command: Call["command"]) => {
        const call = { mutation, caller, command };
        calls.push(call);
        return world.outcome(call);
      },
    ]),
  ) as unknown as Commands;

  const liveReads = createLiveReads({
    directory,
    answers: { recall: async (refs) => refs.map(() => null), keep() {} },
  });
  const nobodySweeps = async () => {
    throw new Error("Nobody sweeps here.");
  };
  const overview = createProviderOverview(providers, nobodySweeps, nobodySweeps);
  const log = createLogger("error", new Writable({ write: (_chunk, _encoding, done) => done() }));
  const apollo = await createGraphQLServer(fakeTargets, (error) => log.error(error));
  const server = await createHttpServer(log, createHttpMetrics(new Registry()));
  const cursors = createCursorCodec(Buffer.alloc(32));
  const catalogue = createProductCatalogue(Date.now);
  const feed = createEventFeed({ database, providers: [...providers.keys()], log });
  const verifyToken = createTokenVerifier({ key: { secret }, issuer: null, audience: null }, Date.now);
  registerGraphQL(server, {
    apollo,
    operations: { run: () => Promise.reject(new Error("Nobody follows here.")) },
    streams: createLiveStreams({ verifyToken, now: Date.now, perCaller: 1 }),
    playground: { isAskedFor: () => false, send: async (reply) => reply },
    verifyToken,
    createContext: (principal, signal): GatewayContext => {
      const viewer = viewerOf(principal);
      return {
        ...{ principal, viewer, directory, providers: overview, cursors, commands },
        accounts: createAccountLoader({ directory, liveReads, providers, viewer, signal }),
        extras: createProviderExtras({ providers, catalogue, signal }),
        events: createEventLog(database),
        feed,
        journal,
        audit: createAuditLog(database),
        deliveries: createDeliveries(database),
      };
    },
  });
  const url = await listen(server, "127.0.0.1", 0);

  return Object.assign(world, {
    ...{ directory, calls, later, journalStatements: () => statements },
    async ask(query: string, variables: object = {}, { as = "desk", scopes = everyScope }: Asking = {}) {
      const token = await new SignJWT({ scope: scopes.join(" "), client_id: "app" })
        .setProtectedHeader({ alg: "HS256" })
        .setIssuer("tests")
        .setSubject(as)
        .setExpirationTime("1h")
        .sign(secret);
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
      const { data = null, errors = [] } = (await response.json()) as Partial<Answer>;
      return { data, errors };
    },
    async journalled({ subject = "anna", mutation = "createAccount", key = randomUUID(), ...row }: Journalled = {}) {
      const id = randomUUID();
      const caller = { issuer: "tests", clientId: "app", subject };
      await database.transaction((transaction) =>
        insertOperation(
          transaction,
          { caller, mutation, idempotencyKey: key },
          {
            ...{ id, fingerprint: "", state: row.state ?? "SUCCEEDED", created_at: "2025-03-01T12:00:00.000Z" },
            ...{ provider: row.provider === undefined ? "p" : row.provider, provider_account_id: row.account ?? null },
            plan: row.request === undefined ? null : JSON.stringify({ request: row.request }),
            ...{ attempts: 1, misses: row.misses ?? 0, candidates: JSON.stringify(row.candidates ?? []) },
          },
        ),
      );
      return id;
    },
    async appearedLate(accountId: string, operation: string) {
      const about = { provider: "p", accountId, operationId: operation, actor: { system: "SWEEP" } } as const;
      const details = { cause: "SWEEP", occurredAt: asOf, mutation: "createAccount", state: "ABANDONED" } as const;
      await database.transaction((transaction) =>
        appendAudit(transaction, [{ kind: "LATE_ACCOUNT", at: asOf, ...about, details }]),
      );
    },
    async close() {
      await closeHttpServer(server);
      await apollo.stop();
      await feed.close();
      await Promise.all([...providers.values()].map((provider) => provider.close()));
      await close();
    },
  });
}

export const nothing: Outcome = { operation: null, replayed: false, account: null, error: null };
