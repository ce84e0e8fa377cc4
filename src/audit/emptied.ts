/** Entries without details, and the erasures that say so: at the end each of the former needs one of the latter. */
export interface EmptiedEntries {
  add(position: number): void;
  explain(ranges: readonly (readonly [from: number, to: number])[]): void;
  /** The first position that no erasure has told of so far; null when there is none. */
  unexplained(): number | null;
}

export function createEmptiedEntries(): EmptiedEntries {
  const open = new Set<number>();
  return {
    add: (position) => void open.add(position),
    explain(ranges) {
      for (const [from, to] of ranges) {
        // By whichever of the two is shorter: a range may have been made long by whoever forged it.
        if (to - from < open.size) for (let position = from; position <= to; position++) open.delete(position);
        else for (const position of open) if (position >= from && position <= to) open.delete(position);
      }
    },
    // Entries come in the order of the log, and a set keeps it.
    unexplained: () => open.values().next().value ?? null,
  };
}

/** `[1, 2, 3, 7]` → `[[1, 3], [7, 7]]`; ascending, without repeats. */
export function ranges(positions: readonly number[]): readonly (readonly [from: number, to: number])[] {
  const found: [number, number][] = [];
  for (const position of positions) {
    const last = found.at(-1);
    if (last?.[1] === position - 1) last[1] = position;
    else found.push([position, position]);
  }
  return found;
}
