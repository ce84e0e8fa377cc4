import type { AccountFacts, AccountStatus } from "../../domain/account.ts";
import { GatewayError } from "../../domain/errors.ts";
import { cannotUpdate, checkTransition, checkUpdate } from "../kit/change-rules.ts";
import { parseDecimal } from "../kit/decimal.ts";
import type { AccountUpdate, ChangedAccount, PlannedChange, UpdatableField } from "../provider.ts";
import { plannedIdentifiers } from "./identifiers.ts";
import { toWireStatus } from "./mapper.ts";
import { checkedAlias, updateRequest } from "./requests.ts";
import { type TransitionRules, transitionsOf } from "./transitions.ts";

export interface ChangeRules extends TransitionRules {
  /** Whether only an empty account without open sub-accounts may be closed. */
  readonly closesEmptyOnly: boolean;
}

export const updatableFields: readonly UpdatableField[] = ["label", "iban", "accountNumber", "routingCodes"];

/** The label of any account; identifiers only of those that Integrated Finance does not connect itself. */
export function planUpdate(provider: string, { id, facts }: ChangedAccount, update: AccountUpdate): PlannedChange {
  checkUpdate(provider, updatableFields, update);
  checkOpen(provider, facts);
  const { label } = update;
  const alias = label === undefined ? undefined : checkedAlias(provider, label, ["label"]);
  const identifier = updatableFields.find((field) => field !== "label" && update[field] !== undefined);
  if (identifier !== undefined && facts.provisioning.method !== "plug-in") {
    const message = `${provider} changes ${identifier} only of plug-in accounts, which it does not connect itself.`;
    throw cannotUpdate(provider, identifier, message);
  }
  const { fields, target } = plannedIdentifiers(provider, facts, update);
  const status = identifier === undefined ? {} : statusAlong(facts);
  return {
    request: updateRequest(id, { alias, ...fields, ...status }),
    target: { ...(label !== undefined && { label }), ...target },
  };
}

/** Any status that the diagram allows, except closing: that cannot be undone. */
export function planStatusChange(
  provider: string,
  rules: ChangeRules,
  { id, facts }: ChangedAccount,
  status: AccountStatus,
): PlannedChange {
  const allowed = transitionsOf(rules, facts).filter((to) => to !== "CLOSED");
  checkTransition(provider, { from: facts.status, to: status }, allowed);
  return { request: updateRequest(id, { status: toWireStatus(status) }), target: { status } };
}

/** Throws ACCOUNT_NOT_EMPTY also where the balance is not known: unknown is not zero. */
export function planClosing(provider: string, rules: ChangeRules, account: ChangedAccount): PlannedChange {
  const { id, facts, openSubAccounts } = account;
  checkTransition(provider, { from: facts.status, to: "CLOSED" }, transitionsOf(rules, facts));
  if (rules.closesEmptyOnly) {
    if (openSubAccounts > 0) {
      const message = `Close its open sub-accounts first: there are ${openSubAccounts}.`;
      throw new GatewayError("ACCOUNT_HAS_SUB_ACCOUNTS", message, { provider });
    }
    checkEmpty(provider, facts);
  }
  return { request: updateRequest(id, { status: "closed" }), target: { status: "CLOSED" } };
}

/** The receivable amount is left out by most answers: only one that is told now and is not zero is an obstacle. */
function checkEmpty(provider: string, { balances }: AccountFacts): void {
  const notEmpty = (message: string) => new GatewayError("ACCOUNT_NOT_EMPTY", message, { provider });
  const known = balances ?? [];
  if (known.length === 0 || known.some(({ available }) => !available))
    throw notEmpty("The balance is not known now, and only an empty account can be closed: try again later.");
  const amounts = known.flatMap(({ available, receivable }) => [available, receivable]);
  if (amounts.some((money) => money && parseDecimal(money.amount)?.units !== 0n))
    throw notEmpty("Only an empty account can be closed: bring available and receivable amount to zero first.");
}

/** Closed and declined accounts take no change at all. */
export function checkOpen(provider: string, { status }: Pick<AccountFacts, "status">): void {
  if (status !== "CLOSED" && status !== "DECLINED") return;
  throw new GatewayError("INVALID_TRANSITION", `An account that is ${status} can no longer be changed.`, { provider });
}

/** With identifiers the status has to go along, unless it is active: as it is, in the provider's own word. */
export function statusAlong({ status, providerStatus }: AccountFacts): { readonly status?: string } {
  return status === "ACTIVE" ? {} : { status: providerStatus };
}
