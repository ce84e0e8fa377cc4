import process from "node:process";
import Fastify from "fastify";
import { createAccountLoader } from "../src/accounts/account-loader.ts";
import { createDirectory } from "../src/accounts/directory.ts";
import { createTokenVerifier } from "../src/auth/verify-token.ts";
import { readConfig } from "../src/config.ts";
import type { AccountFilter } from "../src/domain/account-list.ts";
import { refKey } from "../src/domain/account-ref.ts";
import { createCursorCodec, cursorBinding } from "../src/graphql/relay/cursor.ts";
import { loadPage, selectByRef } from "../src/storage/account-query.ts";
import { sortKeys, toStoredAccount } from "../src/storage/account-rows.ts";
import { openDatabase } from "../src/storage/database.ts";
import { secret } from "../src/storage/secrets.ts";
import { log, openLiveReads, openProviders } from "./providers.ts";

// The practical limit: the same tokens, the same SQL, the same live reads and the same JSON on a plain Fastify route, with
// no GraphQL between.
const config = readConfig();
const database = await openDatabase(config.databaseUrl, { now: Date.now });
const verifyToken = createTokenVerifier({ ...config.tokens, key: config.tokens.key ?? { jwksUrl: "" } }, Date.now);
const cursors = createCursorCodec(await secret(database, "cursors", () => Buffer.alloc(32)));
const sight = {
  viewer: { sees: "everything" as const },
  providers: (config.providers ?? []).map(({ name }) => name),
};
const providers = openProviders(config);
const directory = createDirectory(database, { providers: sight.providers, log });
const liveReads = openLiveReads(directory);
const order = { field: "CREATED_AT", direction: "DESC" } as const;

type Row = Parameters<typeof toStoredAccount>[0];
function shown(row: Row) {
  const { ref, facts } = toStoredAccount(row).snapshot;
  return {
    id: Buffer.from(`Account:${refKey(ref)}`).toString("base64"),
    status: facts.status,
    iban: facts.iban,
    holder: { name: facts.holderName },
    provider: { name: ref.provider },
    currencies: facts.currencies,
    createdAt: facts.createdAt,
  };
}

function withBalances(rows: readonly Row[], maxAge: number) {
  const { signal } = new AbortController();
  const loader = createAccountLoader({ directory, providers, liveReads, viewer: sight.viewer, signal });
  return Promise.all(
    rows.map(async (row) => {
      const { snapshot } = toStoredAccount(row);
      const told = await loader.readBalances(snapshot, maxAge);
      const balances = told?.map(({ available, asOf }) => ({ available, asOf }));
      return { node: { id: shown(row).id, balances } };
    }),
  );
}

interface Body {
  readonly variables: {
    readonly after?: string | null;
    readonly id?: string;
    readonly filter?: AccountFilter;
    readonly maxAge?: number;
  };
}

const server = Fastify();
server.post<{ Body: Body }>("/graphql", async ({ headers, body: { variables } }) => {
  await verifyToken(headers.authorization);
  if (variables.id !== undefined) {
    const [, provider = "", id = ""] = Buffer.from(variables.id, "base64").toString().split(":");
    const [row] = await selectByRef(database.read, sight, [{ provider, id }]).execute();
    return { data: { account: row === undefined ? null : shown(row) } };
  }
  const { filter = {}, maxAge } = variables;
  const binding = cursorBinding([order.field, order.direction, filter]);
  const after = variables.after == null ? null : cursors.open(binding, variables.after);
  const query = { filter, order, after, before: null, limit: 21, from: "start" } as const;
  const rows = await loadPage(database, sight, query);
  if (maxAge !== undefined) return { data: { accounts: { edges: await withBalances(rows.slice(0, 20), maxAge) } } };
  const edges = rows.slice(0, 20).map((row) => {
    const { snapshot } = toStoredAccount(row);
    const place = { key: sortKeys.CREATED_AT(snapshot), rowId: snapshot.rowId };
    return { cursor: cursors.seal(binding, place), node: shown(row) };
  });
  const pageInfo = { hasNextPage: rows.length > 20, endCursor: edges.at(-1)?.cursor ?? null };
  return { data: { accounts: { edges, pageInfo } } };
});
process.stdout.write(`ready ${await server.listen({ host: "127.0.0.1", port: 0 })}/graphql\n`);
process.on("SIGTERM", () => process.exit(0));
