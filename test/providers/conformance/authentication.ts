import { expect } from "vitest";
import type { Suite } from "./suite.ts";
import { call, codeOf, firstAccount, type World } from "./world.ts";

const twoDays = 2 * 24 * 3_600_000;

/** Tokens, where the provider has any; each request is signed by itself elsewhere. */
export function testAuthentication({ it, worldOf }: Suite): void {
  const tokens = async (world: World): Promise<number> => (await world.requests()).tokens;

  it("fetches one token for calls that start together", async () => {
    const world = await worldOf();
    const { id } = await firstAccount(world);
    const used = await tokens(world);
    const provider = world.another();
    await Promise.all(Array.from({ length: 10 }, () => provider.getAccount(call(), id)));
    expect(await tokens(world)).toBe(2 * used);
  });

  it("renews an expired token once", async () => {
    const world = await worldOf();
    const { id } = await firstAccount(world);
    const used = await tokens(world);
    world.pass(twoDays);
    await Promise.all(Array.from({ length: 10 }, () => world.provider.getAccount(call(), id)));
    expect(await tokens(world)).toBe(2 * used);
  });

  it("renews a token that the provider no longer accepts, once, and then gives up", async () => {
    const world = await worldOf();
    const { id } = await firstAccount(world);
    const used = await tokens(world);
    if (used > 0) {
      let refusals = 0;
      world.tamper(({ method }) => (method === "GET" && refusals++ === 0 ? { status: 401 } : {}));
      expect((await world.provider.getAccount(call(), id))?.id).toBe(id);
      expect(await tokens(world)).toBe(2 * used);
    }
    world.tamper(({ method }) => (method === "GET" ? { status: 401 } : {}));
    expect(await codeOf(world.provider.getAccount(call(), id))).toBe("PROVIDER_AUTH_FAILED");
    expect(await tokens(world)).toBe(3 * used);
  });
}
