import type { ProviderAccount } from "../../domain/account.ts";
import { readShape } from "../kit/answers.ts";
import { sameAccount } from "../kit/change-answers.ts";
import type { JsonClient } from "../kit/json-client.ts";
import { readAccount } from "../kit/rows.ts";
import type { Call, ChangeRequest } from "../provider.ts";
import { isAdjustment, wireAdjustment } from "./adjustment.ts";
import { toCreatedAccount, toUpdatedAccount } from "./mapper.ts";
import { wireAccount, wireSingle } from "./wire.ts";

/** Sends a change and reads what its answer tells of the account. */
export function send(
  provider: string,
  client: JsonClient,
  call: Call,
  request: ChangeRequest,
): Promise<ProviderAccount | null> {
  const headers = request.key === null ? {} : { "x-idempotency-key": request.key };
  return client.change(call, request, (answer) => tellsOf(provider, request, answer), headers);
}

/** An adjustment's answer tells nothing of the account. */
function tellsOf(provider: string, request: ChangeRequest, answer: unknown): ProviderAccount | null {
  if (isAdjustment(request)) {
    // Also a page that says HTTP 200 is no yes.
    readShape(provider, wireAdjustment, answer);
    return null;
  }
  const isCreation = request.method === "POST";
  if (answer === undefined && !isCreation) return null;
  const { account } = readShape(provider, wireSingle, answer).data;
  const map = isCreation ? toCreatedAccount : toUpdatedAccount;
  return sameAccount(provider, request, readAccount(provider, account, wireAccount, map));
}
