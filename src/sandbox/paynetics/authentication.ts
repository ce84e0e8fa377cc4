import type { FastifyRequest } from "fastify";
import { Refusal } from "./answers.ts";
import type { PayneticsSettings } from "./settings.ts";
import { isSignature, signatureOf } from "./signature.ts";

/** The demo instance's credentials; worthless outside this machine. */
export const credentials = {
  apiKey: "11111111-2222-4333-8444-555555555555",
  apiSecret: "sandbox-secret-0001",
};

declare module "fastify" {
  interface FastifyContextConfig {
    /** Paynetics' name of the endpoint, which takes part in the signature. */
    operation?: string;
  }
}

/** Refuses with 401 a request whose key, signature or timestamp is missing or wrong. */
export function authenticate(request: FastifyRequest, settings: PayneticsSettings, now: number): void {
  const apiKey = header(request, "x-api-key");
  const timestamp = header(request, "x-timestamp");
  if (apiKey !== credentials.apiKey || !/^\d+$/.test(timestamp)) throw new Refusal(401);

  const clock = Math.floor(now / 1000) + settings.clockOffsetSeconds;
  if (Math.abs(clock - Number(timestamp)) > settings.toleranceSeconds) throw new Refusal(401);

  const isSignedBody = request.method === "POST" || request.method === "PUT";
  const expected = signatureOf(
    credentials.apiSecret,
    {
      apiKey,
      timestamp,
      operation: request.routeOptions.config.operation ?? "",
      body: isSignedBody ? request.bodyText : "",
    },
    settings.signing,
  );
  if (!isSignature(expected, header(request, "x-hash"))) throw new Refusal(401);
}

function header(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === "string" ? value : "";
}
