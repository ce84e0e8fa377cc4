import { afterEach, describe, expect, it } from "vitest";
import { unknownFacts } from "../../../src/accounts/merge.ts";
import type { AccountFacts } from "../../../src/domain/account.ts";
import { findAllCreated } from "../../../src/operations/created-accounts.ts";
import { integratedFinance } from "../../../src/providers/integrated-finance/index.ts";
import type { ChangeRequest, ConnectionReport, Provider } from "../../../src/providers/provider.ts";
import { makePrivateKey } from "../../../src/sandbox/integrated-finance/index.ts";
import { call, sendJson, startTinyServer, type TinyServer, tinyContext } from "../kit/tiny-server.ts";

const privateKey = makePrivateKey();
function adapter(url = "http://a.invalid", config: object = {}): Provider {
  const access = { baseUrl: url, issuer: `${url}/issuer`, clientId: "svc", privateKey, ...config };
  return integratedFinance.create(integratedFinance.configSchema.parse(access), tinyContext());
}
const provider = adapter();

const clientId = "c0000000-0000-4000-8000-000000000001";
const id = "a0000000-0000-4000-8000-000000000001";
const key = "k";
const context = { clientAccountId: "acc_001", label: "EUR Account", key };

function created(input: object, label: string | null = "EUR Account") {
  const read = integratedFinance.creationInput?.schema.parse({ clientId, currency: "EUR", ...input });
  return provider.planCreation?.(read, { ...context, label });
}
function known(facts: Partial<AccountFacts>) {
  return { id, facts: { ...unknownFacts, ...facts }, openSubAccounts: 0 };
}
const link = { method: "plug-in", serviceProvider: "revolut", reference: null, error: null } as const;
const pendingPlugIn = known({
  status: "PENDING",
  providerStatus: "pending",
  provisioning: { state: "IN_PROGRESS", ...link },
});

describe("requests are byte for byte what the provider's samples show", () => {
  const account = `{"clientId":"${clientId}","currency":"EUR","alias":"EUR Account"`;
  it.each([
    [
      "built-in, explicit",
      { connectMethod: "BUILT_IN", connectType: "EXPLICIT", serviceProvider: "railsbank" },
      `{"workflow":{"code":"client.issuing"},"data":{"account":${account}}},"connect":{"method":"built-in","type":"explicit","serviceProvider":"railsbank"},"metadata":{}}`,
    ],
    [
      "built-in, implicit",
      {},
      `{"workflow":{"code":"client.issuing"},"data":{"account":${account}}},"connect":{"method":"built-in","type":"implicit"},"metadata":{}}`,
    ],
    [
      "plug-in",
      { country: "GB", connectMethod: "PLUG_IN", serviceProvider: "revolut" },
      `{"workflow":{"code":"client.issuing"},"data":{"account":{"clientId":"${clientId}","country":"GB","currency":"EUR","alias":"EUR Account"}},"connect":{"method":"plug-in","type":"explicit","serviceProvider":"revolut"},"metadata":{}}`,
    ],
    [
      "sub-account",
      { mainAccountId: "a0000000-0000-4000-8000-0000000000aa" },
      `{"workflow":{"code":"client.sub-account"},"data":{"account":${account},"mainAccountId":"a0000000-0000-4000-8000-0000000000aa"}},"connect":{},"metadata":{}}`,
    ],
  ])("issuing %s", (_, input, body) => {
    expect(created(input)?.request).toEqual({ method: "POST", path: "/accounts", body, key });
  });

  it("issuing without a label leaves its choice to the provider", () => {
    expect(created({}, null)?.request.body).toContain(`"account":{"clientId":"${clientId}","currency":"EUR"}}`);
  });

  it("migration", () => {
    const sourceId = "f0000000-0000-4000-8000-000000000001";
    const wish = { ...context, clientId, currency: "EUR", serviceProvider: "railsbank", sourceId };
    expect(provider.planMigration?.(wish).request).toEqual({
      method: "POST",
      path: "/accounts",
      body: `{"workflow":{"code":"client.migration"},"data":{"account":${account}},"sourceId":"${sourceId}"},"connect":{"type":"explicit","serviceProvider":"railsbank"},"metadata":{}}`,
      key,
    });
  });

  const report: ConnectionReport = {
    outcome: "CONNECTED",
    connectionId: "d0000000-0000-4000-8000-000000000001",
    reference: "e0000000-0000-4000-8000-000000000001",
    iban: "GB85LOYD77913045276224",
    accountNumber: "12345678",
    routingCodes: [{ scheme: "sort-code", value: "123456" }],
    activate: true,
  };
  const error = {
    category: "functional",
    origin: "provider",
    code: "free-text-code",
    message: "free text",
    attributes: { key01: "value01", key02: "value02" },
  } as const;
  const errorText =
    '{"category":"functional","origin":"provider","code":"free-text-code","message":"free text","attributes":{"key01":"value01","key02":"value02"}}';
  it.each<[string, ConnectionReport, string]>([
    [
      "success",
      report,
      '{"accountNumber":"12345678","iban":"GB85LOYD77913045276224","routingCodes":{"sort-code":"123456"},"connection":{"id":"d0000000-0000-4000-8000-000000000001","reference":"e0000000-0000-4000-8000-000000000001","state":"completed-up-to-date"},"status":"active"}',
    ],
    [
      "failure",
      { outcome: "FAILED", error, decline: false },
      `{"connection":{"state":"creation-failed","error":${errorText}}}`,
    ],
    [
      "failure for good",
      { outcome: "FAILED", error, decline: true },
      `{"status":"declined","connection":{"state":"creation-failed","error":${errorText}}}`,
    ],
  ])("report of %s", (_, told, fields) => {
    expect(provider.planConnectionReport?.(pendingPlugIn, told).request).toEqual(update(fields));
  });

  it("label, status and closing", () => {
    const active = known({ status: "ACTIVE", provisioning: { state: "READY", ...link } });
    expect(provider.planUpdate?.(active, { label: "EUR Account 2" }).request).toEqual(
      update('{"alias":"EUR Account 2"}'),
    );
    expect(provider.planStatusChange?.(active, "SUSPENDED").request).toEqual(update('{"status":"suspended"}'));
    const empty = {
      currency: "EUR",
      providerBalanceId: null,
      available: { amount: "0.00", currency: "EUR" },
      iban: null,
      accountNumber: null,
      sortCode: null,
      isMain: true,
      shared: false,
    };
    const closable = known({ ...active.facts, balances: [empty] });
    expect(provider.planClosing?.(closable).request).toEqual(update('{"status":"closed"}'));
  });

  it("identifiers, with the status as it is unless that is active, and with the BIC that is known", () => {
    const plugIn = known({
      status: "INACTIVE",
      providerStatus: "inactive",
      bic: "LOYDGB21XXX",
      provisioning: { state: "READY", ...link },
    });
    const routingCodes = [{ scheme: "sort-code", value: "123456" }];
    expect(provider.planUpdate?.(plugIn, { routingCodes })).toEqual({
      request: update('{"routingCodes":{"sort-code":"123456","bic":"LOYDGB21XXX"},"status":"inactive"}'),
      target: { routingCodes, bic: "LOYDGB21XXX" },
    });
    const active = { ...plugIn, facts: { ...plugIn.facts, status: "ACTIVE" as const } };
    expect(provider.planUpdate?.(active, { accountNumber: "1" }).request).toEqual(update('{"accountNumber":"1"}'));
  });

  it.each([
    [
      "fee correction",
      {
        kind: { code: "correction", type: "fee", transactionType: "incoming-transfer" },
        unconnectedServiceProvider: null,
      },
      '{"code":"correction","type":"fee","transactionType":"incoming-transfer"}',
      "",
    ],
    [
      "correction elsewhere",
      {
        kind: { code: "correction", type: "fee", transactionType: "unconnected-service-provider" },
        unconnectedServiceProvider: "gps",
      },
      '{"code":"correction","type":"fee","transactionType":"unconnected-service-provider"}',
      ',"unconnectedServiceProvider":"gps"',
    ],
    [
      "synchronization",
      { kind: { code: "synchronization" }, unconnectedServiceProvider: "gps" },
      '{"code":"synchronization","type":"unconnected-service-provider"}',
      ',"unconnectedServiceProvider":"gps"',
    ],
  ] as const)("adjustment: %s", (_, kind, workflow, more) => {
    const account = known({ status: "ACTIVE", currencies: ["GBP"] });
    const amount = { amount: "90071992547409.93", currency: "GBP" };
    const adjustment = { direction: "DEBIT", amount, description: "free text", key, ...kind } as const;
    expect(provider.planAdjustment?.(account, adjustment)).toEqual({
      method: "POST",
      path: `/accounts/${id}/balance-adjustments`,
      body: `{"workflow":${workflow},"data":{"balanceAdjustment":{"accountId":"${id}","direction":"debit","amount":90071992547409.93,"currency":"GBP","description":"free text"${more}}},"connect":{},"metadata":{}}`,
      key,
    });
  });

  function update(fields: string): ChangeRequest {
    const body = `{"workflow":{"code":"client.direct"},"data":{"account":${fields}},"connect":{},"metadata":{}}`;
    return { method: "PATCH", path: `/accounts/${id}`, body, key: null };
  }
});

describe("what stays as the configuration says", () => {
  it("closes accounts with money only where that is allowed", () => {
    const account = { ...known({ status: "ACTIVE", balances: null }), openSubAccounts: 2 };
    expect(() => provider.planClosing?.(account)).toThrow(
      expect.objectContaining({ code: "ACCOUNT_HAS_SUB_ACCOUNTS" }),
    );
    expect(adapter(undefined, { closesEmptyOnly: false }).planClosing?.(account).target).toEqual({ status: "CLOSED" });
  });

  it("knows its keys for a day", () => {
    expect(provider.replayHorizonMs).toBe(86_400_000);
    expect(adapter(undefined, { keyLifeHours: 1 }).replayHorizonMs).toBe(3_600_000);
  });
});

describe("answers", () => {
  let server: TinyServer;
  let live: Provider;
  async function serve(answer: unknown): Promise<void> {
    server = await startTinyServer((request, response) =>
      sendJson(response, request.url?.endsWith("/token") ? { access_token: "t", expires_in: 300 } : answer),
    );
    live = adapter(server.url);
  }
  afterEach(async () => {
    await live.close();
    await server.stop();
  });
  const wire = { id, status: "pending", currency: "EUR", clientId, alias: "EUR Account", availableBalance: 0 };
  const single = (fields: object) => ({ data: { account: { ...wire, ...fields } } });

  it("to a creation are partial: what a sub-account's leaves out is not told", async () => {
    await serve(single({ serviceProvider: null, mainAccountId: "m" }));
    const { request } = created({ mainAccountId: "m" }) ?? {};
    const told = request && (await live.send?.(call(), request));
    expect(told).toMatchObject({ id, facts: { kind: "SUB", mainAccountId: "m", status: "PENDING" } });
    expect(Object.keys(told?.facts ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(product|provisioning|iban|accountNumber|routingCodes|bic)$/)]),
    );
    expect(server.seen.at(-1)?.headers).toMatchObject({ "x-idempotency-key": key, "content-type": "application/json" });
  });

  it("to a change tell a main account only where they name one or none", async () => {
    await serve(single({}));
    const { request } = provider.planUpdate?.(pendingPlugIn, { label: "x" }) ?? {};
    const told = request && (await live.send?.(call(), request));
    expect(told?.facts).not.toHaveProperty("mainAccountId");
    expect(told?.facts).not.toHaveProperty("kind");
    expect(server.seen.at(-1)?.headers).not.toHaveProperty("x-idempotency-key");
  });

  it("about another account do not say what became of this one", async () => {
    await serve(single({ id: "another" }));
    const { request } = provider.planUpdate?.(pendingPlugIn, { label: "x" }) ?? {};
    await expect(request && live.send?.(call(), request)).rejects.toMatchObject({ code: "PROVIDER_MALFORMED_ANSWER" });
  });

  it("to an adjustment tell no account, and have to tell the adjustment", async () => {
    const account = known({ status: "ACTIVE", currencies: ["EUR"] });
    const request = provider.planAdjustment?.(account, {
      direction: "CREDIT",
      amount: { amount: "1", currency: "EUR" },
      description: "x",
      kind: { code: "correction", type: "unknown", transactionType: "incoming-transfer" },
      unconnectedServiceProvider: null,
      key,
    });
    await serve({ data: { balanceAdjustment: { id: "b" } } });
    expect(request && (await live.send?.(call(), request))).toBeNull();
    await live.close();
    await server.stop();
    await serve({ data: {} });
    await expect(request && live.send?.(call(), request)).rejects.toMatchObject({ code: "PROVIDER_MALFORMED_ANSWER" });
  });

  it("of the list are searched to the end for an account whose creation was not answered", async () => {
    const plan = created({ connectMethod: "PLUG_IN", serviceProvider: "revolut" });
    if (!plan) throw new Error("nothing is planned");
    const connection = { method: "plug-in", serviceProvider: "revolut", state: "creation-in-progress" };
    const like = { ...wire, connection };
    const rows = [
      { ...like, id: "another label", alias: "EUR account" },
      { ...like, id: "built-in", connection: { ...connection, method: "built-in" } },
      { ...like, id: "elsewhere", connection: { ...connection, serviceProvider: "qonto" } },
      { ...like, id: "below", mainAccountId: "m" },
      { ...wire, id: "not connected yet" },
      { ...like, id: "ours" },
    ];
    server = await startTinyServer((request, response) => {
      if (request.url?.endsWith("/token")) return sendJson(response, { access_token: "t", expires_in: 300 });
      const query = new URL(request.url ?? "", "http://a.invalid").searchParams;
      const [number = 0, size = 4] = ["number", "size"].map((part) => Number(query.get(`metadata.page.${part}`)));
      const from = number * size;
      const page = { size, number, totalElements: rows.length, totalPages: Math.ceil(rows.length / size) };
      sendJson(response, { data: { accounts: rows.slice(from, from + size) }, metadata: { page } });
    });
    live = adapter(server.url, { pageSize: 4 });
    const sought = { plan, clientAccountId: "acc_001", sentAt: "2025-06-01T00:00:00.000Z", before: null };
    const found = await findAllCreated(live, call(), sought);
    expect(found?.map((account) => account.id)).toEqual(["not connected yet", "ours"]);
    const query = new URL(server.seen.at(-1)?.url ?? "", "http://a.invalid").searchParams;
    expect(query.get("data.account.clientId")).toBe(clientId);
    expect(query.get("data.account.currency")).toBe("EUR");
    expect(query.has("data.account.serviceProvider")).toBe(false);
  });
});
