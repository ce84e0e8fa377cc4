import { GatewayError } from "../../domain/errors.ts";
import { classifyStatus, isSuccess, readAnswer, readingOf, readShape } from "../kit/answers.ts";
import { type Answer, createRestClient } from "../kit/rest-client.ts";
import type { Call, ChangeRequest, ProviderContext } from "../provider.ts";
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
  /**
   * The same for a change, which is sent once, over a connection of its own: nothing at Paynetics tells a repetition from
   * another wish. Only code 401 is answered with one more try: it says that the request was refused unread. `take` reads the
   * envelope; what it finds wrong also tells the answer's HTTP status.
   */
  change<Taken>(call: Call, request: ChangeRequest, take: (envelope: WireEnvelope) => Taken): Promise<Taken>;
  close(): Promise<void>;
}

export function createClient(config: Config, { name, now, openPool }: ProviderContext): PayneticsClient {
  const rest = createRestClient({ provider: name, baseUrl: config.baseUrl, openPool });

  const signed = (operation: Operation, body: string | null) =>
    signedHeaders(config, operation, body, Math.floor(now() / 1000) + config.clockOffsetSeconds);

  function enveloped(answer: Answer, failure: typeof transportFailure): Enveloped {
    if (!isSuccess(answer)) throw failure(name, answer, now);
    const read = () => readShape(name, wireEnvelope, readAnswer(name, answer, now));
    return { answer, envelope: readingOf(answer, read) };
  }

  async function read(call: Call, { operation, path, query = {} }: PayneticsRead): Promise<Enveloped> {
    const headers = signed(operation, null);
    const answer = await rest.send(call, { method: "GET", path: `/v2${path}`, query, headers });
    return enveloped(answer, transportFailure);
  }

  async function change(call: Call, { method, path, body }: ChangeRequest): Promise<Enveloped> {
    const headers = {
      ...signed(operationOf(method), body),
      ...(body !== null && { "content-type": "application/json" }),
    };
    const request = { method, path: `/v2${path}`, headers, ...(body !== null && { body }), fresh: true };
    return enveloped(await rest.send(call, request), changeFailure);
  }

  // A signature that waited too long on its way is refused; a fresh one may pass.
  async function signedTwice(attempt: () => Promise<Enveloped>): Promise<Enveloped> {
    const first = await attempt();
    return isUnauthorised(first.envelope.code) ? attempt() : first;
  }

  return {
    get: async (call, asked) => (await signedTwice(() => read(call, asked))).envelope,
    async change(call, request, take) {
      const { answer, envelope } = await signedTwice(() => change(call, request));
      return readingOf(answer, () => take(envelope));
    },
    close: rest.close,
  };
}

/** An answer with the envelope that it holds. */
interface Enveloped {
  readonly answer: Answer;
  readonly envelope: WireEnvelope;
}

/**
 * Paynetics itself answers everything with HTTP 200, so another status comes from something in between. Its 4xx tells
 * nothing of what Paynetics would have said: a 404 there is a wrong route, not an unknown account.
 */
function transportFailure(provider: string, answer: Answer, now: () => number): GatewayError {
  const error = classifyStatus(provider, answer, now);
  return error.code === "PROVIDER_REJECTED" ? new GatewayError("PROVIDER_ERROR", error.message, error.details) : error;
}

/**
 * A change may have been made although something in between says no: it may have refused Paynetics' answer. Only 429 is
 * believed, which is said before anything is passed on.
 */
function changeFailure(provider: string, answer: Answer, now: () => number): GatewayError {
  const error = transportFailure(provider, answer, now);
  return error.code === "PROVIDER_AUTH_FAILED"
    ? new GatewayError("PROVIDER_ERROR", error.message, error.details)
    : error;
}

function operationOf(method: ChangeRequest["method"]): Operation {
  if (method === "PUT") return "account_status";
  return method === "DELETE" ? "account_terminate" : "account_create";
}
