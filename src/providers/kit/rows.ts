import type { z } from "zod";
import type { ProviderAccount } from "../../domain/account.ts";
import { isAddressable } from "../../domain/account-ref.ts";
import type { ProviderLog } from "../provider.ts";
import { readShape } from "./answers.ts";

export interface Rows {
  readonly accounts: readonly ProviderAccount[];
  /** Rows left out because they are not what the provider documents. */
  readonly malformed: number;
}

/**
 * Maps the rows of one page. A row that does not fit the schema is left out, counted and logged by the paths
 * that do not fit, never by its values: they are personal data. So is a row with an id that no global id can hold: it
 * could be listed but never opened. `map` also gets the row as the provider wrote it.
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
    if (!parsed.success) {
      for (const issue of parsed.error.issues) unfit.add(issue.path.join(".") || "(row)");
      continue;
    }
    const account = map(parsed.data, JSON.stringify(row));
    if (isAddressable(account.id)) accounts.push(account);
    else unfit.add("id");
  }
  const malformed = rows.length - accounts.length;
  if (malformed > 0)
    log.warn({ provider, malformed, fields: [...unfit] }, "rows left out: not what the provider documents");
  return { accounts, malformed };
}

/** The one account of an answer. Throws PROVIDER_MALFORMED_ANSWER for another shape. */
export function readAccount<Wire>(
  provider: string,
  answer: unknown,
  schema: z.ZodType<Wire>,
  map: (wire: Wire, raw: string) => ProviderAccount,
): ProviderAccount {
  return map(readShape(provider, schema, answer), JSON.stringify(answer));
}
