import { StartError } from "../domain/start-error.ts";

const postgresReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no such host",
  ERR_INVALID_URL: "the URL is not valid",
  "28P01": "wrong user name or password",
  "3D000": "there is no such database",
};

/**
 * Why a database cannot be opened, in one sentence. Of PostgreSQL it tells error codes, not messages: with a wrongly
 * written URL, a part of the password may be taken for the host or the database, which messages repeat.
 */
export function startFailure(url: string, error: unknown): StartError {
  if (error instanceof StartError) return error;
  const [variables, reason] = url.startsWith("sqlite:")
    ? ["DATABASE_URL or DATA_DIR", messageOf]
    : ["DATABASE_URL", codeOf];
  return new StartError(`${variables}: the database cannot be used (${chain(error).map(reason).join(" ")}).`, {
    cause: error,
  });
}

/** The error and what caused it. */
function chain(error: unknown): Error[] {
  return error instanceof Error ? [error, ...chain(error.cause)] : [];
}

function messageOf(error: Error): string {
  return error.message;
}

function codeOf(error: Error): string {
  if (!("code" in error)) return error.message;
  const code = String(error.code);
  return code in postgresReasons ? `${code}: ${postgresReasons[code]}` : code;
}
