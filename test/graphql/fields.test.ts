import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AccountDocument, type AccountQuery, AccountsPageDocument } from "../../src/client/index.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { expected, globalId, money, type Row } from "./fields-as-documented.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

type Shown = NonNullable<AccountQuery["account"]>;
async function ledger(name: string): Promise<Row[]> {
  const text = await (await fetch(new URL("/__ledger?requests=0", gateway.simulator(name).url))).text();
  // biome-ignore format: the reviver's third argument is younger than the types.
  const { accounts } = JSON.parse(text, ((_: string, value: unknown, context?: { source: string }) => (typeof value === "number" ? context?.source : value)) as (key: string, value: unknown) => unknown);
  return accounts;
}

describe.each(Object.keys(expected))("every account of %s is shown as its documents say", (name) => {
  test.each([
    ["from the directory, as its list told it", null],
    ["live, as its details tell it", 0],
  ])("%s", async (_, maxAge) => {
    const accounts = await ledger(name);
    expect(accounts.length).toBeGreaterThanOrEqual(40);
    for (const row of accounts) {
      const id = globalId(name, String(row.id));
      const { data, errors } = await gateway.ask(AccountDocument, { id, maxAge });
      expect(errors).toEqual([]);
      const shown = data.account as Shown;
      expect({ ...shown, id }).toMatchObject({
        id,
        providerAccountId: String(row.id),
        provider: { name },
        ...expected[name]?.(row, maxAge === 0),
      });
    }
  });
});

describe("what the providers' documents show in their samples", () => {
  const show = async (name: string, id: string) =>
    (await gateway.ask(AccountDocument, { id: globalId(name, id), maxAge: 0 })).data.account;

  test("Revsto's 997480 is 9,974.80 EUR, and its times are UTC", async () => {
    expect(await show("revsto", "10000096916")).toMatchObject({
      balances: [
        { current: money("9974.80", "EUR"), available: money("9974.80", "EUR"), blocked: money("0.00", "EUR") },
      ],
      iban: "DK6189000021685625",
      bic: "SXPYDKKKXXX",
      createdAt: "2025-05-05T13:39:51.000Z",
      label: "REVSTO_TESTING EUR #10000096916",
    });
  });

  test("the distributor's own account is an account like any other", async () => {
    expect(await show("revsto", "10000008325")).toMatchObject({
      owner: { kind: "USER", id: "1016" },
      status: "ACTIVE",
    });
  });

  test("raw is the provider's own answer, digit for digit", async () => {
    const row = (await ledger("paynetics")).find(({ balances }) => balances[0].available === "90071992547409.93");
    const answer = await fetch(gateway.url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${gateway.tokens.backoffice}` },
      body: JSON.stringify({ query: `{ account(id: "${globalId("paynetics", row.id)}") { raw } }` }),
    });
    const text = await answer.text();
    expect(text).toContain(`"token":"${row.id}"`);
    expect(text).toContain('"available":90071992547409.93');
  });
});

describe("a page", () => {
  test("has every state that the simulators show", async () => {
    const statuses = new Set<string>();
    const states = new Set<string>();
    for (const name of Object.keys(expected)) {
      const { accounts } = await gateway
        .client()
        .request(AccountsPageDocument, { first: 100, filter: { providers: [name] } });
      for (const { node } of accounts.edges) {
        statuses.add(node.status);
        states.add(node.provisioning.state);
      }
    }
    expect([...statuses].sort()).toEqual(["ACTIVE", "CLOSED", "DECLINED", "INACTIVE", "PENDING", "SUSPENDED"]);
    expect(states).toEqual(
      new Set(["READY", "AWAITING_IDENTIFIERS", "IN_PROGRESS", "FAILED", "OUTDATED", "DEPENDENCY_FAILED"]),
    );
  });
});
