import type { FastifyInstance } from "fastify";
import type { FaultRule } from "./fault-rules.ts";
import type { LedgerRequest } from "./request-log.ts";

/** What the kit hangs on a request on its way through; `addRequestState` sets the starting values. */
declare module "fastify" {
  interface FastifyRequest {
    /** The body as it came, "" where there was none. */
    bodyText: string;
    /** The fault that meets this request. */
    fault: FaultRule | null;
    /** Null on control routes. */
    ledgerEntry: LedgerRequest | null;
  }
}

export function addRequestState(server: FastifyInstance): void {
  server.decorateRequest("bodyText", "");
  server.decorateRequest("fault", null);
  server.decorateRequest("ledgerEntry", null);
}
