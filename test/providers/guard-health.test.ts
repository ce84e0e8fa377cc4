import { Registry } from "prom-client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { GuardSettings } from "../../src/providers/guard.ts";
import type { Provider } from "../../src/providers/provider.ts";
import { call, failure, guarded, handmade, outcome } from "./guard-fixtures.ts";

const start = Date.UTC(2025, 0, 1);
beforeEach(() => vi.useFakeTimers({ now: start }));
afterEach(() => vi.useRealTimers());
const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const at = (ms: number): string => new Date(start + ms).toISOString();

const check = { maxAgeMs: 10_000, waitMs: 2000 };

function watched(methods: Partial<Provider>, settings: Partial<GuardSettings> = {}) {
  const ping = vi.fn(methods.ping ?? (async () => {}));
  const provider = guarded(handmade({ getAccount: async () => null, ...methods, ping }), { retries: 0, ...settings });
  return { provider, ping };
}
const down = () => Promise.reject(failure("PROVIDER_UNREACHABLE"));

test("UNKNOWN before the first call, UP after a proper answer or refusal", async () => {
  const { provider } = watched({ listAccounts: () => Promise.reject(failure("PROVIDER_REJECTED")) });
  expect(provider.health()).toEqual({ state: "UNKNOWN", since: at(0), lastError: null, lastContactAt: null });
  await pass(5);
  await provider.getAccount(call(), "1");
  await pass(5);
  await outcome(provider.listAccounts(call(), null, {}));
  expect(provider.health()).toEqual({ state: "UP", since: at(5), lastError: null, lastContactAt: at(10) });
});

test("DEGRADED after a failed call, DOWN once the breaker opens, UP again after a proper answer", async () => {
  let answer = down;
  const { provider } = watched({ getAccount: () => answer() }, { breakerFailures: 2 });
  await outcome(provider.getAccount(call(), "1"));
  expect(provider.health()).toMatchObject({
    state: "DEGRADED",
    lastError: { code: "PROVIDER_UNREACHABLE", at: at(0) },
  });
  await pass(7);
  await outcome(provider.getAccount(call(), "1"));
  expect(provider.health()).toMatchObject({ state: "DOWN", since: at(7), lastContactAt: null });
  await pass(5000);
  answer = async () => null as never;
  await provider.getAccount(call(), "1");
  expect(provider.health()).toMatchObject({ state: "UP", since: at(5007), lastError: { at: at(7) } });
});

test("a failed ping is DOWN, a rate-limited one is not, and the caller's own abort says nothing", async () => {
  const rateLimited = watched({ ping: () => Promise.reject(failure("PROVIDER_RATE_LIMITED")) });
  expect(await rateLimited.provider.checkHealth(check)).toMatchObject({ state: "DEGRADED" });
  const refused = watched({ ping: () => Promise.reject(failure("PROVIDER_AUTH_FAILED")), listAccounts: down });
  expect(await refused.provider.checkHealth(check)).toMatchObject({ state: "DOWN" });
  await outcome(refused.provider.listAccounts(call(), null, {}));
  expect(refused.provider.health()).toMatchObject({ state: "DOWN", lastError: { code: "PROVIDER_UNREACHABLE" } });
  const abandoned = watched({});
  await outcome(abandoned.provider.getAccount(call({ signal: AbortSignal.abort() }), "1"));
  expect(abandoned.provider.health().state).toBe("UNKNOWN");
});

test("all who ask share one ping, and a recent contact needs none", async () => {
  const { provider, ping } = watched({ ping: () => new Promise((resolve) => setTimeout(resolve, 100)) });
  const answers = Promise.all([provider.checkHealth(check), provider.checkHealth(check)]);
  await pass(100);
  expect(await answers).toMatchObject([{ state: "UP" }, { state: "UP" }]);
  await pass(9999);
  await provider.checkHealth(check);
  expect(ping).toHaveBeenCalledTimes(1);
  await pass(1);
  void provider.checkHealth(check);
  expect(ping).toHaveBeenCalledTimes(2);
});

test("a ping under way is not joined by a second one, however old", async () => {
  const { provider, ping } = watched({ ping: () => new Promise(() => {}) });
  void provider.checkHealth({ maxAgeMs: 1000, waitMs: 10 });
  await pass(1000);
  void provider.checkHealth({ maxAgeMs: 1000, waitMs: 10 });
  expect(ping).toHaveBeenCalledTimes(1);
});

test("while the breaker is open, a ping is tried once per age too", async () => {
  const registry = new Registry();
  const settings = { retries: 0, breakerFailures: 1, breakerResetMs: 60_000 };
  const provider = guarded(handmade({ getAccount: down }), settings, { registry });
  await outcome(provider.getAccount(call(), "1"));
  await pass(10_000);
  for (let time = 0; time < 3; time++) await provider.checkHealth(check);
  await pass(0);
  expect(await registry.metrics()).toContain('{provider="acme",operation="ping",code="PROVIDER_CIRCUIT_OPEN"} 1\n');
});

test("nobody waits longer than asked for a ping that hangs", async () => {
  const { provider } = watched({ ping: () => new Promise(() => {}) });
  const answer = provider.checkHealth(check);
  await pass(2000);
  expect(await answer).toMatchObject({ state: "UNKNOWN" });
  await pass(3000);
  expect(provider.health()).toMatchObject({ state: "DOWN", lastError: { code: "PROVIDER_TIMEOUT" } });
});

test("a provider that is DOWN is pinged in the background, once per age", async () => {
  let answer = down;
  const { provider, ping } = watched({ ping: () => answer() });
  await provider.checkHealth(check);
  answer = async () => undefined as never;
  await pass(10_000);
  expect(await provider.checkHealth(check)).toMatchObject({ state: "DOWN" });
  await provider.checkHealth(check);
  expect(ping).toHaveBeenCalledTimes(2);
  await pass(0);
  expect(provider.health()).toMatchObject({ state: "UP" });
});

test("calls in the background alone end DEGRADED and DOWN too", async () => {
  let answer = down;
  const { provider } = watched({ getAccount: () => answer() }, { breakerFailures: 2 });
  const get = () => outcome(provider.getAccount(call({ priority: "background" }), "1"));
  const states: string[] = [];
  for (const how of [down, async () => null as never, down, down]) {
    answer = how;
    await get();
    states.push(provider.health().state);
  }
  answer = async () => null as never;
  await pass(5000);
  await get();
  expect([...states, provider.health().state]).toEqual(["DEGRADED", "UP", "DEGRADED", "DOWN", "UP"]);
});

test("every change of state is logged, once, by code", async () => {
  const lines: object[] = [];
  const tell = (fields: object, message: string) => lines.push({ ...fields, message });
  let answer: () => Promise<null> = down;
  const log = { error: tell, warn: tell, info: tell };
  const provider = guarded(handmade({ getAccount: () => answer() }), { retries: 0, breakerFailures: 3 }, { log });
  for (let id = 1; id <= 4; id++) await outcome(provider.getAccount(call(), String(id)));
  await pass(5_000);
  answer = async () => null;
  await provider.getAccount(call(), "5");
  await provider.getAccount(call(), "6");
  const trouble = { provider: "acme", code: "PROVIDER_UNREACHABLE", message: "the provider is in trouble" };
  expect(lines).toEqual([
    { ...trouble, state: "DEGRADED" },
    { ...trouble, state: "DOWN" },
    { provider: "acme", state: "UP", message: "the provider answers" },
  ]);
});
