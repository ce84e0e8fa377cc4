import { afterEach, describe, expect, it } from "vitest";
import { integratedFinance } from "../../../src/providers/integrated-finance/index.ts";
import { makePrivateKey, integratedFinance as simulator } from "../../../src/sandbox/integrated-finance/index.ts";
import type { SimulatorSettings } from "../../../src/sandbox/kit/simulator.ts";
import { type StartOptions, startSimulator } from "../../../src/sandbox/kit/start.ts";
import { allAccounts, call, createWorld, idsOf, type World, walk } from "../conformance/world.ts";

const privateKey = makePrivateKey();

let world: World;
/** `settings` are the simulator's, `config` the adapter's. */
async function open(accounts: number, settings: SimulatorSettings = {}, config: object = {}): Promise<World> {
  const start = async (options: StartOptions) => {
    const running = await startSimulator(simulator(privateKey), { ...options, settings });
    return { ...running, providerConfig: { ...running.providerConfig, ...config } };
  };
  world = await createWorld(integratedFinance, start, accounts);
  return world;
}
afterEach(() => world.stop());

const anyId = "a0000000-0000-4000-8000-00000000ffff";

describe("the Integrated Finance adapter", () => {
  it.each([0, 1, 100, 101, 230])("walks through a list of %i accounts", async (length) => {
    const { provider, simulator: running } = await open(length);
    expect(idsOf((await walk(provider)).rows)).toEqual(idsOf(running.books.all()));
  });

  it("walks on where the provider serves smaller pages than asked for", async () => {
    const { provider, simulator: running } = await open(61, { pageMax: 10 });
    const page = await provider.listAccounts(call(), null, {});
    expect(page).toMatchObject({ total: 61, malformed: 0 });
    expect(page.accounts).toHaveLength(10);
    expect(idsOf(await allAccounts(provider))).toEqual(idsOf(running.books.all()));
  });

  it("walks to the end where the answer tells nothing of its page", async () => {
    const { provider, simulator: running, tamper } = await open(230);
    tamper(({ text }) => ({ text: text.replace(/"metadata":\{"page".*\}\}$/, '"metadata":{}}') }));
    expect((await provider.listAccounts(call(), null, {})).total).toBeNull();
    expect(idsOf(await allAccounts(provider))).toEqual(idsOf(running.books.all()));
  });

  it("sends every filter it declares, in the provider's words", async () => {
    const { provider, simulator: running } = await open(1);
    await provider.listAccounts(call(), null, {
      clientId: "c",
      status: "SUSPENDED",
      currency: "EUR",
      label: "Salary & Co",
      routingCode: { scheme: "sort-code", value: "123456" },
      iban: "i",
      accountNumber: "n",
      ledgerNumber: "l",
      availableFrom: "1.50",
      availableTo: "20",
      productCode: "railsbank",
      holderName: "Åsa",
      mainAccountId: "m",
    });
    const ledger = await fetch(`${running.url}/__ledger?accounts=0`);
    const { requests } = (await ledger.json()) as { requests: { path: string }[] };
    const query = new URL(requests.at(-1)?.path ?? "", running.url).searchParams;
    expect(Object.fromEntries(query)).toEqual({
      "metadata.page.number": "0",
      "metadata.page.size": "100",
      "data.account.clientId": "c",
      "data.account.status": "suspended",
      "data.account.currency": "EUR",
      "data.account.alias": "Salary & Co",
      "data.account.routingCodeKey": "sort-code",
      "data.account.routingCodeValue": "123456",
      "data.account.iban": "i",
      "data.account.accountNumber": "n",
      "data.account.ledgerNumber": "l",
      "data.account.availableBalanceFrom": "1.50",
      "data.account.availableBalanceTo": "20",
      "data.account.serviceProvider": "railsbank",
      "data.account.accountHolderName": "Åsa",
      "data.account.mainAccountId": "m",
    });
  });

  it("cannot look for a status that the provider has no word for", async () => {
    const { provider } = await open(1);
    await expect(provider.listAccounts(call(), null, { status: "UNKNOWN" })).rejects.toMatchObject({
      code: "UNSUPPORTED_OPERATION",
      details: { capability: "FILTER_STATUS" },
    });
  });

  it.each([
    [400, '{"error":{"category":"functional","code":"validation_error"}}', "PROVIDER_REJECTED", "validation_error"],
    [422, '{"errors":[{"code":"refused"}]}', "PROVIDER_REJECTED", "refused"],
    [422, '{"errors":[{"code":"free-text-code"}]}', "PROVIDER_REJECTED", "free-text-code"],
    [422, '{"error":{"code":"Jane Doe is not known"}}', "PROVIDER_REJECTED", undefined],
    [422, `{"error":{"code":"${"x".repeat(65)}"}}`, "PROVIDER_REJECTED", undefined],
    [409, '{"message":"no"}', "PROVIDER_REJECTED", undefined],
    [403, "", "PROVIDER_AUTH_FAILED", undefined],
    [429, "slow down", "PROVIDER_RATE_LIMITED", undefined],
    [502, "<html>", "PROVIDER_ERROR", undefined],
    [200, "<html>", "PROVIDER_MALFORMED_ANSWER", undefined],
    [200, "null", "PROVIDER_MALFORMED_ANSWER", undefined],
    [200, '{"data":{}}', "PROVIDER_MALFORMED_ANSWER", undefined],
    [200, '{"data":{"account":{"id":""}}}', "PROVIDER_MALFORMED_ANSWER", undefined],
  ])("fails on HTTP %i %s as %s", async (status, text, code, providerCode) => {
    const { provider, tamper } = await open(1);
    await provider.ping(call());
    tamper(() => ({ status, text }));
    const error = await provider.getAccount(call(), anyId).catch((thrown) => thrown);
    expect(error.code).toBe(code);
    expect(error.details.providerCode).toBe(providerCode);
    await expect(provider.ping(call())).rejects.toMatchObject({ code });
  });

  it("knows an account as not found by HTTP 404, but a list that is not there is refused", async () => {
    const { provider, tamper } = await open(1);
    expect(await provider.getAccount(call(), anyId)).toBeNull();
    tamper(({ method }) => (method === "GET" ? { status: 404, text: "" } : {}));
    await expect(provider.listAccounts(call(), null, {})).rejects.toMatchObject({ code: "PROVIDER_REJECTED" });
  });

  it("fails as an authentication failure when the key is not the registered one", async () => {
    const { provider } = await open(1, {}, { privateKey: makePrivateKey() });
    await expect(provider.ping(call())).rejects.toMatchObject({ code: "PROVIDER_AUTH_FAILED" });
  });

  it("uses one token until shortly before its end", async () => {
    const { provider, requests, pass } = await open(1, { tokenLifeSeconds: 300 });
    await Promise.all([provider.ping(call()), provider.ping(call()), provider.ping(call())]);
    pass(269_000);
    await provider.ping(call());
    expect((await requests()).tokens).toBe(1);
    pass(2_000);
    await provider.ping(call());
    expect((await requests()).tokens).toBe(2);
  });

  it("asks for an id as one path segment, whatever is in it", async () => {
    const { provider } = await open(1);
    const id = (await allAccounts(provider))[0]?.id ?? "";
    expect((await provider.getAccount(call(), id))?.id).toBe(id);
    expect(await provider.getAccount(call(), `${id}?x=y`)).toBeNull();
  });
});
