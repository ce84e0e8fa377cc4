import { afterEach, describe, expect, it } from "vitest";
import { inventi } from "../../../src/providers/inventi/index.ts";
import type { ListFilter, Provider } from "../../../src/providers/provider.ts";
import { inventi as simulator } from "../../../src/sandbox/inventi/index.ts";
import { type StartOptions, startSimulator } from "../../../src/sandbox/kit/start.ts";
import { call, sendJson, startTinyServer, type TinyServer, tinyContext } from "../kit/tiny-server.ts";

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

function adapter(config: Record<string, unknown>, log: object[] = []): Provider {
  const { name: _, kind: __, ...own } = config;
  const provider = inventi.create(inventi.configSchema.parse(own), tinyContext(log));
  opened.push(() => provider.close());
  return provider;
}

async function simulate(options: StartOptions, config: Record<string, unknown> = {}) {
  const running = await startSimulator(simulator, { now: tinyContext().now, ...options });
  opened.push(() => running.stop());
  return { running, provider: adapter({ ...running.providerConfig, ...config }) };
}

/** An Inventi whose account service answers with this JSON, whatever it is asked. */
async function serve(answer: unknown, config: Record<string, unknown> = {}) {
  const server: TinyServer = await startTinyServer((request, response) => {
    const isToken = request.url === "/realms/demo%20tenant/protocol/openid-connect/token";
    sendJson(response, isToken ? { access_token: "t" } : answer);
  });
  opened.push(server.stop);
  const log: object[] = [];
  const access = { baseUrl: `${server.url}/`, authUrl: `${server.url}/`, tenantId: "demo tenant", clientSecret: "s" };
  return { server, log, provider: adapter({ ...access, ...config }, log) };
}

async function idsOf(provider: Provider, filter: ListFilter = {}): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await provider.listAccounts(call(), cursor, filter);
    ids.push(...page.accounts.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== null);
  return ids;
}

const account = { id: 1, clientAccountId: "a", accountType: "PRIVATE", accountHolderName: "Jane Doe", status: "OPEN" };

describe("Inventi, in each way that its documents leave open", () => {
  it("pages by tokens that are null or absent at the end, and with another parameter name", async () => {
    for (const missingPageToken of ["null", "absent"]) {
      const { running, provider } = await simulate({ accounts: 45, settings: { missingPageToken } }, { pageSize: 20 });
      expect(await idsOf(provider)).toEqual(running.books.all().map(({ id }) => id));
    }
    const { server, provider } = await serve(
      { meta: { nextPageToken: "20" }, accounts: [account] },
      { pageTokenParameter: "pageToken", pageSize: 7 },
    );
    const { next } = await provider.listAccounts(call(), null, {});
    await provider.listAccounts(call(), next, {}).catch(() => null);
    expect(server.seen.map(({ url }) => url).slice(1)).toEqual([
      "/account-service/v2/accounts?limit=7",
      "/account-service/v2/accounts?limit=7&pageToken=20",
    ]);
  });

  it("reads a page without frame, and an empty one", async () => {
    for (const meta of [undefined, null, {}, { nextPageToken: "" }]) {
      const { provider } = await serve({ meta, accounts: [account] });
      expect(await provider.listAccounts(call(), null, {})).toMatchObject({ next: null, total: null, malformed: 0 });
    }
    const { provider } = await serve({ accounts: [] });
    expect(await idsOf(provider)).toEqual([]);
  });

  it("keeps 64-bit ids exact", async () => {
    const { provider } = await simulate({ accounts: 3, settings: { firstId: "9223372036854775800" } });
    const ids = ["9223372036854775800", "9223372036854775801", "9223372036854775802"];
    expect(await idsOf(provider)).toEqual(ids);
    expect((await provider.getAccount(call(), "9223372036854775801"))?.id).toBe("9223372036854775801");
  });

  it("decides refusals by status alone, whatever the body", async () => {
    for (const errorShape of ["problem", "message", "empty"]) {
      const { provider } = await simulate({ settings: { errorShape } });
      expect(await provider.getAccount(call(), "999999")).toBeNull();
    }
    const { provider } = await simulate({ settings: { refuseAddress: true } });
    await expect(provider.ping(call())).rejects.toMatchObject({ code: "PROVIDER_AUTH_FAILED" });
  });
});

describe("Inventi's filters", () => {
  it("are its own words for ours", async () => {
    const { server, provider } = await serve({ accounts: [] });
    await provider.listAccounts(call(), null, {
      iban: "LT1",
      clientAccountId: "acc",
      holderName: "Jané",
      status: "ACTIVE",
    });
    expect(server.seen[1]?.url).toBe(
      "/account-service/v2/accounts?limit=100&iban=LT1&clientAccountId=acc&accountHolderName=Jan%C3%A9&status=OPEN",
    );
  });

  it("find part of a name in any case", async () => {
    const { running, provider } = await simulate({});
    const [first] = running.books.all();
    const part = first?.accountHolderName.slice(1).toUpperCase() ?? "";
    expect(await idsOf(provider, { holderName: part })).toContain(first?.id);
  });

  it("for a status that Inventi has no word for find nothing, without a call", async () => {
    const { server, provider } = await serve({ accounts: [account] });
    expect(await idsOf(provider, { status: "SUSPENDED" })).toEqual([]);
    expect(server.seen).toEqual([]);
  });
});

it("opens and closes as a toggle", () => {
  const provider = adapter({
    baseUrl: "http://a.invalid",
    authUrl: "http://a.invalid",
    tenantId: "t",
    clientSecret: "s",
  });
  const from = (status: "ACTIVE" | "CLOSED" | "UNKNOWN") =>
    provider.availableTransitions({
      status,
      kind: "MAIN",
      provisioning: { state: "READY", method: null, serviceProvider: null, reference: null, error: null },
    });
  expect([from("ACTIVE"), from("CLOSED"), from("UNKNOWN")]).toEqual([["CLOSED"], ["ACTIVE"], []]);
});

it("skips a malformed row and logs no personal data", async () => {
  const { provider, log } = await serve({
    accounts: [{ ...account, accountHolderName: { first: "Jane" } }, account, "Jane"],
  });
  const page = await provider.listAccounts(call(), null, {});
  expect(page).toMatchObject({ accounts: [{ id: "1" }], malformed: 2 });
  expect(log).toEqual([{ provider: "demo", malformed: 2, fields: ["accountHolderName", "(row)"] }]);
});
