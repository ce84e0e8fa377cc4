import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * How whitespace leaves the body before it is hashed. The documents' sample only shows blanks at the edges of texts:
 * `strip-all` also removes those inside ("Company expenses"), `compact-trim` keeps them.
 */
export const signingModes = ["strip-all", "compact-trim"] as const;
export type SigningMode = (typeof signingModes)[number];

export interface SignedRequest {
  readonly apiKey: string;
  /** UNIX seconds, as sent. */
  readonly timestamp: string;
  /** The endpoint's operation name, such as `accounts_list`; not its path. */
  readonly operation: string;
  /** The raw body of a POST or PUT; empty for GET and DELETE. */
  readonly body: string;
}

/** Lower-case hex HMAC-SHA256 over key, timestamp, operation and body without separators. */
export function signatureOf(secret: string, request: SignedRequest, mode: SigningMode): string {
  const text = request.apiKey + request.timestamp + request.operation + withoutWhitespace(request.body, mode);
  return createHmac("sha256", secret).update(text, "utf8").digest("hex");
}

/** Compares in constant time. */
export function isSignature(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function withoutWhitespace(body: string, mode: SigningMode): string {
  if (mode === "strip-all") return body.replace(/\s+/g, "");
  return body.replace(/"((?:[^"\\]|\\.)*)"|\s+/g, (_part, text?: string) =>
    text === undefined ? "" : `"${text.trim()}"`,
  );
}
