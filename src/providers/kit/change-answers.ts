import type { ProviderAccount } from "../../domain/account.ts";
import { GatewayError } from "../../domain/errors.ts";
import type { ChangeRequest } from "../provider.ts";

/**
 * The account that a change below `/accounts/{id}` was about. Throws PROVIDER_MALFORMED_ANSWER when the answer tells
 * another one: what became of the change is not known then.
 */
export function sameAccount(provider: string, { path }: ChangeRequest, account: ProviderAccount): ProviderAccount {
  const [, segment] = /^\/accounts\/([^/]+)/.exec(path) ?? [];
  if (segment === undefined || decodeURIComponent(segment) === account.id) return account;
  throw new GatewayError("PROVIDER_MALFORMED_ANSWER", `${provider} answered about another account`, { provider });
}
