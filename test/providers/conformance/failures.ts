import { expect } from "vitest";
import type { Suite } from "./suite.ts";
import { call, codeOf, firstAccount } from "./world.ts";

/** Each fault is told by the right code, whatever the provider's way of failing. */
export function testFailures({ it, worldOf }: Suite): void {
  const translations = [
    ["500", "PROVIDER_ERROR"],
    ["reset", "PROVIDER_CONNECTION_LOST"],
    ["html", "PROVIDER_MALFORMED_ANSWER"],
    ["malformed", "PROVIDER_MALFORMED_ANSWER"],
  ] as const;
  for (const [kind, code] of translations) {
    it(`tells the fault "${kind}" as ${code}`, async () => {
      const world = await worldOf();
      const { provider } = world;
      const { id } = await firstAccount(world);
      await world.fault({ kind });
      expect(await codeOf(provider.getAccount(call(), id))).toBe(code);
      expect(await codeOf(provider.listAccounts(call(), null, {}))).toBe(code);
      expect(await codeOf(provider.ping(call()))).toBe(code);
    });
  }

  it("tells how long a rate limit asks to wait", async () => {
    const world = await worldOf();
    const { id } = await firstAccount(world);
    await world.fault({ kind: "429", retryAfter: 7 });
    await expect(world.provider.getAccount(call(), id)).rejects.toMatchObject({
      code: "PROVIDER_RATE_LIMITED",
      details: { provider: world.provider.name, retryAfterMs: 7000 },
    });
  });

  it("tells an account whose fields changed their type as PROVIDER_MALFORMED_ANSWER", async () => {
    const world = await worldOf();
    const { id } = await firstAccount(world);
    world.tamper(() => ({ text: "[]" }));
    expect(await codeOf(world.provider.getAccount(call(), id))).toBe("PROVIDER_MALFORMED_ANSWER");
    expect(await codeOf(world.provider.listAccounts(call(), null, {}))).toBe("PROVIDER_MALFORMED_ANSWER");
  });

  it("tells a provider that is not there as PROVIDER_UNREACHABLE", async () => {
    const { provider, simulator } = await worldOf(1);
    await simulator.stop();
    expect(await codeOf(provider.ping(call()))).toBe("PROVIDER_UNREACHABLE");
  });

  it("gives up when the caller does: a timeout, or an abort", async () => {
    const world = await worldOf();
    const { id } = await firstAccount(world);
    await world.fault({ kind: "hang" });
    expect(await codeOf(world.provider.getAccount(call(AbortSignal.timeout(50)), id))).toBe("PROVIDER_TIMEOUT");
    const caller = new AbortController();
    const answer = codeOf(world.provider.listAccounts(call(caller.signal), null, {}));
    setImmediate(() => caller.abort());
    expect(await answer).toBe("CANCELLED");
  });

  it("sends nothing for a caller who left before", async () => {
    const world = await worldOf(1);
    expect(await codeOf(world.provider.listAccounts(call(AbortSignal.abort()), null, {}))).toBe("CANCELLED");
    expect(await world.requests()).toEqual({ reads: 0, tokens: 0 });
  });
}
