import type { Books } from "../kit/books.ts";
import type { Connection, IfAccount } from "./account.ts";
import { completed, dependencyFailed, failed, providerRefusal, technicalFailure } from "./connections.ts";
import { issueIdentifiers } from "./identifiers.ts";
import { Refusal } from "./refusal.ts";
import type { Outcome } from "./service-providers.ts";

/**
 * The account as it stands at a moment. What a service provider will do is decided with the instruction and stored with
 * its time, so nothing runs in the background and a restart changes nothing.
 */
export function settle(account: IfAccount, now: number): IfAccount {
  const { upcoming } = account;
  return upcoming && upcoming.at <= now ? { ...account, ...upcoming.change, upcoming: null } : account;
}

/** The account as it is now; refuses an unknown id with 404. */
export function findAccount(books: Books<IfAccount>, id: string): IfAccount {
  const account = books.get(id);
  if (!account) throw new Refusal(404, "not_found", "unknown account");
  return settle(account, books.now());
}

/** What becomes of a pending account; null when nothing ever does. */
export function provisioned(
  books: Books<IfAccount>,
  account: Pick<IfAccount, "currency" | "ledgerNumber">,
  connection: Connection,
  outcome: Outcome,
): Partial<IfAccount> | null {
  const names = { id: books.uuid(), reference: books.uuid() };
  const { serviceProvider } = connection;
  switch (outcome) {
    case "succeeds":
      return {
        status: "active",
        serviceProvider,
        connection: completed(connection, names),
        ...issueIdentifiers(account.currency, account.ledgerNumber),
      };
    case "fails":
      return { serviceProvider, connection: failed(connection, technicalFailure) };
    case "declines":
      return { status: "declined", serviceProvider, connection: failed(connection, providerRefusal) };
    case "dependency-fails":
      return { serviceProvider, connection: dependencyFailed(connection, names) };
    case "stalls":
      return null;
  }
}
