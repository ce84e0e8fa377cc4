import { createHash } from "node:crypto";

/** The same for the same wish, however it was written down: the order of fields, and null or absent, make no difference. */
export function fingerprintOf(input: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(canonical(input)))
    .digest("base64url");
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== null && field !== undefined)
      .map(([name, field]): [string, unknown] => [name, canonical(field)])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
