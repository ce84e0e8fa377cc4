import type { AccountFacts, AccountStatus } from "../domain/account.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { Provider } from "../providers/provider.ts";

/**
 * The statuses that the viewer may ask for next, by the provider's rules. What became of an account that is still being
 * opened is for the back office to say, as in `reportConnection`: a customer can at most give it up.
 */
export function offeredTransitions(
  viewer: Viewer,
  provider: Pick<Provider, "availableTransitions">,
  facts: AccountFacts,
): readonly AccountStatus[] {
  const next = provider.availableTransitions(facts);
  if (viewer.sees === "everything" || facts.status !== "PENDING") return next;
  return next.filter((status) => status === "CLOSED");
}
