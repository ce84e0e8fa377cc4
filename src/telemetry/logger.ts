import { type DestinationStream, type Logger, pino } from "pino";

/** Names under which credentials might ever be logged; their values are replaced, at the top and one level below. */
const secrets = [
  "authorization",
  "cookie",
  "token",
  "access_token",
  "refresh_token",
  "client_secret",
  "clientSecret",
  "password",
  "privateKey",
  "apiKey",
  "apiSecret",
  "webhookSecret",
  "x-api-key",
  "x-hash",
];

/**
 * The one logger: JSON lines. Names and IBANs are never passed to it; the redaction below is only the second line of
 * defence, for credentials.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.headers["${name}"]`]),
      censor: "[redacted]",
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
