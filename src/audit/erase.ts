import type { AuditActor } from "../domain/audit.ts";
import { type ErasureTarget, emptyEntries } from "../storage/audit-erasure.ts";
import { lockAuditHead } from "../storage/audit-head.ts";
import { appendAudit } from "../storage/audit-store.ts";
import type { Database } from "../storage/database.ts";
import { ranges } from "./emptied.ts";

/** So many entries one erasure tells of: as many as a transaction should keep others waiting for. */
const entriesAtOnce = 1_000;

/**
 * Takes the details of a person's entries out of the log, for ever; the chain stays whole. Each thousand is one
 * transaction with an entry of its own, so that running it again after it was interrupted goes on. Answers how many there were.
 */
export async function eraseDetails(
  database: Database,
  target: ErasureTarget,
  { actor, reason }: { readonly actor: AuditActor; readonly reason: string | null },
): Promise<number> {
  for (let total = 0; ; ) {
    const emptied = await database.transaction(async (transaction) => {
      // Before the entries: nobody appends, and no other erasure takes the same ones in another order.
      await lockAuditHead(transaction);
      const at = await database.engine.now(transaction);
      const positions = await emptyEntries(transaction, database.engine, target, { at, limit: entriesAtOnce });
      const about =
        "account" in target
          ? { provider: target.account.provider, accountId: target.account.id }
          : { provider: null, accountId: null };
      if (positions.length > 0) {
        const details = { erased: ranges(positions), reason };
        await appendAudit(transaction, [{ kind: "DETAILS_ERASED", at, ...about, operationId: null, actor, details }]);
      }
      return positions.length;
    });
    total += emptied;
    if (emptied < entriesAtOnce) return total;
  }
}
