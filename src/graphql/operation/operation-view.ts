import type { AccountRef } from "../../domain/account-ref.ts";
import type * as domain from "../../domain/operation.ts";
import type { Account } from "../account/account-type.ts";
import type { GatewayContext } from "../context.ts";
import { providerView } from "../provider/provider-view.ts";
import { operationId } from "../relay/node.ts";
import { publicState } from "./operation-enums.ts";
import type { Operation, SentRequest } from "./operation-type.ts";
import { shownAccount } from "./shown-account.ts";

/** An operation as the schema shows it; the accounts in it only as far as the caller may see them. */
export function operationView(context: GatewayContext, operation: domain.Operation, replayed = false): Operation {
  const { id, idempotencyKey, mutation, state, clientAccountId, customerId, attempts, error } = operation;
  const { createdAt, dispatchedAt, settledAt, nextAttemptAt, needsDecision, request } = operation;
  const card = operation.provider === null ? null : context.providers.get(operation.provider);
  return {
    nodeType: "Operation",
    id: operationId(id),
    ...{ idempotencyKey, mutation, replayed, clientAccountId, customerId, attempts, error },
    ...{ createdAt, dispatchedAt, settledAt, nextAttemptAt, needsDecision },
    state: publicState(state),
    provider: card && providerView(card),
    whatToDecide: needsDecision ? decisionOf(operation) : null,
    providerRequestKey: request?.key ?? null,
    sent: sentOf(context, operation),
    account: () => shownAccount(context, operation.account),
    candidates: () => accountsOf(context, async () => operation.candidates),
    lateAccounts: () => accountsOf(context, () => context.journal.lateAccounts(id)),
  };
}

/** It names people and what the provider knows them by. */
function sentOf({ viewer, principal }: GatewayContext, { request, attempts }: domain.Operation): SentRequest | null {
  const isForThem = viewer.sees === "everything" && principal.scopes.has("operations:resolve");
  if (!isForThem || attempts === 0 || request === null) return null;
  const { method, path, body } = request;
  return { method, path, body };
}

/** They may be anybody's: none of a customer's business. */
async function accountsOf(
  context: GatewayContext,
  load: () => Promise<readonly AccountRef[]>,
): Promise<readonly Account[]> {
  if (context.viewer.sees !== "everything") return [];
  const accounts = await Promise.all((await load()).map((ref) => shownAccount(context, ref)));
  return accounts.filter((account) => account !== null);
}

function decisionOf({ mutation, provider, candidates, nextAttemptAt }: domain.Operation): string {
  const others = `Or RETRY, when you know that ${provider} did nothing: it is sent again. Or ABANDON: nothing more is done.`;
  if (mutation !== "createAccount" && mutation !== "migrateAccount")
    return `Whether ${provider} made the change could not be found out. Look at the provider. ${others}`;
  if (candidates.length === 1 && nextAttemptAt === null)
    return `The account that ${provider} shows for it came of another operation: find out which of both it is. ${others}`;
  if (candidates.length === 1)
    return `One account at ${provider} looks like it, and may be older. ADOPT it, if it came of this. ${others}`;
  return candidates.length > 1
    ? `Several accounts at ${provider} may have come of it. ADOPT the one that did. ${others}`
    : `No account that came of it was found at ${provider}. ADOPT one that you found there. ${others}`;
}
