import type { AccountFacts, AccountStatus } from "../../domain/account.ts";

/**
 * What may follow each status. Integrated Finance publishes its diagram as a picture that we have never seen: these rows
 * are assumed, except pending → active | declined and active → closed, which its samples show.
 */
const diagram: Readonly<Record<AccountStatus, readonly AccountStatus[]>> = {
  PENDING: ["ACTIVE", "DECLINED"],
  ACTIVE: ["INACTIVE", "SUSPENDED", "CLOSED"],
  INACTIVE: ["ACTIVE", "SUSPENDED", "CLOSED"],
  SUSPENDED: ["ACTIVE", "INACTIVE", "CLOSED"],
  CLOSED: [],
  DECLINED: [],
  UNKNOWN: [],
};

export interface TransitionRules {
  /** Whether an account that is still being opened may be closed. */
  readonly closesPending: boolean;
  /** Whether accounts that Integrated Finance itself connects may be suspended or inactivated by us, not only closed. */
  readonly changesBuiltIn: boolean;
}

/** The statuses that we may ask for. Only plug-in accounts, whose service provider we are, follow the whole diagram. */
export function transitionsOf(
  rules: TransitionRules,
  { status, provisioning }: Pick<AccountFacts, "status" | "provisioning">,
): readonly AccountStatus[] {
  const next: readonly AccountStatus[] =
    status === "PENDING" && rules.closesPending ? [...diagram.PENDING, "CLOSED"] : diagram[status];
  return provisioning.method === "plug-in" || rules.changesBuiltIn ? next : next.filter((to) => to === "CLOSED");
}
