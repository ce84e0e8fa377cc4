import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { GatewayError } from "../../src/domain/errors.ts";
import type { GuardSettings } from "../../src/providers/guard.ts";
import type { Provider } from "../../src/providers/provider.ts";
import { call, failure, guarded, handmade, outcome } from "./guard-fixtures.ts";

// What takes time is tested on a clock that only moves when told to.
beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2025, 0, 1) }));
afterEach(() => vi.useRealTimers());
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** A guarded provider that notes each attempt by account id; each answer comes from `script`, then all is well. */
function scripted(settings: Partial<GuardSettings>, ...script: (() => Promise<never> | undefined)[]) {
  const attempts: string[] = [];
  const getAccount: Provider["getAccount"] = async (_, id) => {
    attempts.push(id);
    await script.shift()?.();
    return null;
  };
  const provider = guarded(
    handmade({ getAccount, ping: async () => void (await getAccount(call(), "ping")) }),
    settings,
  );
  const get = (id: string, options = {}): Promise<string> => outcome(provider.getAccount(call(options), id));
  return { provider, attempts, get };
}
const failing =
  (...[code, details]: Parameters<typeof failure>) =>
  () =>
    Promise.reject(failure(code, details));
const hanging = () => new Promise<never>(() => {});

test("Retry-After is waited for, by all calls to that provider", async () => {
  const { attempts, get } = scripted({}, failing("PROVIDER_RATE_LIMITED", { retryAfterMs: 3000 }));
  const first = get("1");
  await pass(0);
  const second = get("2");
  await pass(2999);
  expect(attempts).toEqual(["1"]);
  await pass(1);
  expect(await Promise.all([first, second])).toEqual(["OK", "OK"]);
  expect(attempts).toHaveLength(3);
});

test("Retry-After is honoured with whatever failure it comes", async () => {
  const { attempts, get } = scripted({}, failing("PROVIDER_ERROR", { retryAfterMs: 3000 }));
  const outcomes = ["1", "2"].map((id) => get(id));
  await pass(2999);
  expect(attempts).toEqual(["1", "2"]);
  await pass(1);
  expect(await Promise.all(outcomes)).toEqual(["OK", "OK"]);
});

test("the longest of several Retry-Afters counts", async () => {
  const [short, long] = [1000, 3000].map((retryAfterMs) => failing("PROVIDER_RATE_LIMITED", { retryAfterMs }));
  const { attempts, get } = scripted({}, ...[short, long, short].flatMap((answer) => answer ?? []));
  const outcomes = ["1", "2", "3"].map((id) => get(id));
  await pass(2999);
  expect(attempts).toHaveLength(3);
  await pass(1);
  expect(await Promise.all(outcomes)).toEqual(["OK", "OK", "OK"]);
});

test("the deadline ends a repetition under way as PROVIDER_TIMEOUT", async () => {
  const { get } = scripted({ timeoutMs: 9999, retryDelayMs: 100, retries: 1 }, failing("PROVIDER_ERROR"), hanging);
  const result = get("1");
  await pass(10_000);
  expect(await result).toBe("PROVIDER_TIMEOUT");
});

test.each(["PROVIDER_RATE_LIMITED", "PROVIDER_ERROR"] as const)(
  "a Retry-After beyond the deadline fails at once (%s), and so do other calls meanwhile, within bounds",
  async (code) => {
    const { provider, attempts, get } = scripted({ holdOffMs: 20_000 }, failing(code, { retryAfterMs: 3_600_000 }));
    expect(await get("1")).toBe(code);
    await expect(provider.getAccount(call(), "2")).rejects.toMatchObject({
      code: "PROVIDER_RATE_LIMITED",
      details: { provider: "acme", retryAfterMs: 20_000 },
    });
    expect(attempts).toEqual(["1"]);
    await pass(20_000);
    expect(await get("3")).toBe("OK");
  },
);

test("the breaker opens after failures in a row, says for how long, and closes after a good probe", async () => {
  const down = failing("PROVIDER_CONNECTION_LOST");
  const { provider, attempts, get } = scripted({ retries: 0, breakerFailures: 3 }, down, down, down);
  for (const id of ["1", "2", "3"]) expect(await get(id)).toBe("PROVIDER_CONNECTION_LOST");
  await pass(1000);
  await expect(provider.getAccount(call(), "4")).rejects.toMatchObject({
    code: "PROVIDER_CIRCUIT_OPEN",
    details: { provider: "acme", retryAfterMs: 4000 },
  });
  expect(attempts).toHaveLength(3);
  await pass(4000);
  expect(await Promise.all([get("5"), get("6")])).toEqual(["OK", "PROVIDER_CIRCUIT_OPEN"]);
  expect(await get("7")).toBe("OK");
});

test("a call whose failure opens the breaker tells that failure", async () => {
  const { attempts, get } = scripted(
    { breakerFailures: 2 },
    failing("PROVIDER_ERROR"),
    failing("PROVIDER_UNREACHABLE"),
  );
  const result = get("1");
  await pass(100);
  expect(await result).toBe("PROVIDER_UNREACHABLE");
  expect(attempts).toHaveLength(2);
});

test("the breaker counts timeouts and 5xx, but no refusals, no answers that make no sense and no bugs of ours", async () => {
  const { get } = scripted(
    { retries: 0, breakerFailures: 3, ratePerSecond: 1000 },
    ...Array.from({ length: 5 }, () => failing("PROVIDER_REJECTED")),
    ...Array.from({ length: 5 }, () => failing("PROVIDER_RATE_LIMITED")),
    ...Array.from({ length: 5 }, () => failing("PROVIDER_MALFORMED_ANSWER")),
    ...Array.from({ length: 5 }, () => () => Promise.reject(new TypeError("a bug of ours"))),
    hanging,
    failing("PROVIDER_ERROR"),
    failing("PROVIDER_CONNECTION_LOST"),
  );
  for (let id = 1; id <= 20; id++) {
    expect(await get(String(id))).toMatch(/REJECTED|RATE_LIMITED|MALFORMED|INTERNAL/);
  }
  const slow = get("slow");
  await pass(5000);
  expect([await slow, await get("error"), await get("lost")]).toEqual([
    "PROVIDER_TIMEOUT",
    "PROVIDER_ERROR",
    "PROVIDER_CONNECTION_LOST",
  ]);
  expect(await get("next")).toBe("PROVIDER_CIRCUIT_OPEN");
});

test("a probe that fails leaves the breaker open", async () => {
  const down = failing("PROVIDER_ERROR");
  const { get } = scripted({ retries: 0, breakerFailures: 1 }, down, down);
  expect(await get("1")).toBe("PROVIDER_ERROR");
  await pass(5000);
  expect(await get("2")).toBe("PROVIDER_ERROR");
  expect(await get("3")).toBe("PROVIDER_CIRCUIT_OPEN");
});

test.each([
  ["an abort without a reason", undefined],
  ["the reason of the HTTP server", new GatewayError("CANCELLED", "The caller went away.")],
  ["a reason that looks like a refusal", failure("PROVIDER_REJECTED")],
])("a probe that nobody waited for leaves the breaker open: %s", async (_, reason) => {
  const { get } = scripted({ retries: 0, breakerFailures: 1 }, failing("PROVIDER_ERROR"), hanging);
  expect(await get("1")).toBe("PROVIDER_ERROR");
  await pass(5000);
  const caller = new AbortController();
  const probe = get("2", { signal: caller.signal });
  await pass(0);
  caller.abort(reason);
  expect(await probe).toBe("CANCELLED");
  expect(await get("3")).toBe("PROVIDER_CIRCUIT_OPEN");
});

test("why callers leave is nothing that the breaker counts", async () => {
  const { get } = scripted({ retries: 0, breakerFailures: 1 }, hanging);
  const caller = new AbortController();
  const left = get("1", { signal: caller.signal });
  await pass(0);
  caller.abort(failure("PROVIDER_TIMEOUT"));
  expect(await left).toBe("CANCELLED");
  expect(await get("2")).toBe("OK");
});

test("nobody waits for a probe, also who was queued when it began", async () => {
  const down = failing("PROVIDER_ERROR");
  const { attempts, get } = scripted(
    { retries: 0, breakerFailures: 2, breakerResetMs: 500, ratePerSecond: 2 },
    ...[down, down, hanging],
  );
  for (const id of ["1", "2"]) expect(await get(id)).toBe("PROVIDER_ERROR");
  await pass(500);
  const probe = get("3");
  const other = get("4");
  await pass(500);
  expect(await other).toBe("PROVIDER_CIRCUIT_OPEN");
  expect(attempts).toEqual(["1", "2", "3"]);
  await pass(5000);
  expect(await probe).toBe("PROVIDER_TIMEOUT");
});

test("when the breaker opens, those who wait are sent away at once", async () => {
  const { attempts, get } = scripted({ retries: 0, breakerFailures: 1, concurrency: 1 }, hanging);
  const outcomes = ["1", "2", "3"].map((id) => get(id));
  await pass(5000);
  expect(await Promise.all(outcomes)).toEqual(["PROVIDER_TIMEOUT", "PROVIDER_CIRCUIT_OPEN", "PROVIDER_CIRCUIT_OPEN"]);
  expect(attempts).toEqual(["1"]);
});

test("foreground calls overtake background ones", async () => {
  const { attempts, get } = scripted({ concurrency: 1 });
  const background = ["b1", "b2"].map((id) => get(id, { priority: "background" }));
  await Promise.all([...background, get("f")]);
  expect(attempts).toEqual(["b1", "f", "b2"]);
});

test("no more calls a second than allowed", async () => {
  const { attempts, get } = scripted({ ratePerSecond: 2 });
  const outcomes = ["1", "2", "3", "4", "5"].map((id) => get(id));
  await pass(999);
  expect(attempts).toHaveLength(2);
  await pass(1);
  expect(attempts).toHaveLength(4);
  await pass(1000);
  expect(new Set(await Promise.all(outcomes))).toEqual(new Set(["OK"]));
});

test("no more calls wait than allowed", async () => {
  const { get } = scripted({ retries: 0, concurrency: 1, queueLimit: 1 }, hanging);
  const first = get("1");
  const second = get("2");
  expect(await get("3")).toBe("PROVIDER_BUSY");
  await pass(10_000);
  expect(await first).toBe("PROVIDER_TIMEOUT");
  expect(await second).toBe("OK");
});
