import { afterEach, describe, expect, it } from "vitest";
import { paynetics } from "../../../src/providers/paynetics/index.ts";
import type { SimulatorSettings } from "../../../src/sandbox/kit/simulator.ts";
import { type StartOptions, startSimulator } from "../../../src/sandbox/kit/start.ts";
import { paynetics as simulator } from "../../../src/sandbox/paynetics/index.ts";
import { allAccounts, call, createWorld, idsOf, type World, walk } from "../conformance/world.ts";

let world: World;
/** `settings` are the simulator's, `config` the adapter's. */
async function open(accounts: number, settings: SimulatorSettings = {}, config: object = {}): Promise<World> {
  const start = async (options: StartOptions) => {
    const running = await startSimulator(simulator, { ...options, settings });
    return { ...running, providerConfig: { ...running.providerConfig, ...config } };
  };
  world = await createWorld(paynetics, start, accounts);
  return world;
}
afterEach(() => world.stop());

const id = async () => (await allAccounts(world.provider))[0]?.id ?? "";
/** Answers everything with a code of Paynetics' own, in HTTP 200. */
const answerCode = (code: number | string) =>
  world.tamper(() => ({ text: JSON.stringify({ code, message: "prose" }) }));

describe("the Paynetics adapter", () => {
  it.each([0, 1, 10, 11, 25])("walks through a list of %i accounts", async (length) => {
    const { provider, simulator: running } = await open(length);
    const { rows } = await walk(provider);
    expect(idsOf(rows)).toEqual(idsOf(running.books.all()));
  });

  it.each<SimulatorSettings>([{ totalAs: "number" }, { emptyOwner: "null" }, { overLimit: "refuse" }, { maxLimit: 6 }])(
    "walks as well where the provider does it differently: %j",
    async (settings) => {
      const { provider, simulator: running } = await open(40, settings);
      expect(idsOf(await allAccounts(provider))).toEqual(idsOf(running.books.all()));
    },
  );

  it("walks to the end without a total", async () => {
    const { provider, simulator: running, tamper } = await open(25);
    tamper(({ text }) => ({ text: text.replace(/,"total_items":"\d+"/, "") }));
    const { total } = await provider.listAccounts(call(), null, {});
    expect(total).toBeNull();
    expect(idsOf(await allAccounts(provider))).toEqual(idsOf(running.books.all()));
  });

  it("tells the total, which is text", async () => {
    const { provider } = await open(25);
    expect((await provider.listAccounts(call(), null, {})).total).toBe(25);
  });

  it.each([404, 11002, "11002"])("knows an account as not found by code %j", async (code) => {
    const { provider } = await open(1);
    answerCode(code);
    expect(await provider.getAccount(call(), "t")).toBeNull();
  });

  it.each([
    [400, "PROVIDER_REJECTED"],
    [401, "PROVIDER_AUTH_FAILED"],
    [500, "PROVIDER_ERROR"],
    [11000, "PROVIDER_REJECTED"],
    [11001, "PROVIDER_REJECTED"],
    [11004, "PROVIDER_REJECTED"],
    [11008, "PROVIDER_ERROR"],
    [4711, "PROVIDER_REJECTED"],
  ])("fails on HTTP 200 with code %i as %s", async (code, expected) => {
    const { provider } = await open(1);
    answerCode(code);
    const failure = { code: expected, details: { provider: "paynetics", providerCode: String(code) } };
    await expect(provider.getAccount(call(), "t")).rejects.toMatchObject(failure);
    await expect(provider.listAccounts(call(), null, {})).rejects.toMatchObject(failure);
    await expect(provider.ping(call())).rejects.toMatchObject(failure);
  });

  it.each([
    [404, "PROVIDER_ERROR"],
    [400, "PROVIDER_ERROR"],
    [502, "PROVIDER_ERROR"],
    [403, "PROVIDER_AUTH_FAILED"],
    [429, "PROVIDER_RATE_LIMITED"],
  ])("takes a real HTTP %i for a failure on the way: %s", async (status, expected) => {
    const { provider, tamper } = await open(1);
    tamper(() => ({ status, text: "<html>proxy</html>" }));
    await expect(provider.getAccount(call(), "t")).rejects.toMatchObject({ code: expected });
  });

  it.each(['{"code":0}', '{"data":{}}', '{"code":0,"data":{"token":""}}', "[]", "<html>", '{"code":0,"data":'])(
    "does not take %s for an account",
    async (text) => {
      const { provider, tamper } = await open(1);
      tamper(() => ({ text }));
      await expect(provider.getAccount(call(), "t")).rejects.toMatchObject({ code: "PROVIDER_MALFORMED_ANSWER" });
    },
  );

  it("signs once more when the first signature is refused, and no further", async () => {
    const { provider, tamper, requests } = await open(1);
    const account = await id();
    const before = (await requests()).reads;
    let refusals = 1;
    tamper(() => (refusals-- > 0 ? { text: '{"code":401}' } : {}));
    expect((await provider.getAccount(call(), account))?.id).toBe(account);
    answerCode(401);
    await expect(provider.getAccount(call(), account)).rejects.toMatchObject({ code: "PROVIDER_AUTH_FAILED" });
    expect((await requests()).reads - before).toBe(4);
  });

  it.each([
    [0, "PROVIDER_AUTH_FAILED"],
    [44, "PROVIDER_AUTH_FAILED"],
    [45, null],
    [60, null],
  ])(
    "reaches a provider whose clock is 60 s ahead with %i s added to ours: %s",
    async (clockOffsetSeconds, failure) => {
      const { provider } = await open(1, { clockOffsetSeconds: 60 }, { clockOffsetSeconds });
      const code = await provider.ping(call()).then(
        () => null,
        (error) => error.code,
      );
      expect(code).toBe(failure);
    },
  );

  it("asks for an id as one path segment, whatever is in it", async () => {
    const { provider, requests } = await open(11);
    expect(await provider.getAccount(call(), "1/10")).toBeNull();
    expect(await provider.getAccount(call(), "x?limit=1#y")).toBeNull();
    const before = (await requests()).reads;
    expect(await provider.getAccount(call(), "..")).toBeNull();
    expect((await requests()).reads).toBe(before);
  });

  it("offers what the provider's rules allow next", async () => {
    const { provider } = await open(0);
    const next = (status: "ACTIVE" | "SUSPENDED" | "INACTIVE" | "CLOSED" | "UNKNOWN") =>
      provider.availableTransitions({
        status,
        kind: "MAIN",
        provisioning: { state: "READY", method: null, serviceProvider: null, reference: null, error: null },
      });
    expect(next("ACTIVE")).toEqual(["SUSPENDED", "CLOSED"]);
    expect(next("SUSPENDED")).toEqual(["ACTIVE", "CLOSED"]);
    expect(next("INACTIVE")).toEqual(["ACTIVE"]);
    expect(next("CLOSED")).toEqual([]);
    expect(next("UNKNOWN")).toEqual([]);
  });
});
