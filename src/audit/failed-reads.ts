import type { NewAuditEntry } from "../domain/audit.ts";
import type { ProviderLog } from "../providers/provider.ts";
import { appendAudit } from "../storage/audit-store.ts";
import type { Database } from "../storage/database.ts";
import { inBackground } from "./background.ts";

export interface FailedReadsParts {
  readonly database: Database;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: ProviderLog;
  readonly everyMs?: number;
}

/** Counts failed reads, so that a provider's outage is one entry a minute and not one a read. */
export interface FailedReads {
  /** One call to a provider ended; never throws, never waits. */
  ended(provider: string, operation: string, code: string): void;
  /** Writes down all minutes that are over. */
  flush(): Promise<void>;
  /** Writes down everything. */
  close(): Promise<void>;
}

const minuteMs = 60_000;
/** So many counts may wait for a database that is away: more than a day of an outage of everything. */
const mostWaiting = 20_000;
/** `send` changes something, `ping` asks for nothing. */
const noReads: ReadonlySet<string> = new Set(["send", "ping"]);
/** Nothing failed: it went well, or whoever asked went away. */
const noFailures: ReadonlySet<string> = new Set(["OK", "CANCELLED"]);

interface Count {
  readonly provider: string;
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly minute: number;
  count: number;
}

export function createFailedReads({ database, now, log, everyMs = minuteMs }: FailedReadsParts): FailedReads {
  const waiting = new Map<string, Count>();

  async function write(isDue: (count: Count) => boolean): Promise<void> {
    const due = new Map([...waiting].filter(([, count]) => isDue(count)));
    if (due.size === 0) return;
    // What is counted while they are written is another count.
    for (const key of due.keys()) waiting.delete(key);
    try {
      await database.transaction(async (transaction) => {
        const at = await database.engine.now(transaction);
        await appendAudit(
          transaction,
          [...due.values()].map((count) => toEntry(count, at)),
        );
      });
    } catch (error) {
      for (const [key, count] of due) {
        count.count += waiting.get(key)?.count ?? 0;
        waiting.set(key, count);
      }
      log.warn({ err: error }, "counts of failed reads could not be written down; they wait");
    }
  }

  const flush = () => {
    const thisMinute = now() - (now() % minuteMs);
    return write(({ minute }) => minute < thisMinute);
  };
  const background = inBackground(everyMs, flush, (error) => log.warn({ err: error }, "failed reads are not counted"));
  return {
    ended(provider, operation, code) {
      if (noReads.has(operation) || noFailures.has(code)) return;
      const time = now();
      const minute = time - (time % minuteMs);
      const key = `${provider} ${code} ${minute}`;
      const known = waiting.get(key);
      if (known !== undefined) known.count++;
      else if (waiting.size < mostWaiting) waiting.set(key, { provider, code, minute, count: 1 });
    },
    flush,
    async close() {
      await background.stop();
      await write(() => true);
    },
  };
}

function toEntry({ provider, code, minute, count }: Count, at: string): NewAuditEntry {
  return {
    ...{ kind: "FAILED_READS", at, provider, accountId: null, operationId: null, actor: { system: "READ" } },
    details: { code, minute: new Date(minute).toISOString(), count },
  };
}
