import { Client } from "pg";

/** A connection of its own that waits for notifications; it comes back by itself when it breaks. */
export interface Listener {
  close(): Promise<void>;
}

const connectionTimeoutMs = 5_000;
const firstDelayMs = 100;
const longestDelayMs = 5_000;

/** Calls `heard` for every notification of the channel, and whenever it begins to listen: some may have been missed. */
export function listenToPostgres(url: string, channel: string, heard: () => void): Listener {
  let current: Client | null = null;
  let retry: NodeJS.Timeout | undefined;
  let delayMs = firstDelayMs;
  let isClosed = false;

  function again(client: Client): void {
    if (client !== current) return;
    current = null;
    client.end().catch(() => {});
    if (isClosed) return;
    retry = setTimeout(connect, delayMs).unref();
    delayMs = Math.min(delayMs * 2, longestDelayMs);
  }

  function connect(): void {
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: connectionTimeoutMs,
      keepAlive: true,
      application_name: "account-gateway events",
    });
    current = client;
    client.on("notification", heard);
    // Whatever broke it: a new one takes its place.
    client.on("error", () => again(client));
    client.on("end", () => again(client));
    client
      .connect()
      .then(() => client.query(`listen ${channel}`))
      .then(
        () => {
          delayMs = firstDelayMs;
          heard();
        },
        () => again(client),
      );
  }

  connect();
  return {
    async close() {
      isClosed = true;
      clearTimeout(retry);
      const client = current;
      current = null;
      await client?.end().catch(() => {});
    },
  };
}
