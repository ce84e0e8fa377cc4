/** What is wrong with the log, at the first place where something is. */
export interface Damage {
  readonly kind: DamageKind;
  /** Where: the position of an entry. */
  readonly position: number;
}

/**
 * CHANGED: an entry is not what was written. BROKEN: it does not follow from the one before. REMOVED: it is not there.
 * INSERTED: nobody wrote it here. CUT_OFF: the log ends before it should. EMPTIED: details are gone that no erasure tells
 * of. HEAD_FORGED: the head is not one that the gateway wrote, or not of this log. REWRITTEN: the chain is whole, but not
 * the one that was anchored.
 */
export type DamageKind =
  | "CHANGED"
  | "BROKEN"
  | "REMOVED"
  | "INSERTED"
  | "CUT_OFF"
  | "EMPTIED"
  | "HEAD_FORGED"
  | "REWRITTEN";

const sentences: Record<DamageKind, (position: number) => string> = {
  CHANGED: (position) => `Entry ${position} was changed: it is not what was written there.`,
  BROKEN: (position) =>
    `Entry ${position} does not follow from entry ${position - 1}: one of the two was changed, moved or put there.`,
  REMOVED: (position) => `Entry ${position} was removed.`,
  INSERTED: (position) => `Entry ${position} was inserted: the log never wrote it.`,
  CUT_OFF: (position) => `The log was cut off: entry ${position} and what came after it are gone.`,
  EMPTIED: (position) => `Entry ${position} was emptied, and no erasure tells of it.`,
  HEAD_FORGED: (position) => `The head, which names entry ${position} as the last one, is not what the gateway wrote.`,
  REWRITTEN: (position) => `Entry ${position} is not the one that was anchored: the log was written anew.`,
};

export function inWords({ kind, position }: Damage): string {
  return sentences[kind](position);
}
