import type { FastifyInstance, FastifyRequest } from "fastify";
import type { SandboxTokens } from "../auth/sandbox-tokens.ts";
import { GatewayError } from "../domain/errors.ts";

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

const loopbackNames = ["127.0.0.1", "localhost", "[::1]", "::1"];

/** `GET /sandbox` and `GET /sandbox/tokens`: in sandbox mode only, and that serves loopback only. */
export function registerSandbox(server: FastifyInstance, { makeTokens, simulators }: SandboxView): void {
  // A web page that gets its own host name to point here must not read them.
  const options = {
    onRequest: async ({ hostname }: FastifyRequest) => {
      if (!loopbackNames.includes(hostname)) throw new GatewayError("NOT_FOUND", "Ask for this as 127.0.0.1.");
    },
  };
  if (makeTokens !== null) server.get("/sandbox/tokens", options, () => makeTokens());
  server.get("/sandbox", options, () => ({
    simulators: simulators.map(({ name, kind, url, providerConfig, customer }) => ({
      name,
      kind,
      url,
      providerConfig,
      customer,
    })),
  }));
}
