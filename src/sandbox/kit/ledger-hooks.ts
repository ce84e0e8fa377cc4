import type { FastifyInstance, FastifyRequest } from "fastify";
import "./request-state.ts";
import type { LedgerRequest } from "./request-log.ts";

/** True for the sandbox's own routes, which no provider has: never faulty, never in the ledger, no credentials. */
export function isControl(url: string): boolean {
  return url.startsWith("/__");
}

/** Opens a ledger entry for each request of the provider's API; must be added before all other hooks. */
export function openEntries(server: FastifyInstance, now: () => number, opened: (entry: LedgerRequest) => void): void {
  server.addHook("onRequest", async (request) => {
    if (isControl(request.url)) return;
    const key = request.headers["idempotency-key"] ?? request.headers["x-idempotency-key"];
    request.ledgerEntry = {
      at: now(),
      method: request.method,
      path: request.url,
      key: typeof key === "string" ? key : null,
      status: null,
      outcome: "open",
      committed: false,
    };
    opened(request.ledgerEntry);
  });
}

/** Closes an entry with the status that is sent; null when the client gets nothing. */
export function closeEntry({ ledgerEntry, fault }: FastifyRequest, status: number | null): LedgerRequest | null {
  if (!ledgerEntry) return null;
  ledgerEntry.status = status;
  ledgerEntry.outcome = fault ? `${fault.kind} ${fault.when}` : "answered";
  return ledgerEntry;
}
