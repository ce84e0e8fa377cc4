import { expect, it } from "vitest";
import { unknownFacts } from "../../../src/accounts/merge.ts";
import type { ProviderAccount } from "../../../src/domain/account.ts";
import { findAllCreated } from "../../../src/operations/created-accounts.ts";
import { inventi } from "../../../src/providers/inventi/index.ts";
import { contextOf } from "../conformance/changes-world.ts";
import { call, sendJson, startTinyServer, tinyContext } from "../kit/tiny-server.ts";

// Byte for byte what Inventi's own samples show.

const access = { baseUrl: "http://a.invalid", authUrl: "http://a.invalid", tenantId: "t", clientSecret: "s" };
const adapter = (config: object = access) => inventi.create(inventi.configSchema.parse(config), tinyContext());
const provider = adapter();
const account = { id: "1", facts: { ...unknownFacts, status: "ACTIVE" as const }, openSubAccounts: 0 };

function created(input: object, clientAccountId: string) {
  const context = { ...contextOf(clientAccountId), key: "8e7aafb1-92f2-4681-a068-a4819c03c0b6" };
  return provider.planCreation?.(inventi.creationInput?.schema.parse(input), context);
}

const generate = { countryCode: "LT", bankCode: "70440", accountCode: "1869" };

it("opens a person's account", () => {
  const plan = created({ holder: { type: "INDIVIDUAL", name: "Jane Doe", aliases: ["HGRP"] }, generate }, "acc_001");
  expect(plan).toEqual({
    request: {
      method: "POST",
      path: "/accounts",
      body: '{"accountType":"PRIVATE","accountHolderName":"Jane Doe","clientAccountId":"acc_001","accountHolderNameAliases":["HGRP"],"countryCode":"LT","bankCode":"70440","accountCode":"1869"}',
      key: "8e7aafb1-92f2-4681-a068-a4819c03c0b6",
    },
    owner: null,
    productCode: null,
    mainAccountId: null,
    exclusive: false,
    memory: {},
  });
});

it("registers an IBAN, as it is written", () => {
  const plan = created(
    { holder: { type: "INDIVIDUAL", name: "Jane Doe" }, iban: " lt85 7044 0000 0000 1869" },
    "acc_002",
  );
  expect(plan?.request.body).toBe(
    '{"accountType":"PRIVATE","accountHolderName":"Jane Doe","clientAccountId":"acc_002","iban":"LT857044000000001869"}',
  );
});

it("opens an organisation's account", () => {
  const other = {
    identification: "123-AS-323",
    schemeNameCode: "DUNS",
    schemeNameProprietary: "LocalRegistry",
    issuer: "ChamberOfCommerce",
  };
  const organisation = { lei: "3423455234Y45D34", bic: "DEUTDEFFXXX", other };
  const holder = { type: "ORGANISATION", name: "HGRP UAB", aliases: ["HGRP"], organisation };
  expect(created({ holder, generate: { ...generate, accountCode: "1870" } }, "acc_003")?.request.body).toBe(
    '{"accountType":"LEGAL","accountHolderName":"HGRP UAB","clientAccountId":"acc_003","accountHolderNameAliases":["HGRP"],"organisationIdentification":{"lei":"3423455234Y45D34","bic":"DEUTDEFFXXX","other":{"identification":"123-AS-323","schemeNameCode":"DUNS","schemeNameProprietary":"LocalRegistry","issuer":"ChamberOfCommerce"}},"countryCode":"LT","bankCode":"70440","accountCode":"1870"}',
  );
});

it("changes, closes and opens again", () => {
  const update = { holderName: "Jane A. Doe", holderAliases: ["Jane Doe"], clientAccountId: "acc_001A" };
  expect(provider.planUpdate?.(account, update).request).toEqual({
    method: "PATCH",
    path: "/accounts/1",
    body: '{"accountHolderName":"Jane A. Doe","accountHolderNameAliases":["Jane Doe"],"clientAccountId":"acc_001A"}',
    key: null,
  });
  const path = "/accounts/1/status";
  expect(provider.planClosing?.(account)).toEqual({
    request: { method: "POST", path, body: '{"status":"CLOSED"}', key: null },
    target: { status: "CLOSED" },
  });
  const closed = { ...account, facts: { ...account.facts, status: "CLOSED" as const } };
  expect(provider.planStatusChange?.(closed, "ACTIVE")).toEqual({
    request: { method: "POST", path, body: '{"status":"OPEN"}', key: null },
    target: { status: "ACTIVE" },
  });
});

const wire = {
  id: 1,
  clientAccountId: "acc_001",
  accountType: "PRIVATE",
  accountHolderName: "Jane Doe",
  status: "OPEN",
};

/** What the adapter makes of an answer to a change, and the headers that it sent. */
async function answered(
  body: unknown,
  status: number,
  plan: { readonly request: Parameters<typeof sent>[1] } | undefined,
) {
  const server = await startTinyServer((request, response) => {
    if (request.url?.startsWith("/realms/")) sendJson(response, { access_token: "t" });
    else if (status === 204) response.writeHead(204).end();
    else sendJson(response, body, status);
  });
  const live = adapter({ ...access, baseUrl: server.url, authUrl: server.url });
  try {
    if (!plan) throw new Error("nothing is planned");
    return { answer: await sent(live, plan.request), headers: server.seen.at(-1)?.headers };
  } finally {
    await live.close();
    await server.stop();
  }
}
function sent(live: typeof provider, request: NonNullable<ReturnType<typeof created>>["request"]) {
  return live.send?.(call(), request).then(
    (told): ProviderAccount | null => told,
    (error: { code: string }) => error.code,
  );
}

it("sends the key under Inventi's name for it, with a creation only", async () => {
  const plan = created({ holder: { type: "INDIVIDUAL", name: "Jane Doe" }, generate }, "acc_001");
  const { answer, headers } = await answered(wire, 201, plan);
  expect(answer).toMatchObject({ id: "1" });
  expect(headers).toMatchObject({
    "idempotency-key": "8e7aafb1-92f2-4681-a068-a4819c03c0b6",
    "content-type": "application/json",
    authorization: "Bearer t",
  });
  const closing = await answered({ ...wire, status: "CLOSED" }, 200, provider.planClosing?.(account));
  expect(closing.answer).toMatchObject({ facts: { status: "CLOSED" } });
  expect(closing.headers).not.toHaveProperty("idempotency-key");
});

it("takes an answer that shows the old status, or nothing, for a yes without an account", async () => {
  expect((await answered(wire, 200, provider.planClosing?.(account))).answer).toBeNull();
  expect((await answered(null, 204, provider.planClosing?.(account))).answer).toBeNull();
  expect((await answered(null, 204, provider.planUpdate?.(account, { holderName: "J" }))).answer).toBeNull();
});

it("does not know what became of a change when the answer is about another account, or of a creation when it tells none", async () => {
  const update = provider.planUpdate?.(account, { holderName: "J" });
  expect((await answered({ ...wire, id: 2 }, 200, update)).answer).toBe("PROVIDER_MALFORMED_ANSWER");
  const plan = created({ holder: { type: "INDIVIDUAL", name: "Jane Doe" }, generate }, "acc_001");
  expect((await answered(null, 204, plan)).answer).toBe("PROVIDER_MALFORMED_ANSWER");
});

it.each([
  ["another holder", { accountHolderName: "Jane Roe" }],
  ["another sort of holder", { accountType: "LEGAL" }],
  ["another IBAN", { iban: "DE89370400440532013000" }],
  ["another id, where the filter is not obeyed", { clientAccountId: "acc_001x" }],
])("does not take an account for the one it opened that has %s", async (_, difference) => {
  const iban = "LT857044000000001869";
  const plan = created({ holder: { type: "INDIVIDUAL", name: "Jane Doe" }, iban }, "acc_001");
  if (!plan) throw new Error("nothing is planned");
  for (const [row, found] of [
    [{ ...wire, iban }, 1],
    [{ ...wire, iban, ...difference }, 0],
  ] as const) {
    const server = await startTinyServer((request, response) =>
      sendJson(response, request.url?.startsWith("/realms/") ? { access_token: "t" } : { accounts: [row] }),
    );
    const live = adapter({ ...access, baseUrl: server.url, authUrl: server.url });
    const sought = { plan, clientAccountId: "acc_001", sentAt: "2025-06-01T00:00:00.000Z", before: null };
    expect(await findAllCreated(live, call(), sought)).toHaveLength(found);
    expect(server.seen.at(-1)?.url).toBe("/account-service/v2/accounts?limit=100&clientAccountId=acc_001");
    await live.close();
    await server.stop();
  }
});
