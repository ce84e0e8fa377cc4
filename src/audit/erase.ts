import type { AuditActor } from "../domain/audit.ts";
import { type ErasureTarget, emptyEntries } from "../storage/audit-erasure.ts";
import { lockAuditHead } from "../storage/audit-head.ts";
import { appendAudit } from "../storage/audit-store.ts";
import type { Database } from "../storage/database.ts";
import { countKeptRequests, eraseRequests } from "../storage/request-erasure.ts";
import { ranges } from "./emptied.ts";

/** What was taken out: details of entries, and what operations had sent. */
export interface Erased {
  readonly entries: number;
  readonly requests: number;
  /** Of how many operations, which have not ended, what they had sent is still there. */
  readonly kept: number;
}

/** So many entries one erasure tells of: as many as a transaction should keep others waiting for. */
const atOnce = 1_000;

/**
 * Takes the details of a person's entries out of the log, for ever, and what was sent to providers out of the journal; the
 * chain stays whole, and keys tell what they told before. Each thousand is one transaction with an entry of its own, so that
 * running it again after it was interrupted goes on.
 */
export async function eraseDetails(
  database: Database,
  target: ErasureTarget,
  { actor, reason }: { readonly actor: AuditActor; readonly reason: string | null },
): Promise<Erased> {
  for (let total: Erased = { entries: 0, requests: 0, kept: 0 }; ; ) {
    const { entries, requests, kept } = await database.transaction(async (transaction) => {
      // Before the entries: nobody appends, and no other erasure takes the same ones in another order.
      await lockAuditHead(transaction);
      const at = await database.engine.now(transaction);
      // Counted first: one that ends between the two is erased and counted, not neither.
      const kept = await countKeptRequests(transaction, database.engine, target);
      const requests = await eraseRequests(transaction, database.engine, target, atOnce);
      // Last: what was sent for an owner is found by them.
      const positions = await emptyEntries(transaction, database.engine, target, { at, limit: atOnce });
      const about =
        "account" in target
          ? { provider: target.account.provider, accountId: target.account.id }
          : { provider: "owner" in target ? target.owner.provider : null, accountId: null };
      if (positions.length > 0 || requests > 0) {
        const details = { erased: ranges(positions), requests, reason };
        await appendAudit(transaction, [{ kind: "DETAILS_ERASED", at, ...about, operationId: null, actor, details }]);
      }
      return { entries: positions.length, requests, kept };
    });
    total = { entries: total.entries + entries, requests: total.requests + requests, kept };
    if (entries < atOnce && requests < atOnce) return total;
  }
}
