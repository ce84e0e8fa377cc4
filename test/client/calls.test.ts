import { afterAll, beforeAll, expect, test } from "vitest";
import { createGatewayClient, type GatewayClient, GatewayClientError, unwrap } from "../../src/client/index.ts";
import { AccountIdsDocument } from "../generated/documents.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

let server: Gateway;
let gateway: GatewayClient;
beforeAll(async () => {
  server = await startGateway();
  gateway = createGatewayClient({ url: server.url, token: server.tokens.backoffice });
});
afterAll(() => server?.close());

async function oneOf(provider: string) {
  const { accounts } = await unwrap(gateway.accountsPage({ first: 1, filter: { providers: [provider] } }));
  const [edge] = accounts.edges;
  if (edge === undefined) throw new Error("no account");
  return edge.node;
}

test("every call is answered by a real gateway", async () => {
  const { id, iban, provider, clientAccountId } = await oneOf("inventi");
  const paynetics = await oneOf("paynetics");
  const revsto = await oneOf("revsto");
  const own = { id, iban };
  expect(await unwrap(gateway.account({ id, maxAge: 0 }))).toMatchObject({ account: own });
  expect(await unwrap(gateway.accountsByIban({ iban: iban ?? "" }))).toMatchObject({ accountsByIban: [own] });
  const fresh = await unwrap(gateway.account({ id: revsto.id, maxAge: 0 }));
  expect(fresh.account?.balances).toMatchObject([{ current: { currency: "EUR" } }]);
  const byOwnId = await unwrap(gateway.accountByClientAccountId({ clientAccountId: clientAccountId ?? "" }));
  expect(byOwnId).toMatchObject({ accountByClientAccountId: own });
  const { accounts } = await unwrap(gateway.accountsPage({ first: 2, count: true }));
  expect(accounts).toMatchObject({ edges: [{}, {}], totalCountIsExact: true, sources: [{}, {}, {}, {}] });
  expect(await unwrap(gateway.subAccounts({ id, first: 1 }))).toMatchObject({
    account: { subAccounts: { edges: [] } },
  });
  const statements = await unwrap(gateway.statements({ id: paynetics.id, first: 5 }));
  expect(statements.account?.statements?.totalCount).toBeGreaterThanOrEqual(0);
  const { account, eventCursor } = await unwrap(gateway.history({ id, first: 1 }));
  expect(account?.history.edges).toMatchObject([{ node: { type: "ACCOUNT_APPEARED", account: { id } } }]);
  expect(await unwrap(gateway.eventCursor())).toEqual({ eventCursor });
  expect(await unwrap(gateway.depositInformation({ id }))).toMatchObject({ account: { depositInformation: [{}] } });
  const { account: owned } = await unwrap(gateway.ownerDetails({ id: (await oneOf("if")).id }));
  expect(owned?.owner?.details?.identity.length).toBeGreaterThan(0);
  expect(await unwrap(gateway.accountRaw({ id }))).toMatchObject({ account: { raw: { iban } } });
  const { providers } = await unwrap(gateway.providers());
  expect(providers.map(({ name, health }) => [name, health.state])).toContainEqual(["revsto", "UP"]);
  const products = await unwrap(gateway.products({ providerId: revsto.provider.id, first: 2 }));
  expect(products.node).toMatchObject({ name: "revsto", products: { totalCount: 7 } });
  expect(await unwrap(gateway.node({ id }))).toMatchObject({ node: { __typename: "Account", id } });
  const { nodes } = await unwrap(gateway.nodes({ ids: [provider.id, id] }));
  expect(nodes).toMatchObject([{ __typename: "Provider", providerKind: "inventi" }, { __typename: "Account" }]);
});

test("an operation of one's own is typed by its document", async () => {
  const result = await gateway.request(AccountIdsDocument, { first: 1 });
  if (!result.ok) throw new Error(result.errors[0].message);
  expect(result.data.accounts.edges[0]?.node.id).toBeTypeOf("string");
  expect(result.errors).toEqual([]);
});

test("what could be had stands beside the errors", async () => {
  const { id } = await oneOf("inventi");
  const { ok, data, errors } = await gateway.statements({ id, first: 1 });
  expect([ok, data?.account]).toMatchObject([false, { id, statements: null }]);
  expect(errors).toEqual([
    {
      code: "UNSUPPORTED_OPERATION",
      message: expect.any(String),
      retryable: false,
      path: ["account", "statements"],
      provider: "inventi",
      capability: "STATEMENTS",
    },
  ]);
  const thrown = await unwrap(gateway.statements({ id, first: 1 })).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(GatewayClientError);
  expect(thrown).toMatchObject({ code: "UNSUPPORTED_OPERATION", retryable: false, data, errors });
});

test("a provider's outage tells who, and when to ask again where that is known", async () => {
  const { id } = await oneOf("revsto");
  await server.simulator("revsto").fault({ kind: "429" });
  const { data, errors } = await gateway.account({ id, maxAge: 0 });
  await server.simulator("revsto").clearFaults();
  expect(data?.account).toMatchObject({ id, balances: null, staleness: { code: "PROVIDER_RATE_LIMITED" } });
  expect(errors).toMatchObject([{ code: "PROVIDER_RATE_LIMITED", retryable: true, provider: "revsto" }]);
});

test("arguments that make no sense are errors of the whole request", async () => {
  const { ok, errors } = await gateway.accountsPage({ first: 101 });
  expect([ok, errors]).toMatchObject([false, [{ code: "INVALID_PAGE_SIZE", retryable: false }]]);
});

test("the token is asked for before every request, and a refused one says so", async () => {
  const tokens = [server.tokens.backoffice, "rubbish"];
  const renewing = createGatewayClient({ url: server.url, token: async () => tokens.shift() ?? "" });
  expect((await renewing.eventCursor()).ok).toBe(true);
  expect(await renewing.eventCursor()).toMatchObject({
    ok: false,
    data: null,
    errors: [{ code: "UNAUTHENTICATED", retryable: false, path: null, httpStatus: 401 }],
  });
});

test("a request that is too large is refused in the gateway's words", async () => {
  const { errors } = await gateway.accountsPage({ first: 1, search: "x".repeat(200_000) });
  expect(errors).toMatchObject([{ code: "PAYLOAD_TOO_LARGE", httpStatus: 413 }]);
});
