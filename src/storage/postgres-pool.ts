import type { Socket } from "node:net";
import type { PostgresPool } from "kysely";
import type { Pool, PoolClient } from "pg";

/**
 * A pool as Kysely takes it, whose connections are good. With `pipeline` pg ends a connection when one of its statements
 * takes too long, and notices a moment later: until then the pool would hand it to whoever waits for one.
 */
export function withGoodConnections(pool: Pool): PostgresPool {
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect();
      // The pool gives it a new one each time.
      const { release } = client;
      client.release = (destroy) => release(destroy || isEnded(client));
      return client;
    },
    end: () => pool.end(),
  };
}

function isEnded(client: PoolClient): boolean {
  const { connection } = client as unknown as { readonly connection: { readonly stream: Socket } };
  return connection.stream.destroyed;
}
