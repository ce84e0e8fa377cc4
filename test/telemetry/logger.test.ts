import { expect, test } from "vitest";
import { GatewayError } from "../../src/domain/errors.ts";
import { createLogger } from "../../src/telemetry/logger.ts";

test("credentials are blacked out, the rest is one line of JSON", () => {
  const lines: string[] = [];
  const log = createLogger("info", { write: (line) => void lines.push(line) });
  log.debug("too quiet to be heard");
  log.warn(
    {
      provider: "revsto",
      token: "s3cret",
      config: { clientSecret: "s3cret", baseUrl: "http://127.0.0.1" },
      req: { headers: { authorization: "Bearer s3cret", accept: "text/html" } },
    },
    "refused",
  );
  const [line = ""] = lines;
  expect(lines).toHaveLength(1);
  expect(line).not.toContain("s3cret");
  expect(JSON.parse(line)).toMatchObject({
    msg: "refused",
    provider: "revsto",
    token: "[redacted]",
    config: { clientSecret: "[redacted]", baseUrl: "http://127.0.0.1" },
    req: { headers: { authorization: "[redacted]", accept: "text/html" } },
  });
});

test("errors keep their kind, code and place, and only words that are ours", () => {
  const lines: string[] = [];
  const log = createLogger("info", { write: (line) => void lines.push(line) });
  // As PostgreSQL's driver throws it: message and fields quote the row.
  const refused = Object.assign(new Error('invalid input: "Jane Doe"'), {
    code: "23514",
    detail: "Failing row contains (Jane Doe, DE02120300000000202051).",
  });
  log.error({ err: refused }, "unexpected error");
  log.error({ err: new GatewayError("PROVIDER_ERROR", "acme answered 500.", {}, refused) }, "failed");
  expect(lines.join()).not.toMatch(/Jane|DE0212/);
  const place = expect.stringMatching(/^ {4}at .*logger\.test\.ts:\d+/);
  expect(lines.map((line) => JSON.parse(line).err)).toEqual([
    { type: "Error", code: "23514", stack: place },
    {
      type: "GatewayError",
      code: "PROVIDER_ERROR",
      message: "acme answered 500.",
      stack: place,
      cause: { type: "Error", code: "23514", stack: place },
    },
  ]);
});
