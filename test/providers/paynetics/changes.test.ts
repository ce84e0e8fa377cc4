import { afterEach, describe, expect, it } from "vitest";
import { errorTable, GatewayError } from "../../../src/domain/errors.ts";
import { paynetics } from "../../../src/providers/paynetics/index.ts";
import type { ChangeRequest, CreationContext, PlannedCreation } from "../../../src/providers/provider.ts";
import type { SimulatorSettings } from "../../../src/sandbox/kit/simulator.ts";
import { type StartOptions, startSimulator } from "../../../src/sandbox/kit/start.ts";
import type { PayneticsAccount } from "../../../src/sandbox/paynetics/account.ts";
import { paynetics as simulator } from "../../../src/sandbox/paynetics/index.ts";
import { accountFor, send } from "../conformance/changes-world.ts";
import { call, createWorld, type World } from "../conformance/world.ts";
import { sendJson, startTinyServer, tinyContext } from "../kit/tiny-server.ts";

/** For what certainly happens, on however busy a machine. */
const patience = { timeout: 20_000, interval: 10 };

let world: World;
async function open(settings: SimulatorSettings = {}, config: object = {}, accounts = 40): Promise<World> {
  const start = async (options: StartOptions) => {
    const running = await startSimulator(simulator, { ...options, settings });
    return { ...running, providerConfig: { ...running.providerConfig, ...config } };
  };
  world = await createWorld(paynetics, start, accounts);
  return world;
}
afterEach(() => world?.stop());

const merchant = "e0000000-0000-4000-8000-000000000001";
const user = "f0000000-0000-4000-8000-000000000004";
const context: CreationContext = { clientAccountId: "client-1", label: null, key: "operation-1" };
function plan(input: object, label: string | null = null): PlannedCreation {
  const read = paynetics.creationInput?.schema.parse(input);
  const planned = world.provider.planCreation?.(read, { ...context, label });
  if (planned === undefined) throw new Error("no plan");
  return planned;
}
const bookedAccount = (id = "") => world.simulator.books.get(id) as PayneticsAccount | undefined;
const failureOf = (answer: Promise<unknown>): Promise<GatewayError> =>
  answer.then(
    () => Promise.reject(new Error("it did not fail")),
    (error: unknown) => (error instanceof GatewayError ? error : Promise.reject(error)),
  );
const outcomeOf = async (answer: Promise<unknown>) => {
  const { code } = await failureOf(answer);
  return [code, errorTable[code].outcome];
};

describe("a creation at Paynetics", () => {
  it.each([
    [
      { program: "account_eur", merchant: "242d993a-be0e-461d-b9e4-7c84b8bfff4f" },
      "Company expenses",
      '{"program":"account_eur","merchant":"242d993a-be0e-461d-b9e4-7c84b8bfff4f","user":"","main":"","skip_iban_generation":false,"alias":"Company expenses"}',
    ],
    [
      {
        program: "account_eur",
        merchant: "242d993a-be0e-461d-b9e4-7c84b8bfff4f",
        user: "3e42849a-f1ef-4a65-b0ad-193a5e87a626",
        mainAccountId: "5a836b53-5a3f-47ab-9a76-13a7eb7d7865",
        skipIbanGeneration: false,
      },
      "alias of account",
      '{"program":"account_eur","merchant":"242d993a-be0e-461d-b9e4-7c84b8bfff4f","user":"3e42849a-f1ef-4a65-b0ad-193a5e87a626","main":"5a836b53-5a3f-47ab-9a76-13a7eb7d7865","skip_iban_generation":false,"alias":"alias of account"}',
    ],
    [
      { program: "account_eur", user: "3e42849a-f1ef-4a65-b0ad-193a5e87a626", skipIbanGeneration: true },
      null,
      '{"program":"account_eur","merchant":"","user":"3e42849a-f1ef-4a65-b0ad-193a5e87a626","main":"","skip_iban_generation":true,"alias":""}',
    ],
  ])("of %j is written as the documents do, but for blanks", async (input, label, sample) => {
    await open({}, {}, 0);
    const { request } = plan(input, label);
    expect(request).toEqual({
      method: "POST",
      path: "/accounts",
      body: sample.replaceAll(/ /g, "\\u0020"),
      key: null,
    });
  });

  it("is one at a time for owner and program, and remembers what is never told", async () => {
    await open({}, {}, 0);
    expect(plan({ program: "account_eur", merchant, user, mainAccountId: "m" }, "Suppliers")).toMatchObject({
      owner: { kind: "MERCHANT", id: merchant, secondaryId: user },
      productCode: "account_eur",
      mainAccountId: "m",
      exclusive: true,
      memory: { clientAccountId: "client-1", label: "Suppliers", mainAccountId: "m" },
    });
    expect(plan({ program: "account_eur", user }).memory).toEqual({
      clientAccountId: "client-1",
      label: null,
      mainAccountId: null,
    });
  });

  it("takes any program where none is configured", async () => {
    await open({}, { programs: [] }, 0);
    expect(plan({ program: "unheard_of", user }).productCode).toBe("unheard_of");
  });

  const modes = ["strip-all", "compact-trim"] as const;
  it.each(modes.flatMap((ours) => modes.map((theirs) => [ours, theirs] as const)))(
    "passes its signature, with blanks of every sort, when we read the rule as %s and Paynetics as %s",
    async (signingMode, signing) => {
      await open({ signing }, { signingMode });
      const label = ' Zoë\u2019s "\\ 1\t2\n3\u00a04\u20035\ufeff6 \\u0020 ';
      const account = await send(world, plan({ program: "account_eur", user }, label).request);
      expect(bookedAccount(account?.id)?.alias).toBe(label);
      await send(world, {
        method: "PUT",
        path: `/accounts/${account?.id}/status`,
        body: '{"status":"blocked"}',
        key: null,
      });
      await send(world, { method: "DELETE", path: `/accounts/${account?.id}`, body: null, key: null });
      expect(bookedAccount(account?.id)?.status).toBe("closed");
    },
  );
});

describe("a change at Paynetics", () => {
  it("goes over a connection of its own, signed and with its type", async () => {
    await open({}, {}, 0);
    const server = await startTinyServer((_request, response) => sendJson(response, { code: 0 }));
    const config = paynetics.configSchema.parse({ baseUrl: server.url, apiKey: "k", apiSecret: "s" });
    const provider = paynetics.create(config, tinyContext());
    await provider.send?.(call(), { method: "PUT", path: "/accounts/1/status", body: "{}", key: null });
    await provider.send?.(call(), { method: "DELETE", path: "/accounts/1", body: null, key: null });
    expect(server.seen).toMatchObject([
      {
        method: "PUT",
        url: "/v2/accounts/1/status",
        headers: { connection: "close", "content-type": "application/json" },
        body: "{}",
      },
      { method: "DELETE", url: "/v2/accounts/1", headers: { connection: "close" }, body: "" },
    ]);
    await Promise.all([provider.close(), server.stop()]);
  });

  it.each([
    [500, "PROVIDER_ERROR", "unknown"],
    [11008, "PROVIDER_ERROR", "unknown"],
    [401, "PROVIDER_AUTH_FAILED", "none"],
    [400, "PROVIDER_REJECTED", "none"],
    [404, "PROVIDER_REJECTED", "none"],
    [11000, "PROVIDER_REJECTED", "none"],
    [11001, "PROVIDER_REJECTED", "none"],
    [11002, "PROVIDER_REJECTED", "none"],
    [11004, "PROVIDER_REJECTED", "none"],
    [4711, "PROVIDER_REJECTED", "none"],
  ] as const)("that is answered with code %i fails as %s: what was done is %s", async (code, expected, outcome) => {
    await open();
    world.tamper(() => ({ text: JSON.stringify({ code, message: "prose" }) }));
    for (const request of requests()) {
      const failure = await failureOf(send(world, request));
      expect([failure.code, errorTable[failure.code].outcome]).toEqual([expected, outcome]);
      expect(failure.details).toEqual({ provider: "paynetics", httpStatus: 200, providerCode: String(code) });
    }
  });

  it.each(["Jane Doe", "x".repeat(65)])(
    "that is refused with prose in place of a code quotes none of it: %s",
    async (prose) => {
      await open();
      world.tamper(() => ({ text: JSON.stringify({ code: prose }) }));
      for (const request of requests()) {
        const failure = await failureOf(send(world, request));
        const details = { provider: "paynetics", httpStatus: 200 };
        expect([failure.code, failure.details]).toEqual(["PROVIDER_REJECTED", details]);
        expect(failure.message).not.toContain(prose);
      }
    },
  );

  it.each([
    [400, "PROVIDER_ERROR", "unknown"],
    [401, "PROVIDER_ERROR", "unknown"],
    [403, "PROVIDER_ERROR", "unknown"],
    [404, "PROVIDER_ERROR", "unknown"],
    [408, "PROVIDER_ERROR", "unknown"],
    [502, "PROVIDER_ERROR", "unknown"],
    [302, "PROVIDER_MALFORMED_ANSWER", "unknown"],
    [429, "PROVIDER_RATE_LIMITED", "none"],
  ] as const)(
    "that something in between answers with HTTP %i fails as %s: what was done is %s",
    async (status, ...how) => {
      await open();
      for (const request of requests()) {
        world.tamper(() => ({ status, text: "<html>" }));
        expect(await outcomeOf(send(world, request))).toEqual(how);
        world.tamper(() => ({}));
      }
    },
  );

  it.each(["", "[]", "{}", '{"data":{}}', '{"code":0}', '{"code":0,"data":{"token":""}}'])(
    "that opens an account is in doubt when it is answered with %j",
    async (text) => {
      await open();
      world.tamper(() => ({ text }));
      const opening = send(world, plan({ program: "account_eur", user }).request);
      expect(await outcomeOf(opening)).toEqual(["PROVIDER_MALFORMED_ANSWER", "unknown"]);
    },
  );

  it("is signed once more when Paynetics refuses the signature, and opens one account", async () => {
    await open({}, { clockOffsetSeconds: 0 });
    const { books } = world.simulator;
    const count = books.all().length;
    const { request } = plan({ program: "account_eur", user });
    world.spoilCredentials();
    const sent = async () => (await world.ledger()).filter(({ method }) => method === "POST").length;
    expect(await outcomeOf(send(world, request))).toEqual(["PROVIDER_AUTH_FAILED", "none"]);
    expect([await sent(), books.all().length]).toEqual([2, count]);
    await world.heal();
    await send(world, request);
    expect([await sent(), books.all().length]).toEqual([3, count + 1]);
  });

  it("that is done after we gave up is in doubt", async () => {
    await open();
    const { request } = plan({ program: "account_eur", user });
    const { books } = world.simulator;
    const count = books.all().length;
    await world.fault({ kind: "slow", delayMs: 1_000, match: { method: "POST" } });
    const deadline = new AbortController();
    const outcome = outcomeOf(send(world, request, deadline.signal));
    await expect.poll(async () => (await world.ledger()).at(-1)?.method, patience).toBe("POST");
    deadline.abort(new DOMException("", "TimeoutError"));
    expect(await outcome).toEqual(["PROVIDER_TIMEOUT", "unknown"]);
    await expect.poll(() => books.all().length, patience).toBe(count + 1);
  });

  function requests(): readonly ChangeRequest[] {
    return [
      plan({ program: "account_eur", user }).request,
      { method: "PUT", path: "/accounts/1/status", body: '{"status":"active"}', key: null },
      { method: "DELETE", path: "/accounts/1", body: null, key: null },
    ];
  }
});

describe("closing at Paynetics", () => {
  const close = async (status: string, openSubAccounts = 0) => {
    const account = await accountFor(world, ({ facts }) => facts.providerStatus === status, openSubAccounts);
    return world.provider.planClosing?.(account);
  };

  it("what is closed already is fulfilled", async () => {
    await open();
    const closed = await accountFor(world, ({ facts }) => facts.status === "CLOSED");
    const request = { method: "DELETE", path: `/accounts/${closed.id}`, body: null, key: null } as const;
    expect(await send(world, request)).toMatchObject({ id: closed.id, facts: { status: "CLOSED" } });
    await world.fault({ kind: "500", match: { method: "GET" } });
    expect(await outcomeOf(send(world, request))).toEqual(["PROVIDER_REJECTED", "none"]);
  });

  it("takes no notice of the main account's money on a virtual one", async () => {
    await open();
    const virtual = await accountFor(world, ({ facts }) => facts.kind === "VIRTUAL" && facts.status === "ACTIVE");
    expect(virtual.facts.balances?.[0]?.available?.amount).not.toBe("0.00");
    const closing = world.provider.planClosing?.(virtual);
    if (closing) await send(world, closing.request);
    expect(bookedAccount(virtual.id)?.status).toBe("closed");
  });

  it("is tried with money and with virtual accounts below where so configured", async () => {
    await open({}, { closesWithBalance: true, closesMainWithVirtuals: true });
    expect((await close("active", 3))?.target).toEqual({ status: "CLOSED" });
  });
});
