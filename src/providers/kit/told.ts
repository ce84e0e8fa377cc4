/** Facts as a mapper gathers them: null is told to be unknown, undefined was not told. */
export type Told<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** Leaves out what the answer did not tell. */
export function told<T extends object>(facts: Told<T>): Partial<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined)) as Partial<T>;
}
