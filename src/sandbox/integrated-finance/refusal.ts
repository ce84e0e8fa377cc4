import type { ConnectionError } from "./account.ts";

/** A request that is not fulfilled. The error has the form that the documents show for connection errors. */
export class Refusal extends Error {
  readonly status: number;
  readonly error: ConnectionError;

  constructor(status: number, code: string, message: string, attributes: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.error = {
      category: status >= 500 ? "technical" : "functional",
      origin: status >= 500 ? "platform" : status === 422 ? "provider" : "customer",
      code,
      message,
      attributes,
    };
  }
}

/** HTTP 400 about one field, named by its full path: `invalid("data.account.alias", "max length is 30")`. */
export function invalid(path: string, problem: string): Refusal {
  return new Refusal(400, "validation_error", `${path} ${problem}`, { [path]: problem });
}

/** The three forms in which the platform might print an error; no public document shows one. */
export const errorShapes = ["error", "errors", "message"] as const;
export type ErrorShape = (typeof errorShapes)[number];

export function errorBody({ error }: Refusal, shape: ErrorShape): object {
  if (shape === "errors") return { errors: [error] };
  return shape === "message" ? { message: error.message } : { error };
}
