/** Paynetics' result codes; the message is the key that its documents list for the code. */
const messages = {
  400: "services.general.bad_request",
  401: "services.general.http_unauthorized",
  404: "services.general.http_not_found_exception",
  500: "services.general.http_exception",
  11000: "services.general.error",
  11001: "services.general.validation_error",
  11002: "services.general.entity_not_found",
} as const;
export type ResultCode = keyof typeof messages;

/** Field → what is wrong with it. */
export type FieldErrors = Readonly<Record<string, string>>;

/** A documented failure. It travels with HTTP 200 like every answer of Paynetics. */
export class Refusal extends Error {
  readonly code: ResultCode;
  readonly fields: FieldErrors;

  constructor(code: ResultCode, fields: FieldErrors = {}) {
    super(messages[code]);
    this.code = code;
    this.fields = fields;
  }
}

export function failure(refusal: Refusal, withDetails: boolean): object {
  const details = withDetails && refusal.code === 11001 ? { errors: refusal.fields } : {};
  return { code: refusal.code, message: refusal.message, ...details };
}

export function success(data?: unknown): object {
  return data === undefined ? { code: 0 } : { code: 0, data };
}
