import type { ProviderLog } from "../providers/provider.ts";
import { sealOf } from "../storage/audit-chain.ts";
import { readAuditHash, readAuditTip } from "../storage/audit-head.ts";
import type { Database } from "../storage/database.ts";
import { readAnchors, writeAnchor } from "./anchor-file.ts";
import { type Background, inBackground } from "./background.ts";

export interface AnchoringParts {
  readonly database: Database;
  /** Where the anchor is kept. */
  readonly folder: string;
  readonly log: AnchoringLog;
  readonly everyMs?: number;
}

/** Hears of every new anchor, so that whoever keeps the logs elsewhere has them too, and of what does not fit. */
export interface AnchoringLog extends ProviderLog {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Anchoring {
  /** Anchors in the background from now on. */
  start(): void;
  /** Anchors what was written since. */
  now(): Promise<void>;
  /** Anchors for a last time, if it was started: a gateway that could not start has written nothing. */
  close(): Promise<void>;
}

/**
 * Keeps the audit log's head outside of the database, in a file and in the log, every minute in which it moved. A head that
 * does not go on from the anchor is told as an error and never anchored: the file keeps what shows it.
 */
export function createAnchoring({ database: { read }, folder, log, everyMs = 60_000 }: AnchoringParts): Anchoring {
  /** What is wrong is said once, and again after it was right. */
  let trouble: string | null = null;
  const complain = (message: string, fields: object): void => {
    if (trouble !== message) log.error(fields, message);
    trouble = message;
  };

  async function now(): Promise<void> {
    const tip = await readAuditTip(read);
    if (tip === null || tip.key === null || tip.seal !== sealOf(tip.head, tip.key)) {
      return complain("the audit log's head was not written by a gateway: see audit:verify", {});
    }
    const { chain, position, hash } = tip.head;
    const filed = await readAnchors(folder);
    const known = filed.find((anchor) => anchor.chain === chain) ?? null;
    if (known !== null && (known.position > position || (await readAuditHash(read, known.position)) !== known.hash)) {
      return complain("the audit log does not go on from its anchor: see audit:verify", known);
    }
    if (known === null && filed.length > 0 && position > 0) {
      log.error({ chain }, "another audit log was anchored here before: see audit:verify");
    }
    if (position > (known?.position ?? 0)) {
      await writeAnchor(folder, tip.head);
      log.info({ chain, position, hash }, "the audit log was anchored");
    }
    trouble = null;
  }

  const failed = (error: unknown): void => {
    if (trouble !== "failed") log.warn({ err: error }, "the audit log could not be anchored");
    trouble = "failed";
  };
  let background: Background | null = null;
  return {
    start() {
      background ??= inBackground(everyMs, now, failed);
    },
    now: () => now().catch(failed),
    async close() {
      await background?.stop();
      if (background !== null) await now().catch(failed);
    },
  };
}
