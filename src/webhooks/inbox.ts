import DataLoader from "dataloader";
import { GatewayError } from "../domain/errors.ts";
import type { WebhookReader, WebhookRequest } from "../providers/provider.ts";
import type { Database } from "../storage/database.ts";
import { type ArrivedWebhook, storeWebhook } from "../storage/webhook-store.ts";

/** What became of a webhook: taken in, known already, or not taken in. */
export type Arrival = "stored" | "repeated" | "refused";

/** Where the webhooks of all providers come in. */
export interface WebhookInbox {
  /** Whether that provider's webhooks are taken in at all. */
  isOpen(provider: string): boolean;
  /**
   * Resolves when what came is written down; no provider is asked. Throws what its reader throws, and NOT_FOUND for a
   * provider whose webhooks are not taken in.
   */
  receive(provider: string, request: WebhookRequest): Promise<void>;
}

export interface InboxParts {
  readonly database: Pick<Database, "transaction" | "engine">;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How webhooks are read, by provider; without those that are switched off. */
  readonly readers: ReadonlyMap<string, WebhookReader>;
  readonly uuid: () => string;
  /** Hears of everything that came. */
  readonly arrived: (provider: string, arrival: Arrival) => void;
  /** Called when there is something to be looked after. */
  readonly wake: () => void;
}

export function createInbox({ database, readers, now, uuid, arrived, wake }: InboxParts): WebhookInbox {
  const store = storeTogether(database);
  return {
    isOpen: (provider) => readers.has(provider),
    async receive(provider, request) {
      const reader = readers.get(provider);
      if (reader === undefined) throw new GatewayError("NOT_FOUND", "No webhooks are taken in here.");
      // What is not the provider's costs no more than this: the database is not asked.
      const hint = readHint(reader, request, now(), () => arrived(provider, "refused"));
      const isNew = await store({ ...hint, id: uuid(), provider, body: request.body });
      arrived(provider, isNew ? "stored" : "repeated");
      wake();
    },
  };
}

/**
 * Writes down together what arrives while others are being written: a burst costs few commits. Answers whether it is new.
 */
function storeTogether({ transaction, engine }: InboxParts["database"]): (webhook: ArrivedWebhook) => Promise<boolean> {
  let storing: Promise<unknown> = Promise.resolve();
  const batches = new DataLoader<ArrivedWebhook, boolean>(
    (webhooks) => {
      const stored = transaction(async (write) => {
        const at = await engine.now(write);
        const isNew = new Map<ArrivedWebhook, boolean>();
        // In one order, so that two processes that were told the same do not wait for each other.
        for (const webhook of webhooks.toSorted(byKey)) isNew.set(webhook, await storeWebhook(write, webhook, at));
        return webhooks.map((webhook) => isNew.get(webhook) ?? false);
      });
      storing = stored.catch(() => {});
      return stored;
    },
    { cache: false, maxBatchSize: 200, batchScheduleFn: (run) => void storing.then(() => setImmediate(run)) },
  );
  return (webhook) => batches.load(webhook);
}

function byKey(one: ArrivedWebhook, other: ArrivedWebhook): number {
  const [left, right] = [one, other].map(({ provider, key }) => `${provider} ${key}`) as [string, string];
  return left < right ? -1 : Number(left > right);
}

function readHint({ read }: WebhookReader, request: WebhookRequest, now: number, refused: () => void) {
  try {
    return read(request, now);
  } catch (error) {
    refused();
    throw error;
  }
}
