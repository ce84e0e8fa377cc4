import { afterAll, beforeAll, expect, test } from "vitest";
import { AccountDocument, AccountsPageDocument } from "../../src/client/index.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

test("an account that its provider does not know any more is kept, and says since when", async () => {
  const id = Buffer.from("Account:revsto:10000096918").toString("base64");
  const before = (await gateway.ask(AccountDocument, { id, maxAge: 0 })).data.account;
  expect(before).toMatchObject({ id, missingSince: null, staleness: null });
  await gateway.simulator("revsto").admin({ action: "remove", id: "10000096918" });

  const { data, errors } = await gateway.ask(AccountDocument, { id, maxAge: 0 });
  expect(data.account).toMatchObject({
    id,
    iban: before?.iban,
    balances: null,
    missingSince: expect.any(String),
    staleness: { code: "PROVIDER_ACCOUNT_UNKNOWN", retryable: false },
  });
  expect(errors).toMatchObject([{ path: ["account", "balances"], extensions: { code: "PROVIDER_ACCOUNT_UNKNOWN" } }]);

  const { accounts } = await gateway
    .client()
    .request(AccountsPageDocument, { first: 100, filter: { providers: ["revsto"] } });
  expect(accounts.edges.filter(({ node }) => node.missingSince !== null).map(({ node }) => node.id)).toEqual([id]);
});
