import { expect, test } from "vitest";
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
