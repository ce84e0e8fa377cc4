import { getEventListeners } from "node:events";
import { afterEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { GatewayError } from "../../src/domain/errors.ts";
import { guardSettingsSchema } from "../../src/providers/guard.ts";
import type { Provider } from "../../src/providers/provider.ts";
import { createLogger } from "../../src/telemetry/logger.ts";
import {
  call,
  failure,
  guarded,
  type HttpProvider,
  handmade,
  outcome,
  silent,
  startHttpProvider,
} from "./guard-fixtures.ts";

let server: HttpProvider | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function serving(...statuses: number[]): Promise<HttpProvider> {
  server = await startHttpProvider((response, nth) => {
    response.writeHead(statuses[nth - 1] ?? 200).end("{}");
  });
  return server;
}

test("a read is repeated after the provider's failings, and succeeds", async () => {
  const { provider, requests } = await serving(500, 503);
  const account = await guarded(provider).getAccount(call(), "7");
  expect(account).toEqual({ id: "7", facts: {}, raw: "{}" });
  expect(requests).toEqual(["/accounts/7", "/accounts/7", "/accounts/7"]);
});

test("a read is repeated twice at most", async () => {
  const { provider, requests } = await serving(500, 500, 500, 200);
  expect(await outcome(guarded(provider).listAccounts(call(), null, {}))).toBe("PROVIDER_ERROR");
  expect(requests).toHaveLength(3);
});

test("a ping is never repeated, nor is a refusal", async () => {
  const { provider, requests } = await serving(500, 404);
  const { ping, getAccount } = guarded(provider);
  expect(await outcome(ping(call()))).toBe("PROVIDER_ERROR");
  expect(await outcome(getAccount(call(), "7"))).toBe("PROVIDER_REJECTED");
  expect(requests).toEqual(["/ping", "/accounts/7"]);
});

test("an aborted caller is answered at once, and nothing is repeated for it", async () => {
  const caller = new AbortController();
  server = await startHttpProvider(() => caller.abort());
  const { provider, requests } = server;
  expect(await outcome(guarded(provider).getAccount(call({ signal: caller.signal }), "7"))).toBe("CANCELLED");
  expect(await outcome(guarded(provider).getAccount(call({ signal: caller.signal }), "7"))).toBe("CANCELLED");
  expect(requests).toHaveLength(1);
});

test("a caller who aborts during the pause before a repetition does not wait for it", async () => {
  const { provider, requests } = await serving(500);
  const caller = new AbortController();
  const { getAccount } = guarded(
    {
      ...provider,
      getAccount: (inner, id) => provider.getAccount(inner, id).finally(() => setImmediate(() => caller.abort())),
    },
    { retryDelayMs: 600_000 },
  );
  expect(await outcome(getAccount(call({ signal: caller.signal }), "7"))).toBe("CANCELLED");
  expect(requests).toHaveLength(1);
});

test("hanging answers time out and leave neither sockets nor timers behind", async () => {
  server = await startHttpProvider(() => {});
  const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  const before = timers();
  const { getAccount } = guarded(server.provider, {
    timeoutMs: 500,
    concurrency: 50,
    retries: 0,
    breakerFailures: 1000,
  });
  const outcomes = await Promise.all(Array.from({ length: 50 }, (_, id) => outcome(getAccount(call(), String(id)))));
  expect(new Set(outcomes)).toEqual(new Set(["PROVIDER_TIMEOUT"]));
  expect(server.requests).toHaveLength(50);
  await expect.poll(server.openSockets).toBe(0);
  await server.provider.close();
  await expect.poll(timers).toBeLessThanOrEqual(before);
});

test("a timeout is told as such, whatever the adapter makes of it", async () => {
  const getAccount: Provider["getAccount"] = ({ signal }) =>
    new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("socket hang up"))));
  const provider = guarded(handmade({ getAccount }), { timeoutMs: 20, retries: 0 });
  expect(await outcome(provider.getAccount(call(), "7"))).toBe("PROVIDER_TIMEOUT");
});

test("a call leaves no listener on its caller's signal", async () => {
  const { provider } = await serving(500, 200);
  const { signal } = new AbortController();
  await guarded(provider).getAccount(call({ signal }), "7");
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("a deaf adapter times out too", async () => {
  expect(await outcome(guarded(handmade({}), { timeoutMs: 20, retries: 0 }).getAccount(call(), "7"))).toBe(
    "PROVIDER_TIMEOUT",
  );
});

test("the deadline ends a call that is still being repeated with the last failure", async () => {
  const { provider } = await serving(500);
  const { getAccount } = guarded(provider, { retryDelayMs: 600_000, timeoutMs: 100, deadlineMs: 200 });
  expect(await outcome(getAccount(call(), "7"))).toBe("PROVIDER_ERROR");
});

test("the deadline ends a call that never had its turn as PROVIDER_BUSY", async () => {
  const { provider, requests } = await serving();
  const { getAccount } = guarded(provider, { ratePerSecond: 1, timeoutMs: 50, deadlineMs: 100 });
  const outcomes = [getAccount(call(), "1"), getAccount(call(), "2")].map(outcome);
  expect(await Promise.all(outcomes)).toEqual(["OK", "PROVIDER_BUSY"]);
  expect(requests).toEqual(["/accounts/1"]);
});

test.each([
  [new TypeError("the holder is Jane Doe"), "INTERNAL_ERROR"],
  [new z.ZodError([]), "PROVIDER_MALFORMED_ANSWER"],
  [new SyntaxError("Unexpected token J in Jane Doe"), "PROVIDER_MALFORMED_ANSWER"],
])(
  "what an adapter did not foresee leaves as a GatewayError with the original as its cause: %o",
  async (thrown, code) => {
    const { getAccount } = guarded(handmade({ getAccount: () => Promise.reject(thrown) }), { retries: 0 });
    const error = await getAccount(call(), "7").catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(GatewayError);
    expect(error).toMatchObject({ code, details: { provider: "acme" }, cause: thrown });
    expect((error as GatewayError).message).not.toContain("Jane");
  },
);

test("what an adapter did not foresee is logged without its words, and a bug is not repeated", async () => {
  const lines: string[] = [];
  const thrown = new TypeError("the holder is Jane Doe\n    at Main Street 1");
  const getAccount = vi.fn(() => Promise.reject(thrown));
  const log = createLogger("info", { write: (line) => void lines.push(line) });
  const provider = guarded(handmade({ getAccount }), {}, { log });
  expect(await outcome(provider.getAccount(call(), "7"))).toBe("INTERNAL_ERROR");
  expect(getAccount).toHaveBeenCalledOnce();
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    provider: "acme",
    operation: "getAccount",
    code: "INTERNAL_ERROR",
    err: { type: "TypeError", stack: expect.stringMatching(/^ {4}at .*guard\.test\.ts:\d+:\d+/) },
  });
  expect(lines[0]).not.toMatch(/Jane|Street/);
});

test("failures that an adapter foresaw are not logged, nor what it makes of a timeout or an abort", async () => {
  const error = vi.fn();
  const settings = { timeoutMs: 20, retries: 0 };
  const getAccount: Provider["getAccount"] = ({ signal }, id) =>
    id === "refused"
      ? Promise.reject(failure("PROVIDER_REJECTED"))
      : new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("socket hang up"))));
  const provider = guarded(handmade({ getAccount }), settings, { log: { ...silent, error } });
  expect(await outcome(provider.getAccount(call(), "refused"))).toBe("PROVIDER_REJECTED");
  expect(await outcome(provider.getAccount(call(), "slow"))).toBe("PROVIDER_TIMEOUT");
  expect(await outcome(provider.getAccount(call({ signal: AbortSignal.timeout(5) }), "left"))).toBe("CANCELLED");
  expect(error).not.toHaveBeenCalled();
});

test("an answer about another id than the one asked for is no such account", async () => {
  const lenient: Provider["getAccount"] = async (_, id) => ({ id: id.toLowerCase(), facts: {}, raw: "{}" });
  const { getAccount } = guarded(handmade({ getAccount: lenient }));
  expect(await getAccount(call(), "ABC")).toBeNull();
  expect(await getAccount(call(), "abc")).toMatchObject({ id: "abc" });
});

test("every error names the provider and keeps its details", async () => {
  const thrown = failure("PROVIDER_REJECTED", { providerCode: "11004" });
  const { getAccount } = guarded(handmade({ getAccount: () => Promise.reject(thrown) }));
  await expect(getAccount(call(), "7")).rejects.toMatchObject({
    code: "PROVIDER_REJECTED",
    message: thrown.message,
    details: { provider: "acme", providerCode: "11004" },
  });
});

test("a filter that the provider does not declare is refused without a call", async () => {
  const { provider, requests } = await serving();
  const { listAccounts } = guarded(provider);
  await expect(listAccounts(call(), null, { iban: "DK1", holderName: "Doe" })).rejects.toMatchObject({
    code: "UNSUPPORTED_OPERATION",
    details: { provider: "acme", capability: "FILTER_HOLDER_NAME" },
  });
  expect(requests).toEqual([]);
  expect(await outcome(listAccounts(call(), null, { iban: "DK1" }))).toBe("OK");
});

test("closing sends away those who wait and closes the provider", async () => {
  const close = vi.fn(async () => {});
  const provider = guarded(handmade({ getAccount: async () => null, close }), { ratePerSecond: 1 });
  await provider.getAccount(call(), "1");
  const waiting = outcome(provider.getAccount(call(), "2"));
  await provider.close();
  expect(await waiting).toBe("CANCELLED");
  expect(close).toHaveBeenCalledOnce();
});

test("closing ends a ping in the background, and nobody is left with its failure", async () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  server = await startHttpProvider((response, nth) => void (nth === 1 && response.writeHead(500).end()));
  const provider = guarded(server.provider);
  const check = () => provider.checkHealth({ maxAgeMs: 0, waitMs: 2000 });
  expect(await check()).toMatchObject({ state: "DOWN" });
  await check();
  await expect.poll(() => server?.requests).toHaveLength(2);
  await provider.close();
  await expect.poll(server.openSockets).toBe(0);
  await new Promise((resolve) => setTimeout(resolve));
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

test("settings have defaults, and all mistakes are named at once", () => {
  expect(guardSettingsSchema.parse({})).toMatchObject({ timeoutMs: 5000, deadlineMs: 10_000, concurrency: 32 });
  const { error } = guardSettingsSchema.safeParse({ timeoutMs: 10_000, retry: 1, retries: 3 });
  expect(error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`)).toEqual([
    "retries: Too big: expected number to be <=2",
    ': Unrecognized key: "retry"',
    "timeoutMs: must be less than deadlineMs",
  ]);
});
