import process from "node:process";
import Fastify from "fastify";
import { createTokenVerifier } from "../src/auth/verify-token.ts";
import { readConfig } from "../src/config.ts";
import { refKey } from "../src/domain/account-ref.ts";
import { createCursorCodec, cursorBinding } from "../src/graphql/relay/cursor.ts";
import { loadPage, selectByRef } from "../src/storage/account-query.ts";
import { sortKeys, toStoredAccount } from "../src/storage/account-rows.ts";
import { openDatabase } from "../src/storage/database.ts";
import { secret } from "../src/storage/secrets.ts";

// The practical limit: the same tokens, the same SQL and the same JSON on a plain Fastify route, with no GraphQL between.
const config = readConfig();
const database = await openDatabase(config.databaseUrl, { now: Date.now });
const verifyToken = createTokenVerifier({ ...config.tokens, key: config.tokens.key ?? { jwksUrl: "" } }, Date.now);
const cursors = createCursorCodec(await secret(database, "cursors", () => Buffer.alloc(32)));
const sight = {
  viewer: { sees: "everything" as const },
  providers: (config.providers ?? []).map(({ name }) => name),
};
const order = { field: "CREATED_AT", direction: "DESC" } as const;
const binding = cursorBinding([order.field, order.direction, {}]);

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

interface Body {
  readonly variables: { readonly after?: string | null; readonly id?: string };
}

const server = Fastify();
server.post<{ Body: Body }>("/graphql", async ({ headers, body: { variables } }) => {
  await verifyToken(headers.authorization);
  if (variables.id !== undefined) {
    const [, provider = "", id = ""] = Buffer.from(variables.id, "base64").toString().split(":");
    const [row] = await selectByRef(database.read, sight, [{ provider, id }]).execute();
    return { data: { account: row === undefined ? null : shown(row) } };
  }
  const after = variables.after == null ? null : cursors.open(binding, variables.after);
  const query = { filter: {}, order, after, before: null, limit: 21, from: "start" } as const;
  const rows = await loadPage(database, sight, query);
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
