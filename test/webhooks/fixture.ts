import { randomUUID } from "node:crypto";
import type { AccountStatus } from "../../src/domain/account.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import type { Provider, WebhookHint, WebhookReader } from "../../src/providers/provider.ts";
import type { Database } from "../../src/storage/database.ts";
import { loadDeliveries } from "../../src/storage/webhook-list.ts";
import { createInbox, type WebhookInbox } from "../../src/webhooks/inbox.ts";
import { createWebhookWorker, type WebhookWorker } from "../../src/webhooks/worker.ts";
import { openTestDirectory, type TestDirectory } from "../accounts/directory-fixture.ts";
import { listedProvider } from "../sync/listed-provider.ts";

/** A provider `p` by hand, its webhooks, and a directory that learns by nothing else. */
export interface HookedDirectory extends TestDirectory {
  /** What is true at the provider. */
  readonly truth: Map<string, AccountStatus>;
  /** Ids in the order in which the provider was asked for them. */
  readonly asked: string[];
  readonly inbox: WebhookInbox;
  readonly worker: WebhookWorker;
  readonly arrivals: string[];
  /** Lets every call fail from now on; null: no more. */
  fail(error: GatewayError | null): void;
  /** What the provider does before it answers, so that answers overtake each other. */
  before(wait: () => Promise<void>): void;
  /** Another worker over the same database, as in a second process. */
  anotherWorker(): WebhookWorker;
  /** Sends one message, as the provider would; `more` are bytes of it that nobody reads. */
  send(hint: Partial<WebhookHint>, more?: Uint8Array): Promise<void>;
  /** Works until nothing is due. */
  drain(workers?: readonly WebhookWorker[]): Promise<void>;
  deliveries(): ReturnType<typeof loadDeliveries>;
}

const quiet = { warn() {}, error() {} };

/** The message is its own proof: what it is proved by is the readers' part, and tried there. */
const reader: WebhookReader = {
  tellsEveryStatus: true,
  subjectOf: (type) => (type.startsWith("identity.") ? "OWNER" : type.startsWith("iban_structure.") ? null : "ACCOUNT"),
  read: ({ body }) => JSON.parse(Buffer.from(body).toString().split("\n")[0] ?? "") as WebhookHint,
};

const readers = new Map([["p", reader]]);

/** `runs`: by the real clock. */
export async function openHookedDirectory({ runs = false } = {}): Promise<HookedDirectory> {
  const place = await openTestDirectory({ providers: ["p", "q"], writeAfterMs: 20, runs });
  const truth = new Map<string, AccountStatus>();
  const asked: string[] = [];
  const arrivals: string[] = [];
  let failure: GatewayError | null = null;
  let wait = async () => {};
  const provider: Provider = listedProvider("p", () => ({}), {
    async getAccount(_, id) {
      asked.push(id);
      await wait();
      if (failure !== null) throw failure;
      const status = truth.get(id);
      if (status === undefined) return null;
      const owner = { kind: "USER", id: "7", secondaryId: null } as const;
      const answer = { id, facts: { status, providerStatus: status, owner }, raw: "{}" };
      await wait();
      return answer;
    },
  });
  const { database, directory } = place;
  const open = () => {
    const parts = { database, directory, providers: new Map([["p", provider]]), log: quiet, readers };
    return createWebhookWorker({ ...parts, everyMs: 5 });
  };
  const worker = open();
  const inbox = createInbox({
    ...{ database, readers, now: Date.now, uuid: randomUUID, wake: worker.wake },
    arrived: (_, arrival) => arrivals.push(arrival),
  });
  return {
    ...{ ...place, truth, asked, inbox, worker, arrivals },
    fail: (error) => {
      failure = error;
    },
    before: (work) => {
      wait = work;
    },
    anotherWorker: open,
    async send(hint, more = new Uint8Array()) {
      const plain = { key: randomUUID(), isNumbered: true, type: "told", accountIds: [], owners: [] };
      const message = { ...plain, providerTime: null, movesBalances: false, ...hint };
      const body = Buffer.concat([Buffer.from(`${JSON.stringify(message)}\n`), more]);
      await inbox.receive("p", { body, header: () => null, pathSecret: null });
    },
    async drain(workers = [worker]) {
      let done: readonly number[];
      do {
        await place.later();
        done = await Promise.all(workers.map((one) => one.round()));
      } while (done.some((count) => count > 0));
    },
    deliveries: () =>
      loadDeliveries(database.read, {}, { olderThan: null, newerThan: null, limit: 1_000_000, from: "oldest" }),
    async close() {
      await worker.stop();
      await place.close();
    },
  };
}

export const outage = new GatewayError("PROVIDER_UNREACHABLE", "p cannot be reached.", { provider: "p" });

/** As if everything that waits had come so long ago, and were due. */
export async function age(database: Database, ms: number): Promise<void> {
  const before = new Date(Date.parse(await database.now()) - ms).toISOString();
  await database.write
    .updateTable("webhook_inbox")
    .set({ opened_at: before, next_attempt_at: before })
    .where("state", "=", "WAITING")
    .execute();
}
