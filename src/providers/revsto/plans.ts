import type { AccountStatus, Owner } from "../../domain/account.ts";
import { GatewayError } from "../../domain/errors.ts";
import { unknownAccount } from "../kit/answers.ts";
import { checkTransition } from "../kit/change-rules.ts";
import { mustAllBeEmpty, mustBeEmpty } from "../kit/closing.ts";
import { pathSegment } from "../kit/path-segment.ts";
import type { ChangedAccount, ChangeRequest, CreationContext, PlannedChange, PlannedCreation } from "../provider.ts";
import type { RevstoCreation } from "./creation-input.ts";

/**
 * `POST /users/{userId}/accounts`. Revsto knows no key: a repetition would open another account. It takes Latin characters
 * only, which is a rule for the data of its users: no text of ours is sent.
 */
export function planCreation(
  provider: string,
  { userId, productId }: RevstoCreation,
  { clientAccountId, label }: CreationContext,
): PlannedCreation {
  const user = mustBeNumber(provider, userId, ["userId"]);
  const product = mustBeNumber(provider, productId, ["productId"]);
  if (label !== null) {
    throw badInput(provider, `${provider} makes the labels of its accounts itself: leave the label out.`, ["label"]);
  }
  return {
    // Numbers in the body, as text everywhere else.
    request: { method: "POST", path: `/users/${user}/accounts`, body: `{"productId":${product}}`, key: null },
    owner: { kind: "USER", id: user, secondaryId: null },
    productCode: product,
    mainAccountId: null,
    exclusive: true,
    memory: { clientAccountId },
  };
}

/** `DELETE /accounts/{id}`, for good. */
export function planClosing(
  provider: string,
  account: ChangedAccount,
  transitions: readonly AccountStatus[],
): PlannedChange {
  checkTransition(provider, { from: account.facts.status, to: "CLOSED" }, transitions);
  mustBeEmpty(provider, account);
  const segment = pathSegment(account.id);
  if (segment === null) throw unknownAccount(provider);
  const request = { method: "DELETE", path: `/accounts/${segment}`, body: null, key: null } as const;
  return { request, target: { status: "CLOSED" } };
}

/** `DELETE /users/{id}`: closes the user with all accounts, which Revsto wants to be empty. */
export function planHolderClosing(
  provider: string,
  { kind, id }: Owner,
  openAccounts: readonly ChangedAccount[],
): ChangeRequest {
  if (kind !== "USER") throw badInput(provider, `Accounts at ${provider} belong to users.`, ["owner", "kind"]);
  const user = mustBeNumber(provider, id, ["owner", "id"]);
  mustAllBeEmpty(provider, openAccounts);
  return { method: "DELETE", path: `/users/${user}`, body: null, key: null };
}

/** Just as Revsto writes it: `03633` would be the same user under another id. */
function mustBeNumber(provider: string, text: string, inputPath: readonly string[]): string {
  if (/^[1-9]\d*$/.test(text)) return text;
  throw badInput(provider, `Users and products of ${provider} are named by their numbers: "3633".`, inputPath);
}

function badInput(provider: string, message: string, inputPath: readonly string[]): GatewayError {
  return new GatewayError("BAD_USER_INPUT", message, { provider, inputPath });
}
