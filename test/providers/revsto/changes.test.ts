import { afterEach, describe, expect, it } from "vitest";
import { errorTable, GatewayError } from "../../../src/domain/errors.ts";
import { findAllCreated } from "../../../src/operations/created-accounts.ts";
import type { ChangedAccount, PlannedCreation, SoughtCreation } from "../../../src/providers/provider.ts";
import { revsto } from "../../../src/providers/revsto/index.ts";
import type { SimulatorSettings } from "../../../src/sandbox/kit/simulator.ts";
import { type StartOptions, startSimulator } from "../../../src/sandbox/kit/start.ts";
import { revsto as simulator } from "../../../src/sandbox/revsto/index.ts";
import { accountFor, send } from "../conformance/changes-world.ts";
import { call, codeOf, createWorld, idsOf, type World } from "../conformance/world.ts";
import { sendJson, startTinyServer, tinyContext } from "../kit/tiny-server.ts";

/** For what certainly happens, on however busy a machine. */
const patience = { timeout: 20_000, interval: 10 };

let world: World;
async function open(settings: SimulatorSettings = {}, config: object = {}): Promise<World> {
  const start = async (options: StartOptions) => {
    const running = await startSimulator(simulator, { ...options, settings });
    return { ...running, providerConfig: { ...running.providerConfig, ...config } };
  };
  world = await createWorld(revsto, start, 60);
  return world;
}
afterEach(() => world?.stop());

const company = { userId: "3633", productId: "235" };
function plan(input: object = company): PlannedCreation {
  const planned = world.provider.planCreation?.(input, { clientAccountId: "client-1", label: null, key: "k" });
  if (planned === undefined) throw new Error("no plan");
  return planned;
}
const closing = (path: string) => ({ method: "DELETE", path, body: null, key: null }) as const;
async function failureOf(answer: Promise<unknown>) {
  const error = await answer.then(
    () => new Error("it did not fail"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof GatewayError)) throw error;
  return [error.code, errorTable[error.code].outcome, error.details.providerCode];
}

describe("a creation at Revsto", () => {
  it("is written as the documents do, one at a time for user and product", async () => {
    await open();
    expect(plan()).toEqual({
      request: { method: "POST", path: "/users/3633/accounts", body: '{"productId":235}', key: null },
      owner: { kind: "USER", id: "3633", secondaryId: null },
      productCode: "235",
      mainAccountId: null,
      exclusive: true,
      memory: { clientAccountId: "client-1" },
    });
  });

  it.each([200, 201])("answered with HTTP %i tells no identifiers: they follow", async (createStatus) => {
    await open({ createStatus });
    const answer = await send(world, plan().request);
    expect(answer?.facts).toMatchObject({
      status: "ACTIVE",
      provisioning: { state: "AWAITING_IDENTIFIERS" },
      label: `REVSTO_TESTING EUR #${answer?.id}`,
      createdAt: "2025-06-01T00:00:00.000Z",
    });
    expect(answer?.facts).not.toHaveProperty("iban");
    expect(answer?.facts).not.toHaveProperty("bic");
    world.pass(10_000);
    const account = await world.provider.getAccount(call(), answer?.id ?? "");
    expect(account?.facts).toMatchObject({ iban: expect.any(String), provisioning: { state: "READY" } });
  });

  it("that is answered with identifiers after all tells them", async () => {
    await open();
    world.tamper(({ method, path, text }) =>
      method === "POST" && path.endsWith("/accounts") ? { text: text.replace("{", '{"iban":"DK1","bic":"",') } : {},
    );
    const facts = (await send(world, plan().request))?.facts;
    expect(facts).toMatchObject({ iban: "DK1", provisioning: { state: "READY" } });
    expect(facts).not.toHaveProperty("bic");
  });

  it("may begin as pending", async () => {
    await open({ initialStatus: "PENDING" });
    expect((await send(world, plan().request))?.facts.status).toBe("PENDING");
  });

  it.each([
    [{ userId: "3692", productId: "260" }, "INVALID_CHARACTERS"],
    [{ userId: "3690", productId: "235" }, "USER_NOT_ELIGIBLE"],
    [{ userId: "3633", productId: "260" }, "PRODUCT_NOT_ALLOWED"],
    [{ userId: "99", productId: "235" }, "USER_NOT_FOUND"],
  ])("of %j is refused with %s", async (input, word) => {
    await open();
    expect(await failureOf(send(world, plan(input).request))).toEqual(["PROVIDER_REJECTED", "none", word]);
  });

  it("that is done after we gave up is in doubt", async () => {
    await open();
    await world.provider.ping(call());
    const { books } = world.simulator;
    const count = books.all().length;
    await world.fault({ kind: "slow", delayMs: 1_000, match: { method: "POST" } });
    const deadline = new AbortController();
    const failure = failureOf(send(world, plan().request, deadline.signal));
    await expect.poll(async () => (await world.ledger()).at(-1)?.path, patience).toContain("/users/3633/accounts");
    deadline.abort(new DOMException("", "TimeoutError"));
    expect(await failure).toEqual(["PROVIDER_TIMEOUT", "unknown", undefined]);
    await expect.poll(() => books.all().length, patience).toBe(count + 1);
  });
});

describe("what may have come of a creation at Revsto", () => {
  const find = async (sought: SoughtCreation) => idsOf((await findAllCreated(world.provider, call(), sought)) ?? []);
  const sent = (at: number = world.now(), input: object = company): SoughtCreation => ({
    plan: plan(input),
    clientAccountId: "client-1",
    sentAt: new Date(at).toISOString(),
    before: null,
  });
  const openElsewhere = async (input: object = company) => (await send(world, plan(input).request))?.id ?? "";

  it("is nothing, one, or several, behind all pages of other accounts", async () => {
    await open();
    const sought = sent();
    await openElsewhere({ userId: "3633", productId: "242" });
    await openElsewhere({ userId: "3641", productId: "235" });
    expect(await find(sought)).toEqual([]);
    const first = await openElsewhere();
    expect(await find(sought)).toEqual([first]);
    const second = await openElsewhere();
    expect(await find(sought)).toEqual([first, second].sort());
  });

  it.each([
    [60, 60_000, 1],
    [60, 61_000, 0],
    [60, -86_400_000, 1],
    [0, 0, 1],
    // Revsto tells whole seconds: an account of the same second may look older than it is.
    [0, 999, 1],
    [0, 1_000, 0],
    [5, 5_999, 1],
    [5, 6_000, 0],
  ])("with a tolerance of %i s: opened %i ms before we sent: %i", async (clockToleranceSeconds, earlierMs, found) => {
    await open({}, { clockToleranceSeconds });
    await openElsewhere();
    expect(await find(sent(world.now() + earlierMs))).toHaveLength(found);
  });

  it("is told by its time, whatever the offset", async () => {
    await open();
    const created = await openElsewhere();
    for (const [time, isFound] of [
      ["2025-06-01T03:00:00+03:00", true],
      ["2025-05-31T23:58:59-00:01", true],
      ["2025-05-31T23:59:00Z", true],
      ["2025-05-31T23:58:59Z", false],
      ["2025-06-01T02:58:59+03:00", false],
    ] as const) {
      world.tamper(({ text }) => ({
        text: text.replaceAll('"createdAt":"2025-06-01T03:00:00+03:00"', `"createdAt":"${time}"`),
      }));
      expect(await find(sent()), time).toEqual(isFound ? [created] : []);
    }
  });

  it("is not known while an account that it may be cannot be read; others do no harm", async () => {
    await open();
    const sought = sent();
    const created = await openElsewhere();
    const spoil = (id: string, field: string, value: string) =>
      world.tamper(({ text }) => ({
        text: text.replace(new RegExp(`("id":"${id}"[^}]*?"${field}":)("[^"]*"|\\d+)`), `$1${value}`),
      }));
    for (const value of ["[]", '"OPENED","createdAt":null,"x":""'] as const) {
      spoil("10000008325", "status", value);
      expect(await find(sought)).toEqual([created]);
    }
    spoil(created, "status", "[]");
    expect(await codeOf(find(sought))).toBe("PROVIDER_MALFORMED_ANSWER");
    world.tamper(({ text }) => ({ text: text.replaceAll(/"createdAt":"[^"]*"/g, '"createdAt":null') }));
    expect(await codeOf(find(sought))).toBe("PROVIDER_MALFORMED_ANSWER");
    spoil("10000008325", "userId", "[]");
    expect(await codeOf(find(sought))).toBe("PROVIDER_MALFORMED_ANSWER");
  });
});

describe("closing at Revsto", () => {
  it.each(["object", "empty"])("is said with a yes that may be anything: %s", async (closeAnswer) => {
    await open({ closeAnswer });
    const { id } = await accountFor(world, ({ facts }) => facts.owner?.id === "3630" && facts.product?.code === "242");
    expect(await send(world, closing(`/accounts/${id}`))).toBeNull();
    expect((await world.provider.getAccount(call(), id))?.facts.status).toBe("CLOSED");
    // Once more: refused, and fulfilled already.
    expect(await send(world, closing(`/accounts/${id}`))).toMatchObject({ id, facts: { status: "CLOSED" } });
  });

  it("is refused for what is not ours to know", async () => {
    await open();
    const standing = await accountFor(world, ({ id }) => {
      const booked = world.simulator.books.get(id) as { hasStandingOrders?: boolean } | undefined;
      return booked?.hasStandingOrders === true;
    });
    const plans = world.provider.planClosing?.(standing);
    if (plans === undefined) throw new Error("no plan");
    expect((await failureOf(send(world, plans.request))).slice(0, 2)).toEqual(["PROVIDER_REJECTED", "none"]);
    expect(await failureOf(send(world, closing("/users/3693")))).toEqual(["PROVIDER_REJECTED", "none", "USER_CLOSED"]);
    expect(await failureOf(send(world, closing("/accounts/1")))).toEqual([
      "PROVIDER_REJECTED",
      "none",
      "ACCOUNT_NOT_FOUND",
    ]);
  });

  it("of a suspended account is asked for where so configured", async () => {
    await open({ suspendedCloseAllowed: true }, { closesSuspended: true });
    const suspended = await accountFor(world, ({ facts }) => facts.owner?.id === "3694");
    await send(world, world.provider.planClosing?.(suspended).request ?? closing(""));
    expect((await world.provider.getAccount(call(), suspended.id))?.facts.status).toBe("CLOSED");
  });

  it.each([
    [{ kind: "CLIENT", id: "3694", secondaryId: null }, ["owner", "kind"]],
    [{ kind: "USER", id: "03694", secondaryId: null }, ["owner", "id"]],
    [{ kind: "USER", id: "..", secondaryId: null }, ["owner", "id"]],
  ] as const)("no holder is %j", async (owner, inputPath) => {
    await open();
    expect(() => world.provider.planHolderClosing?.(owner, [])).toThrow(
      expect.objectContaining({ code: "BAD_USER_INPUT", details: { provider: "revsto", inputPath } }),
    );
  });
});

describe("closing a user of Revsto", () => {
  const owner = { kind: "USER", id: "3630", secondaryId: null } as const;

  it("is refused while it has money anywhere, by the account that has it", async () => {
    await open();
    const full = await accountFor(world, ({ facts }) => facts.owner?.id === "3630" && facts.product?.code === "235");
    const empty = await accountFor(world, ({ facts }) => facts.owner?.id === "3630" && facts.product?.code === "242");
    const plan = (...accounts: ChangedAccount[]) => world.provider.planHolderClosing?.(owner, accounts);
    const notEmpty = (ids: string) =>
      expect.objectContaining({ code: "ACCOUNT_NOT_EMPTY", message: expect.stringContaining(`balances of ${ids}.`) });
    expect(plan(empty)).toMatchObject({ method: "DELETE", path: "/users/3630" });
    expect(() => plan(empty, full)).toThrow(notEmpty(full.id));
    const unknown = { ...empty, facts: { ...empty.facts, balances: null } };
    expect(() => plan(full, unknown)).toThrow(notEmpty(`${full.id}, ${empty.id}`));
    const many = Array.from({ length: 13 }, (_, number) => ({ ...full, id: `${number}` }));
    expect(() => plan(...many)).toThrow(notEmpty("0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 3 more"));
  });
});

describe("scopes at Revsto", () => {
  it("that are all granted are asked for by name, once", async () => {
    await open();
    await send(world, plan().request);
    expect((await world.ledger()).map(({ method, status }) => `${method} ${status}`)).toEqual(["POST 200", "POST 201"]);
  });

  it("that are not granted take only those calls away that need them", async () => {
    await open({ grantedScopes: "account_view account_close" });
    await world.provider.ping(call());
    expect(await failureOf(send(world, plan().request))).toEqual([
      "PROVIDER_AUTH_FAILED",
      "none",
      "INSUFFICIENT_SCOPE",
    ]);
    const { id } = await accountFor(world, ({ facts }) => facts.owner?.id === "3630" && facts.product?.code === "242");
    await send(world, closing(`/accounts/${id}`));
    expect((await world.provider.getAccount(call(), id))?.facts.status).toBe("CLOSED");
  });

  it("are not the reason when the credentials are wrong", async () => {
    await open({}, { password: "wrong" });
    expect(await failureOf(world.provider.ping(call()))).toEqual(["PROVIDER_AUTH_FAILED", "none", "invalid_grant"]);
    expect(await world.ledger()).toHaveLength(1);
  });
});

describe("a change at Revsto", () => {
  it("goes over a connection of its own", async () => {
    await open();
    const server = await startTinyServer((request, response) => {
      if (request.url === "/token") sendJson(response, { access_token: "t", expires_in: 300 });
      else sendJson(response, {});
    });
    const access = { username: "u", password: "p", clientId: "c", clientSecret: "s" };
    const urls = { baseUrl: `${server.url}/api`, tokenUrl: `${server.url}/token` };
    const provider = revsto.create(revsto.configSchema.parse({ ...urls, ...access }), tinyContext());
    expect(await provider.send?.(call(), closing("/accounts/1"))).toBeNull();
    expect(server.seen.at(-1)).toMatchObject({
      url: "/api/distributor/v1/accounts/1",
      headers: { connection: "close" },
    });
    await expect(provider.send?.(call(), plan().request)).rejects.toMatchObject({ code: "PROVIDER_MALFORMED_ANSWER" });
    expect(server.seen.at(-1)).toMatchObject({ body: '{"productId":235}', headers: { connection: "close" } });
    await Promise.all([provider.close(), server.stop()]);
  });

  it.each(["hang", "reset", "500", "malformed", "html"])(
    "was certainly not made when the token endpoint fails: %s",
    async (kind) => {
      await open();
      await world.fault({ kind, match: { method: "POST", path: "token" } });
      const signal = kind === "hang" ? AbortSignal.timeout(50) : undefined;
      expect(await failureOf(send(world, plan().request, signal))).toEqual(["PROVIDER_UNREACHABLE", "none", undefined]);
    },
  );
});
