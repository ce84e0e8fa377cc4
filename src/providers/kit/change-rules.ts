import type { AccountStatus } from "../../domain/account.ts";
import { GatewayError } from "../../domain/errors.ts";
import { type AccountUpdate, type UpdatableField, updateCapability } from "../provider.ts";
import { wrongInput } from "./client-input.ts";

/** Throws UNSUPPORTED_OPERATION, with the capability that is missing, for a field that cannot be changed. */
export function checkUpdate(provider: string, fields: readonly UpdatableField[], update: AccountUpdate): void {
  const asked = (Object.keys(update) as UpdatableField[]).filter((field) => update[field] !== undefined);
  if (asked.length === 0) throw wrongInput(provider, [], "Name at least one field that is to change.");
  const foreign = asked.find((field) => !fields.includes(field));
  if (foreign !== undefined) throw cannotUpdate(provider, foreign, `${provider} cannot change ${foreign}.`);
}

export function cannotUpdate(provider: string, field: UpdatableField, message: string): GatewayError {
  const details = { provider, capability: updateCapability(field), inputPath: [field] };
  return new GatewayError("UNSUPPORTED_OPERATION", message, details);
}

/** Throws INVALID_TRANSITION unless the status is among those that may follow. */
export function checkTransition(
  provider: string,
  { from, to }: { readonly from: AccountStatus; readonly to: AccountStatus },
  allowed: readonly AccountStatus[],
): void {
  if (allowed.includes(to)) return;
  const rest = allowed.length === 0 ? "no other status can be asked for" : `possible are ${allowed.join(", ")}`;
  throw new GatewayError("INVALID_TRANSITION", `An account that is ${from} cannot become ${to}: ${rest}.`, {
    provider,
  });
}
