import type { PostgresPool, PostgresPoolClient } from "kysely";
import type { Pool, PoolClient } from "pg";
import { isPlannedOnce } from "./planned-once.ts";

/** Lists make a text for each length: only short ones come again and again. */
const mostValues = 64;
/** A connection keeps every plan until it ends. */
const mostPlans = 300;

/** A pool whose connections keep statements that are planned once as prepared statements. */
export function withPreparedStatements(pool: Pool): PostgresPool {
  const names = createNames();
  // A connection comes again: what is known of it goes by what it was wrapped in.
  const wrapped = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect();
      const known = wrapped.get(client) ?? withNames(client, names);
      wrapped.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

function withNames(client: PoolClient, names: Names): PostgresPoolClient {
  async function query(text: string, values: readonly unknown[]) {
    const name = names.of(text, values.length);
    if (name === null) return client.query(text, [...values]);
    try {
      return await client.query({ name, text, values: [...values] });
    } catch (error) {
      if (!isOutdatedPlan(error)) throw error;
      names.renew();
      // A transaction can only run again as a whole: the engine tells that it may.
      if (client.getTransactionStatus() !== "I") throw error;
      return query(text, values);
    }
  }
  return {
    // Kysely would hand it cursors, too, if we streamed.
    query: query as unknown as PostgresPoolClient["query"],
    release: (destroy) => client.release(destroy),
  };
}

/** The names under which all connections of a pool keep their plans. */
interface Names {
  /** Null for a statement that is planned each time. */
  of(text: string, values: number): string | null;
  /** What was planned before is not used again. */
  renew(): void;
}

function createNames(): Names {
  const names = new Map<string, string>();
  let generation = 0;
  return {
    of(text, values) {
      if (!isPlannedOnce(text) || values > mostValues) return null;
      const known = names.get(text);
      if (known !== undefined) return known;
      if (names.size >= mostPlans) return null;
      const name = `gateway_${generation}_${names.size}`;
      names.set(text, name);
      return name;
    },
    renew() {
      generation++;
      names.clear();
    },
  };
}

/** Whether PostgreSQL refused a prepared statement because another version of the gateway has changed its table meanwhile. */
export function isOutdatedPlan(error: unknown): boolean {
  const { code, routine } = error as { readonly code?: unknown; readonly routine?: unknown };
  // feature_not_supported: "cached plan must not change result type"
  return code === "0A000" && routine === "RevalidateCachedQuery";
}
