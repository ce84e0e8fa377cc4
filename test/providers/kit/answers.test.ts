import { expect, it } from "vitest";
import { z } from "zod";
import type { GatewayError } from "../../../src/domain/errors.ts";
import { classifyStatus, readAnswer, readShape } from "../../../src/providers/kit/answers.ts";
import type { Answer } from "../../../src/providers/kit/rest-client.ts";

const now = () => Date.UTC(2025, 5, 1, 12, 0, 0);

function answer(status: number, text = "", retryAfter: string | null = null): Answer {
  return { status, text, header: (name) => (name === "retry-after" ? retryAfter : null) };
}

it.each([
  [300, "PROVIDER_MALFORMED_ANSWER"],
  [400, "PROVIDER_REJECTED"],
  [401, "PROVIDER_AUTH_FAILED"],
  [403, "PROVIDER_AUTH_FAILED"],
  [404, "PROVIDER_REJECTED"],
  [409, "PROVIDER_REJECTED"],
  [429, "PROVIDER_RATE_LIMITED"],
  [500, "PROVIDER_ERROR"],
  [503, "PROVIDER_ERROR"],
])("HTTP %i is %s", (status, code) => {
  const details = { provider: "demo", httpStatus: status };
  expect(classifyStatus("demo", answer(status), now)).toMatchObject({ code, details });
});

it.each([
  ["7", 7_000],
  ["Sun, 01 Jun 2025 12:00:30 GMT", 30_000],
  ["Sun, 01 Jun 2025 11:00:00 GMT", 0],
  ["soon", undefined],
  [null, undefined],
])("Retry-After %s is %s ms", (header, retryAfterMs) => {
  for (const status of [429, 503])
    expect(classifyStatus("demo", answer(status, "", header), now).details.retryAfterMs).toBe(retryAfterMs);
});

it("carries the provider's own code", () => {
  expect(classifyStatus("demo", answer(409), now, "ACCOUNT_CLOSED").details.providerCode).toBe("ACCOUNT_CLOSED");
});

it("reads the JSON of any 2xx, and no other text", () => {
  expect(readAnswer("demo", answer(201, "{}"), now)).toEqual({});
  expect(codeOf(() => readAnswer("demo", answer(200, "<html>"), now))).toBe("PROVIDER_MALFORMED_ANSWER");
  expect(codeOf(() => readAnswer("demo", answer(200, '{"name":"Jane'), now))).toBe("PROVIDER_MALFORMED_ANSWER");
  expect(codeOf(() => readAnswer("demo", answer(500, "{}"), now))).toBe("PROVIDER_ERROR");
});

it("never quotes what the provider wrote", () => {
  const shown = (run: () => unknown) => JSON.stringify(failure(run)) + String(failure(run)) + failure(run)?.cause;
  expect(shown(() => readAnswer("demo", answer(200, "Jane Doe"), now))).not.toContain("Jane");
  const shape = z.object({ rows: z.array(z.unknown()) });
  const readRows = () => readShape("demo", shape, { rows: "Jane Doe" });
  expect(shown(readRows)).toContain("rows");
  expect(shown(readRows)).not.toContain("Jane");
});

function failure(run: () => unknown): GatewayError | null {
  try {
    run();
    return null;
  } catch (error) {
    return error as GatewayError;
  }
}
const codeOf = (run: () => unknown) => failure(run)?.code;
