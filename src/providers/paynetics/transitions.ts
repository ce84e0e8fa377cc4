import type { AccountStatus } from "../../domain/account.ts";

/** Closing is for good. `inactive` is never asked for: the status call knows only active and blocked. */
export const transitions: Readonly<Partial<Record<AccountStatus, readonly AccountStatus[]>>> = {
  ACTIVE: ["SUSPENDED", "CLOSED"],
  SUSPENDED: ["ACTIVE", "CLOSED"],
  INACTIVE: ["ACTIVE"],
};
