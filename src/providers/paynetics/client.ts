import { GatewayError } from "../../domain/errors.ts";
import { classifyStatus, isSuccess, readAnswer, readShape } from "../kit/answers.ts";
import { type Answer, createRestClient } from "../kit/rest-client.ts";
import type { Call, ProviderContext } from "../provider.ts";
import type { Config } from "./config.ts";
import { isUnauthorised } from "./errors.ts";
import { type Operation, signedHeaders } from "./signing.ts";
import { type WireEnvelope, wireEnvelope } from "./wire.ts";

export interface PayneticsRead {
  readonly operation: Operation;
  /** Below `/v2`. */
  readonly path: string;
  /** Parameters that are undefined are left out. */
  readonly query?: Readonly<Record<string, string | undefined>>;
}

export interface PayneticsClient {
  /** The envelope of the answer, whatever its `code`: what a code means depends on who asked. */
  get(call: Call, read: PayneticsRead): Promise<WireEnvelope>;
  close(): Promise<void>;
}

export function createClient(config: Config, { name, now, openPool }: ProviderContext): PayneticsClient {
  const rest = createRestClient({ provider: name, baseUrl: config.baseUrl, openPool });

  async function signAndSend(call: Call, { operation, path, query = {} }: PayneticsRead): Promise<WireEnvelope> {
    const unixSeconds = Math.floor(now() / 1000) + config.clockOffsetSeconds;
    const headers = signedHeaders(config, operation, null, unixSeconds);
    const answer = await rest.send(call, { method: "GET", path: `/v2${path}`, query, headers });
    if (!isSuccess(answer)) throw transportFailure(name, answer, now);
    return readShape(name, wireEnvelope, readAnswer(name, answer, now));
  }

  return {
    async get(call, read) {
      const envelope = await signAndSend(call, read);
      // A signature that waited too long on its way is refused; a fresh one may pass.
      return isUnauthorised(envelope.code) ? signAndSend(call, read) : envelope;
    },
    close: rest.close,
  };
}

/**
 * Paynetics itself answers everything with HTTP 200, so another status comes from something in between. Its 4xx tells
 * nothing of what Paynetics would have said: a 404 there is a wrong route, not an unknown account.
 */
function transportFailure(provider: string, answer: Answer, now: () => number): GatewayError {
  const error = classifyStatus(provider, answer, now);
  return error.code === "PROVIDER_REJECTED" ? new GatewayError("PROVIDER_ERROR", error.message, error.details) : error;
}
