import type { OwnerKind } from "../domain/account.ts";
import type { SystemPart } from "../domain/audit.ts";
import { appendAudit } from "../storage/audit-store.ts";
import {
  addCustomerLinks,
  configuredLinks,
  type LinkKey,
  type LinkRow,
  loadCustomers,
  loadLinks,
  removeCustomerLinks,
  saveCustomer,
} from "../storage/customer-store.ts";
import type { Database, WriteTransaction } from "../storage/database.ts";
import { auditOfLink } from "../storage/link-audit.ts";

/** What a customer may see: everything of an owner in a provider's books, or one account. */
export type LinkTarget =
  | { readonly provider: string; readonly owner: { readonly kind: OwnerKind; readonly id: string } }
  | { readonly provider: string; readonly accountId: string };

/** A customer of ours, and what it may see. */
export interface Customer {
  readonly id: string;
  readonly name: string | null;
  readonly links: readonly LinkTarget[];
}

/**
 * Which accounts belong to which of our customers. A target may be linked to several customers (joint holders). Every
 * request looks anew: a change holds from the next one on.
 */
export interface CustomerLinks {
  /** Makes the customer known and adds what it may see; linking again changes nothing, a null name keeps the known one. */
  link(customerId: string, name: string | null, targets: readonly LinkTarget[]): Promise<void>;
  /** Takes links away, whoever made them; answers how many there were. */
  unlink(customerId: string, targets: readonly LinkTarget[]): Promise<number>;
  /** Makes the links of the configuration those of these customers: what it named before and names no more is taken away. */
  configure(customers: readonly Customer[]): Promise<void>;
  /** All customers with their links, by id. */
  list(): Promise<readonly Customer[]>;
}

interface ChangedLinks {
  readonly added: readonly LinkKey[];
  readonly removed: readonly LinkKey[];
}

export function createCustomerLinks(database: Database): CustomerLinks {
  /** What changed, in the audit log: the last step of a transaction, as the log stays locked from here on. */
  async function record(transaction: WriteTransaction, system: SystemPart, { added, removed }: ChangedLinks) {
    const occasion = { at: await database.engine.now(transaction), actor: { system }, operationId: null };
    await appendAudit(transaction, [
      ...removed.map((link) => ({ kind: "CUSTOMER_UNLINKED" as const, ...auditOfLink(link, occasion) })),
      ...added.map((link) => {
        const { details, ...entry } = auditOfLink(link, occasion);
        return { kind: "CUSTOMER_LINKED" as const, ...entry, details: { ...details, holderName: null } };
      }),
    ]);
  }

  return {
    link: (customerId, name, targets) =>
      database.transaction(async (transaction) => {
        await saveCustomer(transaction, customerId, name);
        const rows = targets.map((target) => toRow(customerId, target, "COMMAND"));
        await record(transaction, "COMMAND", { added: await addCustomerLinks(transaction, rows), removed: [] });
      }),

    unlink: (customerId, targets) =>
      database.transaction(async (transaction) => {
        const rows = targets.map((target) => toRow(customerId, target, "COMMAND"));
        const removed = await removeCustomerLinks(transaction, rows);
        await record(transaction, "COMMAND", { added: [], removed });
        return removed.length;
      }),

    configure: (customers) =>
      database.transaction(async (transaction) => {
        // One order for all processes that start at once.
        const wanted = customers.toSorted((one, other) => (one.id < other.id ? -1 : 1));
        const rows = wanted.flatMap(({ id, links }) => links.map((target) => toRow(id, target, "CONFIG")));
        const keys = new Set(rows.map(keyOf));
        const before = await configuredLinks(transaction);
        const unnamed = before.filter((row) => !keys.has(keyOf(row)));
        const removed = await removeCustomerLinks(transaction, unnamed);
        for (const { id, name } of wanted) await saveCustomer(transaction, id, name);
        const added = await addCustomerLinks(transaction, rows);
        await record(transaction, "CONFIGURATION", { added, removed });
      }),

    async list() {
      const links = Map.groupBy(await loadLinks(database.read), ({ customer_id }) => customer_id);
      const customers = await loadCustomers(database.read);
      return customers.map(({ id, name }) => ({ id, name, links: (links.get(id) ?? []).map(toTarget) }));
    },
  };
}

function toRow(customerId: string, target: LinkTarget, origin: LinkRow["origin"]) {
  return {
    customer_id: customerId,
    provider: target.provider,
    target_kind: "owner" in target ? target.owner.kind : ("ACCOUNT" as const),
    target_id: "owner" in target ? target.owner.id : target.accountId,
    origin,
  };
}

function toTarget({ provider, target_kind: kind, target_id: id }: LinkKey): LinkTarget {
  return kind === "ACCOUNT" ? { provider, accountId: id } : { provider, owner: { kind, id } };
}

function keyOf({ customer_id, provider, target_kind, target_id }: LinkKey): string {
  return JSON.stringify([customer_id, provider, target_kind, target_id]);
}
