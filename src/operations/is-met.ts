import { isDeepStrictEqual } from "node:util";

/** Whether everything that is wanted is there; of objects, only the named fields count. */
export function isMet(wanted: unknown, there: unknown): boolean {
  if (!isRecord(wanted) || !isRecord(there)) return isDeepStrictEqual(wanted, there);
  return Object.entries(wanted).every(([name, value]) => isMet(value, there[name]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
