import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
/** The package is the path of its program. */
const compiler = require("relay-compiler") as string;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "account-gateway-relay-"));
  mkdirSync(join(folder, "src"));
  cpSync("schema.graphql", join(folder, "schema.graphql"));
  const config = { src: "./src", schema: "./schema.graphql", language: "typescript", artifactDirectory: "./artifacts" };
  mkdirSync(join(folder, "artifacts"));
  writeFileSync(join(folder, "relay.config.json"), JSON.stringify(config));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Compiles the documents as Relay does before an application runs; rejects with its words. */
async function compile(...documents: string[]): Promise<string[]> {
  const tags = documents.map((document) => `graphql\`${document}\`;`).join("\n");
  writeFileSync(join(folder, "src", "page.ts"), `import { graphql } from "react-relay";\n${tags}\n`);
  await run(compiler, ["relay.config.json"], { cwd: folder }).catch(({ stdout, stderr }) => {
    throw new Error(`${stdout}${stderr}`);
  });
  return readdirSync(join(folder, "artifacts")).sort();
}

/** A list of the whole gateway, as `usePaginationFragment` wants it. */
const accounts = `
  fragment page_accounts on Query
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" }, filter: { type: "AccountFilter" })
  @refetchable(queryName: "pageAccountsQuery") {
    accounts(first: $count, after: $cursor, filter: $filter) @connection(key: "page_accounts", filters: ["filter"]) {
      edges { node { id label ...page_history } }
      sources { provider outcome }
    }
  }`;

/** A list of one account, which Relay reads again by \`node\`. */
const history = `
  fragment page_history on Account
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" })
  @refetchable(queryName: "pageHistoryQuery") {
    status
    history(first: $count, after: $cursor) @connection(key: "page_history") {
      edges { node { type occurredAt changes { field before after } } }
    }
  }`;

test("relay-compiler compiles lists of the gateway and of an account, each with its query for more", async () => {
  const artifacts = await compile(
    `query pageQuery($filter: AccountFilter) { ...page_accounts @arguments(filter: $filter) }`,
    accounts,
    history,
  );
  expect(artifacts).toEqual([
    "pageAccountsQuery.graphql.ts",
    "pageHistoryQuery.graphql.ts",
    "pageQuery.graphql.ts",
    "page_accounts.graphql.ts",
    "page_history.graphql.ts",
  ]);
  const more = readFileSync(join(folder, "artifacts", "pageHistoryQuery.graphql.ts"), "utf8");
  expect(more).toContain("node(id: $id)");
  expect(more).toContain("pageInfo {");
});

test("it refuses what the schema does not have", async () => {
  await expect(compile("query pageQuery { accounts(first: 1) { colour } }")).rejects.toThrow("colour");
});
