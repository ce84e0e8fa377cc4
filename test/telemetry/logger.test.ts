import { expect, test } from "vitest";
import { createLogger } from "../../src/telemetry/logger.ts";

test("credentials are blacked out, the rest is one line of JSON", () => {
  let line = "";
  const log = createLogger("info", { write: (text) => void (line += text) });
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
  expect(line).not.toContain("s3cret");
  expect(JSON.parse(line)).toMatchObject({
    msg: "refused",
    provider: "revsto",
    token: "[redacted]",
    config: { clientSecret: "[redacted]", baseUrl: "http://127.0.0.1" },
    req: { headers: { authorization: "[redacted]", accept: "text/html" } },
  });
});
