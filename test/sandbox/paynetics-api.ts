import { createHmac } from "node:crypto";
import type { SimulatorSettings } from "../../src/sandbox/kit/simulator.ts";
import { startSimulator } from "../../src/sandbox/kit/start.ts";
import { paynetics } from "../../src/sandbox/paynetics/index.ts";
import { type Answer, type Send, sendTo } from "./kit-http.ts";

export const apiKey = "11111111-2222-4333-8444-555555555555";
const secret = "sandbox-secret-0001";

export interface Signing {
  /** UNIX seconds. */
  readonly timestamp: number;
  /** What is signed as the body, where it is not the body as sent without any whitespace. */
  readonly signedBody?: string;
}

/** Calls the simulator with signed requests: `call("accounts_list", "GET", "/v2/accounts/1/10")`. */
export function payneticsApi(url: string, now: () => number) {
  const send: Send = sendTo(url);
  return (operation: string, method: string, path: string, body?: unknown, signing: Partial<Signing> = {}) => {
    const timestamp = String(signing.timestamp ?? Math.floor(now() / 1000));
    const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
    const signedBody = signing.signedBody ?? text.replaceAll(/\s/g, "");
    const hash = createHmac("sha256", secret).update(`${apiKey}${timestamp}${operation}${signedBody}`).digest("hex");
    return signed(send, method, path, { timestamp, hash }, body);
  };
}

/** A request with a given hash. */
export function signed(
  send: Send,
  method: string,
  path: string,
  { timestamp, hash }: { readonly timestamp: string; readonly hash: string },
  body?: unknown,
): Promise<Answer> {
  return send(method, path, body, { "x-api-key": apiKey, "x-timestamp": timestamp, "x-hash": hash });
}

const now = () => Date.parse("2026-03-01T08:00:00Z");

/** A started simulator on a standing clock, and short ways to its API. */
export async function openPaynetics(settings: SimulatorSettings = {}, accounts = 40) {
  const simulator = await startSimulator(paynetics, { accounts, settings, now });
  const call = payneticsApi(simulator.url, now);
  const control = sendTo(simulator.url);
  return {
    simulator,
    control,
    call,
    create: async (body: object) => (await call("account_create", "POST", "/v2/accounts", body)).json(),
    details: async (token: string) => (await call("account_details", "GET", `/v2/accounts/${token}`)).json(),
    list: async (path: string) => (await call("accounts_list", "GET", `/v2/accounts/${path}`)).json(),
    setStatus: async (token: string, status: unknown) =>
      (await call("account_status", "PUT", `/v2/accounts/${token}/status`, { status })).json(),
    terminate: async (token: string) => (await call("account_terminate", "DELETE", `/v2/accounts/${token}`)).json(),
    admin: async (input: object) => (await control("POST", "/__admin", input)).json(),
    transactions: async (path: string) => (await call("transactions_list", "GET", `/v2/transactions/${path}`)).json(),
  };
}

export const accountOf = (row: number) => `a0000000-0000-4000-8000-${row.toString(16).padStart(12, "0")}`;
export const user = "f0000000-0000-4000-8000-000000000001";
export const merchant = "e0000000-0000-4000-8000-000000000001";
export const notFound = { code: 11002, message: "services.general.entity_not_found" };
