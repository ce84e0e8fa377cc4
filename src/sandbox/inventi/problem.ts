import { STATUS_CODES } from "node:http";
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import type { InventiSettings } from "./settings.ts";

export interface Violation {
  readonly field: string;
  readonly in: "body" | "query" | "header";
  readonly message: string;
}

/** A refusal as the API tells it. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  readonly violations: readonly Violation[];

  constructor(status: number, detail: string, violations: readonly Violation[] = []) {
    super(detail);
    this.status = status;
    this.violations = violations;
  }
}

export function violation(field: string, place: Violation["in"], message: string): Problem {
  return new Problem(400, message, [{ field, in: place, message }]);
}

/** What `schema` makes of a body or query; throws all its complaints as one Problem. */
export function mustFit<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  place: "body" | "query",
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new Problem(
    400,
    "validation failed",
    result.error.issues.map(({ path, message }) => ({ field: path.join("."), in: place, message })),
  );
}

/** Error bodies are undocumented: by default they are the problem details that Inventi's sibling products use. */
export function addProblemAnswers(server: FastifyInstance, settings: InventiSettings): void {
  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const problem = error instanceof Problem ? error : new Problem(error.statusCode ?? 500, error.message);
    const { status, message, violations } = problem;
    reply.code(status);
    if (settings.errorShape === "empty") return reply.send();
    if (settings.errorShape === "message") return reply.send({ message });
    return reply.type("application/problem+json").send({
      status,
      title: STATUS_CODES[status],
      ...(violations.length > 0 ? { violations } : { detail: message }),
      instance: request.url.split("?")[0],
    });
  });
}
