import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AccountDocument, AccountsPageDocument, ProvidersDocument } from "../../src/client/index.ts";
import { AccountsWithBalancesDocument } from "../generated/documents.ts";
import { type Gateway, importDone, startGateway } from "../support/gateway.ts";
import { controls } from "../support/simulator-controls.ts";
import { type Simulators, simulatorNames, startSimulators } from "../support/simulators.ts";

let simulators: Simulators;
let gateway: Gateway;
/** The clock is moved ahead where the gateway would only wait before it asks a silent provider how it is. */
let aheadMs = 0;
const now = () => Date.now() + aheadMs;
beforeAll(async () => {
  simulators = await startSimulators({ now });
  const limits = { timeoutMs: 200, deadlineMs: 500, retries: 1, retryDelayMs: 1, holdOffMs: 50, breakerResetMs: 50 };
  const providers = simulatorNames.map((name) => ({ ...simulators[name].providerConfig, limits }));
  gateway = await startGateway({ providers, now });
  await importDone(gateway.client());
});
afterAll(async () => {
  await gateway?.close();
  for (const name of simulatorNames) await simulators?.[name].stop();
});

/** A page with live balances, errors and all. */
function livePage(providers: string[]) {
  return gateway.ask(AccountsWithBalancesDocument, { first: 20, filter: { providers }, maxAge: 0 });
}

describe("a provider that fails takes only its own live data away", () => {
  const revsto = () => controls({ name: "revsto", url: simulators.revsto.url });

  test.each([
    ["answers 500", { kind: "500" }, "PROVIDER_ERROR"],
    ["answers 429", { kind: "429", retryAfter: 60 }, "PROVIDER_RATE_LIMITED"],
    ["answers with a web page", { kind: "html" }, "PROVIDER_MALFORMED_ANSWER"],
    ["answers with cut JSON", { kind: "malformed" }, "PROVIDER_MALFORMED_ANSWER"],
    ["changes the type of a field", { kind: "type-change", field: "status" }, "PROVIDER_MALFORMED_ANSWER"],
    ["drops the connection", { kind: "reset" }, "PROVIDER_CONNECTION_LOST"],
    ["hangs", { kind: "hang" }, "PROVIDER_TIMEOUT"],
    ["is slower than its deadline", { kind: "slow", delayMs: 1_000 }, "PROVIDER_TIMEOUT"],
  ])("when it %s", async (_, fault, code) => {
    const { data } = await livePage(["revsto"]);
    const some = data.accounts.edges[0]?.node.id ?? "";
    await revsto().fault({ ...fault, match: { path: "/accounts/" } });
    try {
      const answer = await gateway.ask(AccountDocument, { id: some, maxAge: 0 });
      // The account is served as last seen and says so; its live balances are missing, and an error says why.
      expect(answer.data.account).toMatchObject({ id: some, balances: null, staleness: { code } });
      expect(answer.errors).toMatchObject([
        { path: ["account", "balances"], extensions: { code, provider: "revsto" } },
      ]);
      // That would be the status of our own answer.
      expect(answer.errors[0]?.extensions).not.toHaveProperty("httpStatus");
      const others = await livePage(["inventi", "if", "paynetics"]);
      expect(others.errors).toEqual([]);
      expect(others.data.accounts.edges).toHaveLength(20);
    } finally {
      await revsto().clearFaults();
      await healthy("revsto");
    }
  });
});

describe("a provider that goes away", () => {
  test("leaves every account to be paged through, and is named in sources and health", async () => {
    const client = gateway.client();
    const first = (await client.request(AccountsPageDocument, { first: 60, count: true })).accounts;
    await simulators.paynetics.stop();
    aheadMs += 10_000;

    const ids = first.edges.map(({ node }) => node.id);
    let page = first;
    while (page.pageInfo.hasNextPage) {
      page = (await client.request(AccountsPageDocument, { first: 60, after: page.pageInfo.endCursor ?? null }))
        .accounts;
      ids.push(...page.edges.map(({ node }) => node.id));
      expect(page.sources).toMatchObject([
        { provider: "inventi", outcome: "OK", error: null },
        { provider: "if", outcome: "OK", error: null },
        { provider: "paynetics", outcome: "UNAVAILABLE", complete: true, error: { code: "PROVIDER_UNREACHABLE" } },
        { provider: "revsto", outcome: "OK", error: null },
      ]);
    }
    expect(new Set(ids).size).toBe(first.totalCount);

    const { data, errors } = await livePage(["paynetics", "revsto"]);
    for (const [index, { node }] of data.accounts.edges.entries()) {
      if (node.provider.name === "revsto") expect(node.balances).not.toBeNull();
      else
        expect(errors).toContainEqual(
          expect.objectContaining({ path: ["accounts", "edges", index, "node", "balances"] }),
        );
    }
    const { providers } = await client.request(ProvidersDocument);
    expect(providers.map(({ name, health }) => [name, health.state])).toEqual([
      ["inventi", "UP"],
      ["if", "UP"],
      ["paynetics", "DOWN"],
      ["revsto", "UP"],
    ]);
  });
});

async function healthy(name: string): Promise<void> {
  for (;;) {
    aheadMs += 10_000;
    const { providers } = await gateway.client().request(ProvidersDocument);
    if (providers.some((provider) => provider.name === name && provider.health.state === "UP")) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
