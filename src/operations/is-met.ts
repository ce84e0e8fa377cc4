import { isSameFact } from "../accounts/merge.ts";
import type { AccountFacts } from "../domain/account.ts";

/** Whether an account shows everything that is wanted of it; of objects, only the named fields count. */
export function isMet(wanted: Partial<AccountFacts>, there: Partial<AccountFacts>): boolean {
  const names = Object.keys(wanted) as (keyof AccountFacts)[];
  return names.every((name) => isShown(name, wanted[name], there[name]));
}

function isShown(name: keyof AccountFacts, wanted: unknown, there: unknown): boolean {
  if (!isRecord(wanted) || !isRecord(there)) return isSameFact(name, wanted, there);
  return Object.entries(wanted).every(([field, value]) => isShown(name, value, there[field]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
