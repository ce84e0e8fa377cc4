import type { FastifyInstance } from "fastify";
import type { SandboxTokens } from "../auth/sandbox-tokens.ts";

/** One simulator as `GET /sandbox` lists it. */
export interface SandboxEntry {
  readonly name: string;
  readonly kind: string;
  readonly url: string;
  readonly configuration: Readonly<Record<string, unknown>>;
}

/** Sandbox mode only, and that serves loopback only: ready-made tokens, and where the simulators are. */
export function registerSandbox(server: FastifyInstance, tokens: SandboxTokens, simulators: readonly SandboxEntry[]): void {
  server.get("/sandbox/tokens", () => tokens);
  server.get("/sandbox", () => ({ simulators }));
}
