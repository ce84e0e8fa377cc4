import type { FastifyInstance } from "fastify";
import type { SandboxTokens } from "../auth/sandbox-tokens.ts";

/** What a sandbox shows of itself. */
export interface SandboxView {
  readonly tokens: SandboxTokens;
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
export function registerSandbox(server: FastifyInstance, { tokens, simulators }: SandboxView): void {
  server.get("/sandbox/tokens", () => tokens);
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
