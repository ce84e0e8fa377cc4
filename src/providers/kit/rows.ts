import type { z } from "zod";
import type { ProviderAccount } from "../../domain/account.ts";
import type { ProviderLog } from "../provider.ts";
import { readShape } from "./answers.ts";

export interface Rows {
  readonly accounts: readonly ProviderAccount[];
  /** Rows left out because they are not what the provider documents. */
  readonly malformed: number;
}

/**
 * Maps the rows of one page. A row that does not fit the schema is left out, counted and logged by the paths
 * that do not fit, never by its values: they are personal data. `map` also gets the row as the provider wrote it.
 */
export function readRows<Wire>(
  provider: string,
  log: ProviderLog,
  rows: readonly unknown[],
  schema: z.ZodType<Wire>,
  map: (wire: Wire, raw: string) => ProviderAccount,
): Rows {
  const accounts: ProviderAccount[] = [];
  const unfit = new Set<string>();
  for (const row of rows) {
    const parsed = schema.safeParse(row);
    if (parsed.success) accounts.push(map(parsed.data, JSON.stringify(row)));
    else for (const issue of parsed.error.issues) unfit.add(issue.path.join(".") || "(row)");
  }
  const malformed = rows.length - accounts.length;
  if (malformed > 0)
    log.warn({ provider, malformed, fields: [...unfit] }, "rows left out: not what the provider documents");
  return { accounts, malformed };
}

/**
 * The one account that was asked for by `id`. Null when the answer is another one's: a provider that reads ids loosely
 * ("007" as 7) would otherwise show one account under two ids. Throws PROVIDER_MALFORMED_ANSWER for another shape.
 */
export function readAccount<Wire>(
  provider: string,
  id: string,
  answer: unknown,
  schema: z.ZodType<Wire>,
  map: (wire: Wire, raw: string) => ProviderAccount,
): ProviderAccount | null {
  const account = map(readShape(provider, schema, answer), JSON.stringify(answer));
  return account.id === id ? account : null;
}
