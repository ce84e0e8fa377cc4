import { type DestinationStream, type Logger, pino } from "pino";
import { loggableError } from "./loggable-error.ts";

/** Fields that hold credentials wherever they appear: in headers, in token answers, in configuration. */
const secrets = [
  ...["authorization", "cookie", "x-api-key", "x-hash"],
  ...["token", "access_token", "refresh_token", "client_assertion", "client_secret"],
  ...["clientSecret", "password", "privateKey", "apiKey", "apiSecret", "webhookSecret"],
];

/**
 * The one logger: a line of JSON per entry. Nobody passes names, IBANs or credentials to it; errors are passed as `err`,
 * and only what may be shown of them is. That credentials are blacked out three levels deep is the second line of defence.
 */
export function createLogger(level: string, destination: DestinationStream): Logger {
  const paths = secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: loggableError },
    redact: { paths, censor: "[redacted]" },
  };
  return pino(options, destination);
}
