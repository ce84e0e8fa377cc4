import type { Owner } from "../domain/account.ts";
import type { AccountFilter } from "../domain/account-list.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import { chunked } from "../domain/chunks.ts";
import type { Call, Provider } from "../providers/provider.ts";
import type { Directory } from "./directory-contract.ts";
import { type LiveReading, readThrough } from "./read-through.ts";

/** All accounts that the directory knows of a holder. */
export function accountsOfHolder(
  directory: Directory,
  provider: string,
  { kind, id }: Owner,
): Promise<readonly AccountSnapshot[]> {
  return accountsWith(directory, { providers: [provider], owners: [{ kind, id }], missing: false });
}

/** A holder may have hundreds of accounts: so few are asked for at once that nobody else's reads wait behind them. */
export const readAtOnce = 10;

/** A holder's accounts as the provider has them now, read a few at a time. */
export async function readHolder(
  parts: { readonly directory: Directory; readonly provider: Provider; readonly call: Call },
  holder: Owner,
): Promise<readonly LiveReading[]> {
  const accounts = await accountsOfHolder(parts.directory, parts.provider.name, holder);
  const ids = accounts.map(({ ref }) => ref.id);
  const readings: LiveReading[] = [];
  for (const some of chunked(ids, readAtOnce)) readings.push(...(await readThrough(parts, some)));
  return readings;
}

const pageSize = 100;

/** All accounts that the directory knows and that pass. */
export async function accountsWith(directory: Directory, filter: AccountFilter): Promise<readonly AccountSnapshot[]> {
  const found: AccountSnapshot[] = [];
  const order = { field: "CREATED_AT", direction: "ASC" } as const;
  for (;;) {
    const last = found.at(-1);
    const page = await directory.page(
      { sees: "everything" },
      {
        filter,
        order,
        after: last === undefined ? null : directory.position(last, order),
        before: null,
        limit: pageSize,
        from: "start",
      },
    );
    found.push(...page);
    if (page.length < pageSize) return found;
  }
}
