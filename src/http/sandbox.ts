import type { FastifyInstance } from "fastify";
import type { SandboxTokens } from "../auth/sandbox-tokens.ts";

/** What a sandbox shows of itself. */
export interface SandboxView {
  /** Null where tokens are another issuer's, whose key the gateway does not have. */
  readonly makeTokens: (() => Promise<SandboxTokens>) | null;
  readonly simulators: readonly {
    readonly name: string;
    readonly kind: string;
    readonly url: string;
    /** The simulator's entry for a GATEWAY_CONFIG file, with its credentials. */
    readonly providerConfig: Readonly<Record<string, unknown>>;
    /** What the demo customer owns there. */
    readonly customer: unknown;
  }[];
}

/** `GET /sandbox` and `GET /sandbox/tokens`: in sandbox mode only, and that serves loopback only. */
export function registerSandbox(server: FastifyInstance, { makeTokens, simulators }: SandboxView): void {
  if (makeTokens !== null) server.get("/sandbox/tokens", () => makeTokens());
  server.get("/sandbox", () => ({
    simulators: simulators.map(({ name, kind, url, providerConfig, customer }) => ({
      name,
      kind,
      url,
      providerConfig,
      customer,
    })),
  }));
}
