import { detailsHash, entryHash, genesisHash, sealOf } from "../storage/audit-chain.ts";
import { type AuditTip, readAuditTip } from "../storage/audit-head.ts";
import { type AuditRow, readAuditRows } from "../storage/audit-query.ts";
import type { Database } from "../storage/database.ts";
import type { Damage } from "./damage.ts";
import { createEmptiedEntries, type EmptiedEntries } from "./emptied.ts";

/** A head as it was known before, kept where the database's owner does not write. */
export interface Anchor {
  readonly position: number;
  readonly hash: string;
}

export interface Verdict {
  /** How many entries are intact, from the first on. */
  readonly intact: number;
  /** How many of them are without their details. */
  readonly erased: number;
  /** Hash of the last intact entry. */
  readonly hash: string;
  readonly damage: Damage | null;
}

const rowsAtOnce = 1_000;

/**
 * Walks the whole log and answers with the first place that is not as it was written. Reads only, in short statements, so
 * it may run while gateways write: it follows them to the head.
 */
export async function verifyAudit({ read }: Pick<Database, "read">, anchors: readonly Anchor[]): Promise<Verdict> {
  const walk: Walk = { position: 0, hash: "", erased: 0, emptied: createEmptiedEntries(), anchors };
  const verdict = (damage: Damage | null): Verdict => {
    const { position: intact, hash, erased } = walk;
    return { intact, erased, hash, damage };
  };
  for (;;) {
    const tip = await readAuditTip(read);
    if (tip === null) return verdict({ kind: "HEAD_FORGED", position: walk.position });
    const begin = walk.position;
    if (begin === 0) walk.hash = genesisHash(tip.head.chain);
    const damage = (await walkTo(read, tip, walk)) ?? damageAtTip(tip, walk);
    if (damage !== null) return verdict(damage);
    const unexplained = walk.emptied.unexplained();
    // An erasure may have come while we walked: then what tells of it stands behind the head that we walked to.
    if (unexplained !== null && walk.position > begin) continue;
    return verdict(unexplained === null ? null : { kind: "EMPTIED", position: unexplained });
  }
}

/** How far it is, and what it has met. */
interface Walk {
  position: number;
  hash: string;
  erased: number;
  readonly emptied: EmptiedEntries;
  readonly anchors: readonly Anchor[];
}

async function walkTo(read: Database["read"], { head }: AuditTip, walk: Walk): Promise<Damage | null> {
  for (;;) {
    // At the start from wherever there are rows: nothing may stand before the first entry.
    const after = walk.position === 0 ? null : walk.position;
    const rows = await readAuditRows(read, { after, until: head.position, limit: rowsAtOnce });
    for (const row of rows) {
      const damage = step(row, walk);
      if (damage !== null) return damage;
    }
    if (rows.length < rowsAtOnce) return null;
  }
}

/** Goes one entry on, unless something is wrong with it. */
function step(row: AuditRow, walk: Walk): Damage | null {
  const expected = walk.position + 1;
  if (row.position < expected) return { kind: "INSERTED", position: row.position };
  if (row.position > expected) return { kind: "REMOVED", position: expected };
  const { salt, details } = row;
  const isEmpty = salt === null || details === null;
  if (!isEmpty && detailsHash(salt, details) !== row.details_hash) return { kind: "CHANGED", position: expected };
  if (entryHash(walk.hash, row, row.details_hash) !== row.entry_hash) return { kind: "BROKEN", position: expected };
  const anchor = walk.anchors.find(({ position }) => position === expected);
  if (anchor !== undefined && anchor.hash !== row.entry_hash) return { kind: "REWRITTEN", position: expected };
  if (isEmpty) {
    walk.erased++;
    walk.emptied.add(expected);
  } else if (row.kind === "DETAILS_ERASED") {
    walk.emptied.explain(JSON.parse(details).erased);
  }
  walk.position = expected;
  walk.hash = row.entry_hash;
  return null;
}

/** Whether the log ends where its head, and every anchor, says. */
function damageAtTip({ head, seal, key, last }: AuditTip, walk: Walk): Damage | null {
  if (key === null || seal !== sealOf(head, key)) return { kind: "HEAD_FORGED", position: head.position };
  if (walk.position < head.position) return { kind: "CUT_OFF", position: walk.position + 1 };
  if (last !== null && last.position > head.position) return { kind: "INSERTED", position: head.position + 1 };
  if (walk.hash !== head.hash) return { kind: "HEAD_FORGED", position: head.position };
  const lost = walk.anchors.find(({ position }) => position > walk.position);
  return lost === undefined ? null : { kind: "CUT_OFF", position: walk.position + 1 };
}
