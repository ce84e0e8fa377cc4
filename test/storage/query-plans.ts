import { CompiledQuery, type Kysely, type KyselyPlugin, type QueryId, type RootOperationNode } from "kysely";
import type { Engine } from "../../src/storage/engine.ts";
import type { Tables } from "../../src/storage/tables.ts";

export interface PlannedStatement {
  readonly sql: string;
  readonly plan: string;
}

/** Every statement that `work` runs, with what the database says that it does: on PostgreSQL it runs once more for that. */
export async function plansOf<Connection extends Kysely<Tables>>(
  engine: Engine,
  connection: Connection,
  work: (recorded: Connection) => Promise<unknown>,
): Promise<readonly PlannedStatement[]> {
  const nodes: [RootOperationNode, QueryId][] = [];
  const recorder: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      nodes.push([node, queryId]);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await work(connection.withPlugin(recorder) as Connection);
  const explain = engine.name === "sqlite" ? "explain query plan" : "explain (analyze, format json, timing off)";
  return Promise.all(
    nodes.map(async ([node, queryId]) => {
      const { sql, parameters } = connection.getExecutor().compileQuery(node, queryId);
      const { rows } = await connection.executeQuery(CompiledQuery.raw(`${explain} ${sql}`, [...parameters]));
      return { sql, plan: JSON.stringify(rows) };
    }),
  );
}
