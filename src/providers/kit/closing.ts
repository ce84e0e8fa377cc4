import type { AccountFacts, Balance, ProviderAccount } from "../../domain/account.ts";
import { GatewayError } from "../../domain/errors.ts";
import type { ChangedAccount } from "../provider.ts";
import { isZero } from "./money.ts";

// What providers demand before an account is closed, checked with what is known of it. Each names the provider.

/** Throws ACCOUNT_HAS_SUB_ACCOUNTS while accounts below it are not closed. */
export function mustHaveNothingBelow(provider: string, { openSubAccounts }: ChangedAccount): void {
  if (openSubAccounts === 0) return;
  const message =
    openSubAccounts === 1
      ? "An account below this one is open: close it first."
      : `${openSubAccounts} accounts below this one are open: close them first.`;
  throw new GatewayError("ACCOUNT_HAS_SUB_ACCOUNTS", message, { provider });
}

/**
 * Throws ACCOUNT_NOT_EMPTY for a balance that is not zero, or of which that is not known. What a virtual account shows is
 * its main account's money and no obstacle.
 */
export function mustBeEmpty(provider: string, { facts }: ChangedAccount): void {
  const full = fullBalance(facts);
  if (full) {
    const message = `The account's balance in ${full.currency} is not zero: only an empty account is closed at ${provider}.`;
    throw new GatewayError("ACCOUNT_NOT_EMPTY", message, { provider });
  }
  if (isKnownToBeEmpty(facts)) return;
  const message = `Only an empty account is closed at ${provider}, and its balances are not known: read them, and close it then.`;
  throw new GatewayError("ACCOUNT_NOT_EMPTY", message, { provider });
}

const mostNamed = 10;

/** The same of all accounts of a holder that is to be closed, naming those that are not empty. */
export function mustAllBeEmpty(provider: string, accounts: readonly ChangedAccount[]): void {
  const full = accounts.filter(({ facts }) => !isKnownToBeEmpty(facts)).map(({ id }) => id);
  if (full.length === 0) return;
  const named = full.slice(0, mostNamed).join(", ");
  const others = full.length > mostNamed ? ` and ${full.length - mostNamed} more` : "";
  const message = `Only a holder of empty accounts is closed at ${provider}; not zero, or not known to be, are the balances of ${named}${others}.`;
  throw new GatewayError("ACCOUNT_NOT_EMPTY", message, { provider });
}

function isKnownToBeEmpty(facts: AccountFacts): boolean {
  if (facts.kind === "VIRTUAL") return true;
  return fullBalance(facts) === undefined && (facts.balances?.every(isKnown) ?? false);
}

function fullBalance({ kind, balances }: AccountFacts): Balance | undefined {
  if (kind === "VIRTUAL") return undefined;
  return balances?.find((balance) => amountsOf(balance).some((amount) => amount && !isZero(amount)));
}

const amountsOf = ({ available, blocked, current }: Balance) => [available, blocked, current];

/** What may be spent, and either what is there in all or what is held back: then nothing is hidden. */
function isKnown({ available, blocked, current }: Balance): boolean {
  return Boolean(available && (blocked || current));
}

/**
 * What a refused closing comes to: the account, if it is closed already, for then a repetition was refused and the wish is
 * fulfilled. Otherwise, and where that cannot be read, the refusal is thrown.
 */
export async function closedAlready(
  refused: GatewayError,
  read: () => Promise<ProviderAccount | null>,
): Promise<ProviderAccount> {
  const account = refused.code === "PROVIDER_REJECTED" ? await read().catch(() => null) : null;
  if (account?.facts.status === "CLOSED") return account;
  throw refused;
}
