import { type GatewayErrorCode, gatewayErrorCodes } from "./error-codes.ts";
import type { GatewayError } from "./result.ts";

const knownCodes: ReadonlySet<unknown> = new Set(gatewayErrorCodes);

/** An entry of a GraphQL answer's `errors`, which may come from anything that speaks GraphQL. */
export interface WireError {
  readonly message?: unknown;
  readonly path?: unknown;
  readonly extensions?: unknown;
}

/** The entry as a typed value. `httpStatus` is told when it is not 200. */
export function readError({ message, path, extensions }: WireError, httpStatus: number): GatewayError {
  const details = (extensions ?? {}) as Readonly<Record<string, unknown>>;
  const text = (name: string) => (typeof details[name] === "string" ? { [name]: details[name] } : {});
  return {
    ...readCode(details.code),
    message: typeof message === "string" ? message : "The gateway gave no reason.",
    retryable: details.retryable === true,
    path: Array.isArray(path) ? path : null,
    ...text("provider"),
    ...text("providerCode"),
    ...text("capability"),
    ...text("oldestCursor"),
    ...(typeof details.retryAfterMs === "number" ? { retryAfterMs: details.retryAfterMs } : {}),
    ...(httpStatus === 200 ? {} : { httpStatus }),
  };
}

function readCode(code: unknown): Pick<GatewayError, "code" | "unknownCode"> {
  if (knownCodes.has(code)) return { code: code as GatewayErrorCode };
  return { code: "UNKNOWN_ERROR", ...(typeof code === "string" ? { unknownCode: code } : {}) };
}

/** HTTP statuses that a later request may not meet: proxies and load balancers send them. */
const passing = new Set([408, 425, 429, 500, 502, 503, 504]);

/** An HTTP answer that holds no GraphQL errors. Its body is not repeated: nobody knows what a proxy writes there. */
export function httpError({ ok, status, headers }: Response, now: () => number): GatewayError {
  if (ok) {
    const message = "What answered is not the gateway: check the URL.";
    return { code: "MALFORMED_ANSWER", message, retryable: false, path: null };
  }
  return {
    code: "HTTP_ERROR",
    message: `The request was answered with HTTP ${status}, not by the gateway.`,
    retryable: passing.has(status),
    path: null,
    httpStatus: status,
    ...retryAfter(headers.get("retry-after"), now),
  };
}

/** `Retry-After` in seconds or as a date. */
function retryAfter(header: string | null, now: () => number): { retryAfterMs?: number } {
  if (header === null) return {};
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now();
  return Number.isNaN(ms) ? {} : { retryAfterMs: Math.max(0, ms) };
}
