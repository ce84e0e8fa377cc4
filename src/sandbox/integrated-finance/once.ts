import type { FastifyReply, FastifyRequest } from "fastify";
import type { Books } from "../kit/books.ts";
import type { IfAccount } from "./account.ts";
import { errorBody, Refusal } from "./refusal.ts";
import type { IfSettings } from "./settings.ts";

interface Replay {
  readonly request: string;
  readonly status: number;
  /** The answer's JSON text. */
  readonly answer: string;
}

/**
 * Answers a POST with HTTP 201, once per `X-Idempotency-Key` and path: the same body gets the first answer again, also
 * a refusal; another body is refused. Answers are kept for ever.
 */
export function once(
  books: Books<IfAccount>,
  settings: IfSettings,
  request: FastifyRequest,
  reply: FastifyReply,
  act: () => object,
): FastifyReply {
  const attempt = (): Replay => {
    const { status, body } = outcome(settings, act);
    if (status < 400) books.committed(request);
    return { request: request.bodyText, status, answer: JSON.stringify(body) };
  };
  const key = request.headers["x-idempotency-key"];
  if (typeof key !== "string") return send(reply, attempt());

  const place = `replay ${request.url} ${key}`;
  const known = books.note(place) as Replay | undefined;
  if (known && known.request !== request.bodyText) {
    throw new Refusal(400, "idempotency_key_reused", "this idempotency key came with another body before");
  }
  const replay = known ?? attempt();
  if (!known) books.setNote(place, replay);
  return send(reply.header("x-idempotency-status", known ? "replayed" : "processed"), replay);
}

function outcome(settings: IfSettings, act: () => object): { status: number; body: object } {
  try {
    return { status: 201, body: act() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, body: errorBody(error, settings.errorShape) };
  }
}

function send(reply: FastifyReply, { status, answer }: Replay): FastifyReply {
  return reply.code(status).type("application/json; charset=utf-8").send(answer);
}
