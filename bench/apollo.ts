import process from "node:process";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { createAccountLoader } from "../src/accounts/account-loader.ts";
import { createDirectory } from "../src/accounts/directory.ts";
import { createProductCatalogue } from "../src/accounts/product-catalogue.ts";
import { createProviderExtras } from "../src/accounts/provider-extras.ts";
import { createProviderOverview } from "../src/accounts/provider-overview.ts";
import { viewerOf } from "../src/auth/access.ts";
import { createTokenVerifier } from "../src/auth/verify-token.ts";
import { readConfig } from "../src/config.ts";
import { createEventLog } from "../src/events/event-log.ts";
import type { GatewayContext } from "../src/graphql/context.ts";
import { createCursorCodec } from "../src/graphql/relay/cursor.ts";
import { buildGatewaySchema } from "../src/graphql/schema.ts";
import { createJournal } from "../src/operations/journal.ts";
import { creationTargets } from "../src/providers/index.ts";
import { openDatabase } from "../src/storage/database.ts";
import { secret } from "../src/storage/secrets.ts";
import { createDeliveries } from "../src/webhooks/deliveries.ts";
import { log, openLiveReads, openProviders } from "./providers.ts";

// The same schema, resolvers, database and tokens on stock Apollo standalone, with everything that it switches on by itself.
const config = readConfig();
const database = await openDatabase(config.databaseUrl, { now: Date.now });
const providers = openProviders(config);
const directory = createDirectory(database, { providers: [...providers.keys()], log });
const liveReads = openLiveReads(directory);
const notMeasured = async () => {
  throw new Error("not measured");
};
const overview = createProviderOverview(providers, notMeasured, notMeasured);
const events = createEventLog(database);
const catalogue = createProductCatalogue(Date.now);
const cursors = createCursorCodec(await secret(database, "cursors", () => Buffer.alloc(32)));
// Changes are not measured here: one that comes fails.
const changing = {
  commands: {} as GatewayContext["commands"],
  journal: createJournal(database),
  deliveries: createDeliveries(database),
};
const verifyToken = createTokenVerifier({ ...config.tokens, key: config.tokens.key ?? { jwksUrl: "" } }, Date.now);

const server = new ApolloServer({ schema: await buildGatewaySchema(creationTargets) });
const { url } = await startStandaloneServer(server, {
  listen: { host: "127.0.0.1", port: 0 },
  context: async ({ req }) => {
    const principal = await verifyToken(req.headers.authorization);
    const viewer = viewerOf(principal);
    const { signal } = new AbortController();
    const accounts = createAccountLoader({ directory, providers, liveReads, viewer, signal });
    const extras = createProviderExtras({ providers, catalogue, signal });
    return { principal, viewer, accounts, directory, events, extras, providers: overview, cursors, ...changing };
  },
});
process.stdout.write(`ready ${url}graphql\n`);
process.on("SIGTERM", () => process.exit(0));
