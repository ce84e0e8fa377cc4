import type { FastifyInstance } from "fastify";
import type { RevstoSettings } from "./settings.ts";

/** A refusal as the API tells it. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Error bodies are undocumented: by default a code and a message. */
export function addRefusalAnswers(server: FastifyInstance, { errorShape }: RevstoSettings): void {
  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const refusal =
      error instanceof Refusal ? error : new Refusal(error.statusCode ?? 500, "INVALID_REQUEST", error.message);
    const { status, code, message } = refusal;
    const shapes = {
      code: { code, message },
      oauth: { error: code.toLowerCase(), error_description: message },
      errors: { errors: [{ code, message }] },
    };
    return reply.code(status).send(shapes[errorShape]);
  });
}
