import type { Scope } from "../../auth/principal.ts";
import type { MutationName } from "../../domain/operation.ts";

/** What a token must allow for each mutation, all of it. Which accounts it may touch is asked where the command is done. */
export const mutationScopes = {
  createAccount: ["accounts:write"],
  updateAccount: ["accounts:write"],
  changeAccountStatus: ["accounts:write"],
  closeAccount: ["accounts:close"],
  migrateAccount: ["accounts:write", "accounts:all"],
  closeAccountHolder: ["accounts:write", "accounts:close", "accounts:all"],
  reportConnection: ["accounts:write", "accounts:all"],
  adjustBalance: ["accounts:write", "accounts:all"],
  linkCustomer: ["accounts:write", "accounts:all"],
  unlinkCustomer: ["accounts:write", "accounts:all"],
  resolveOperation: ["operations:resolve", "accounts:all"],
  replayWebhookDelivery: ["accounts:all"],
} as const satisfies Record<MutationName, readonly Scope[]>;
