import { createHmac } from "node:crypto";

/** How whitespace inside a body is treated before it is hashed; Paynetics documents only that "whitespace is removed". */
export const signingModes = ["strip-all", "compact-trim"] as const;
type SigningMode = (typeof signingModes)[number];

export const hashEncodings = ["hex", "base64"] as const;
type HashEncoding = (typeof hashEncodings)[number];

export interface SigningKey {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly signingMode: SigningMode;
  readonly hashEncoding: HashEncoding;
}

/** The endpoint's own name, which is signed instead of its path. */
export type Operation =
  | "accounts_list"
  | "account_details"
  | "account_create"
  | "account_status"
  | "account_terminate"
  | "transactions_list";

/**
 * The three headers that authenticate one request. They are good for 15 seconds: sign right before sending and
 * again for every repeat. `body` is the exact text sent by POST and PUT; null for GET and DELETE, which sign none.
 */
export function signedHeaders(key: SigningKey, operation: Operation, body: string | null, unixSeconds: number) {
  const text = `${key.apiKey}${unixSeconds}${operation}${body === null ? "" : withoutWhitespace(body, key.signingMode)}`;
  return {
    "x-api-key": key.apiKey,
    "x-timestamp": String(unixSeconds),
    "x-hash": createHmac("sha256", key.apiSecret).update(text, "utf8").digest(key.hashEncoding),
  };
}

/**
 * A body to be signed and sent. Blanks within texts are escaped (`\u0020`): then it hashes the same whatever "whitespace is
 * removed" means.
 */
export function bodyText(body: object): string {
  const escaped = (blank: string) => `\\u${blank.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return JSON.stringify(body).replace(/\s/g, escaped);
}

/**
 * `strip-all` removes every blank, also within words; `compact-trim` only those around JSON tokens and at the ends of texts.
 */
function withoutWhitespace(json: string, mode: SigningMode): string {
  if (mode === "strip-all") return json.replace(/\s/g, "");
  // Works on the text as sent, never on a parsed copy: the hash covers bytes, and escapes must stay as they are.
  return json.replace(/"((?:[^"\\]|\\.)*)"|\s+/g, (_match, text?: string) =>
    text === undefined ? "" : `"${text.trim()}"`,
  );
}
