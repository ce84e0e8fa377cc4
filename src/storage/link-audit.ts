import type { Instant } from "../domain/account.ts";
import type { AuditActor } from "../domain/audit.ts";
import type { LinkKey } from "./customer-store.ts";

/** Who linked or unlinked, when, and by which operation. */
export interface LinkOccasion {
  readonly at: Instant;
  readonly actor: AuditActor;
  readonly operationId: string | null;
}

/** What the audit log says of a link that was made or taken away, but for its kind. */
export function auditOfLink(link: LinkKey, occasion: LinkOccasion) {
  const { customer_id: customerId, provider, target_kind: kind, target_id: id } = link;
  const isAccount = kind === "ACCOUNT";
  return {
    ...occasion,
    provider,
    accountId: isAccount ? id : null,
    details: { customerId, owner: isAccount ? null : { kind, id } },
  };
}
