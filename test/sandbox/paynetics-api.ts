import { createHmac } from "node:crypto";
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
