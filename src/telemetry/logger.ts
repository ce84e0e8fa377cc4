import { type DestinationStream, type Logger, pino } from "pino";

/** Fields that hold credentials wherever they appear: in headers, in token answers, in configuration. */
const secrets = [
  ...["authorization", "cookie", "x-api-key", "x-hash"],
  ...["token", "access_token", "refresh_token", "client_assertion", "client_secret"],
  ...["clientSecret", "password", "privateKey", "apiKey", "apiSecret", "webhookSecret"],
];

/**
 * The one logger: a line of JSON per entry. Nobody passes names, IBANs or credentials to it; that credentials are
 * blacked out three levels deep is only the second line of defence.
 */
export function createLogger(level: string, destination: DestinationStream): Logger {
  const paths = secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths, censor: "[redacted]" },
  };
  return pino(options, destination);
}
