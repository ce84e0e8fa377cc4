import type { Kysely, Transaction } from "kysely";
import type { Instant, OwnerKind } from "../domain/account.ts";
import { refKey } from "../domain/account-ref.ts";
import type { UnstoredSnapshot } from "../domain/account-snapshot.ts";
import type { LinkKey } from "./customer-store.ts";
import { indexedText } from "./indexed-text.ts";
import type { Tables } from "./tables.ts";

// What holders are called where no provider tells, as it was said with a link of their owner. Of several names, also
// with the links of several customers, the one that was given last counts.

/**
 * Keeps a holder's name with the link of an owner, for accounts to come, as long as there is the link. Answers whether the
 * owner had another name before, or none. With the link of a single account nothing is kept: that has its name already.
 */
export async function keepHolderName(
  transaction: Transaction<Tables>,
  { customer_id, provider, target_kind, target_id }: LinkKey,
  holderName: string,
  at: Instant,
): Promise<boolean> {
  if (target_kind === "ACCOUNT") return false;
  const owner = { provider, kind: target_kind, id: target_id };
  const before = nameOf([owner], await givenNames(transaction, [owner]));
  await transaction
    .updateTable("customer_links")
    .set({ holder_name: holderName, named_at: at })
    .where("customer_id", "=", customer_id)
    .where("provider", "=", provider)
    .where("target_kind", "=", target_kind)
    .where("target_id", "=", target_id)
    .execute();
  return before !== holderName;
}

/** The names that were given to the owners of these accounts, keyed by `refKey`; at most one query. */
export async function loadHolderNames(
  read: Kysely<Tables>,
  accounts: readonly UnstoredSnapshot[],
): Promise<ReadonlyMap<string, string>> {
  const owned = accounts.map((account) => ({ key: refKey(account.ref), owners: ownersOf(account) }));
  const given = await givenNames(
    read,
    owned.flatMap(({ owners }) => owners),
  );
  if (given.length === 0) return new Map();
  return new Map(
    owned.flatMap(({ key, owners }) => {
      const name = nameOf(owners, given);
      return name === null ? [] : [[key, name]];
    }),
  );
}

interface OwnerKey {
  readonly provider: string;
  readonly kind: OwnerKind;
  readonly id: string;
}

/** Whose links reach an account: its owner's, and those of the user below that. */
function ownersOf({ ref: { provider }, facts: { owner } }: UnstoredSnapshot): readonly OwnerKey[] {
  if (owner === null) return [];
  const first = { provider, kind: owner.kind, id: indexedText(owner.id) };
  const below = owner.secondaryId === null ? null : indexedText(owner.secondaryId);
  return below === null ? [first] : [first, { provider, kind: "USER", id: below }];
}

type GivenName = Awaited<ReturnType<typeof givenNames>>[number];

function nameOf(owners: readonly OwnerKey[], given: readonly GivenName[]): string | null {
  const isTheirs = (one: GivenName) =>
    owners.some(
      ({ provider, kind, id }) => one.provider === provider && one.target_kind === kind && one.target_id === id,
    );
  return given.find(isTheirs)?.holder_name ?? null;
}

/** The names with links of these owners, and of others with the same ids; the last one first. */
async function givenNames(read: Kysely<Tables>, owners: readonly OwnerKey[]) {
  if (owners.length === 0) return [];
  const byProvider = Map.groupBy(owners, ({ provider }) => provider);
  return read
    .selectFrom("customer_links")
    .select(["provider", "target_kind", "target_id", "holder_name"])
    .where("holder_name", "is not", null)
    .where((row) =>
      row.or(
        [...byProvider].map(([provider, group]) => {
          const ids = [...new Set(group.map(({ id }) => id))];
          return row("provider", "=", provider).and("target_id", "in", ids);
        }),
      ),
    )
    .orderBy("named_at", "desc")
    .orderBy("customer_id")
    .execute();
}
