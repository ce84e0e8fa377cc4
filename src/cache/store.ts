import KeyvRedis, { createClient } from "@keyv/redis";
import Keyv from "keyv";
import type { Seal } from "./seal.ts";

/** A Keyv, and what Keyv does not tell of the place behind it. */
export interface Store {
  readonly keyv: Keyv<unknown>;
  /** Whether it can be asked now; while it is out of reach it should not even be tried. */
  isReady(): boolean;
  /** Lets go at once: nothing that is under way is waited for. */
  close(): void;
}

/** Told of what happens to the connection; `error` holds addresses at most, never keys or values. */
export interface ConnectionEvents {
  lost(error: unknown): void;
  ready(): void;
}

/** Values of this process only: the latest `capacity` of them, as they are. */
export function createMemoryStore(capacity: number): Store {
  const keyv = new Keyv<unknown>({ store: new LatestEntries(capacity) });
  keyv.serialize = undefined;
  keyv.deserialize = undefined;
  return { keyv, isReady: () => true, close: () => {} };
}

/** Keyv deletes an expired entry only when it is asked for; this is what bounds the others. */
class LatestEntries extends Map<string, unknown> {
  readonly #capacity: number;

  constructor(capacity: number) {
    super();
    this.#capacity = capacity;
  }

  override set(key: string, value: unknown): this {
    this.delete(key);
    const oldest = this.size < this.#capacity ? undefined : this.keys().next().value;
    if (oldest !== undefined) this.delete(oldest);
    return super.set(key, value);
  }
}

const reconnectMs = 500;

/**
 * Values that all processes with this `namespace` share, sealed. The client is made here and not by @keyv/redis, whose
 * own one queues commands while Redis is out of reach (they hang, and are written late), and which connects inside the
 * first command. This one connects in the background, for ever, and refuses commands meanwhile.
 */
export function createRedisStore(
  url: string,
  { namespace, seal, events }: { namespace: string; seal: Seal; events: ConnectionEvents },
): Store {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: 10_000,
    // An idle connection says something every second: one that is silent for three is dead, also while it is being set up.
    pingInterval: 1_000,
    socket: { connectTimeout: 3_000, socketTimeout: 3_000, reconnectStrategy: () => reconnectMs },
  });
  client.on("error", events.lost);
  client.on("ready", events.ready);
  const adapter = new KeyvRedis<string>(client, { namespace, throwOnErrors: true, throwOnConnectError: true });
  const keyv = new Keyv<unknown>({
    store: adapter,
    namespace,
    useKeyPrefix: false,
    throwOnErrors: true,
    serialize: (data) => seal.close(JSON.stringify(data)),
    deserialize: (sealed) => opened(seal, sealed),
  });
  // Keyv tells of every error as an event too; ours come with the calls.
  keyv.on("error", () => {});
  // Rejects only when it is closed before it was ever connected.
  client.connect().catch(() => {});
  return {
    keyv,
    isReady: () => client.isReady,
    close() {
      // A connection that is just being made escapes `destroy`; it shall not keep the process alive.
      client.unref();
      if (client.isOpen) client.destroy();
    },
  };
}

/** A text that is not ours is no value. */
function opened(seal: Seal, sealed: string) {
  try {
    return JSON.parse(seal.open(sealed));
  } catch {
    return undefined;
  }
}
