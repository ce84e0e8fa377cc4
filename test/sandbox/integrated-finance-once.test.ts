import { afterEach, describe, expect, test } from "vitest";
import { accountOf, type Clock, issuing, openIntegratedFinance } from "./integrated-finance-api.ts";

const start = Date.parse("2026-03-01T08:00:00Z");
const clock: Clock = { now: start };
let world: Awaited<ReturnType<typeof openIntegratedFinance>> | undefined;
afterEach(async () => {
  await world?.simulator.stop();
  clock.now = start;
});

async function open() {
  world = await openIntegratedFinance(clock);
  return world;
}

describe("idempotency", () => {
  const key = { "x-idempotency-key": "key-1" };

  test("the same key and body get the first answer again, whatever happened since", async () => {
    const { create, get } = await open();
    const first = await create(issuing("railsbank"), key);
    expect(first.headers.get("x-idempotency-status")).toBe("processed");
    clock.now += 5000;
    const second = await create(issuing("railsbank"), key);
    expect(second.headers.get("x-idempotency-status")).toBe("replayed");
    expect([second.status, second.text]).toEqual([201, first.text]);
    expect((await get("/accounts")).metadata.page.totalElements).toBe(41);
  });

  test("another body is refused with 400, another path is another scope", async () => {
    const { create, send } = await open();
    await create(issuing("railsbank"), key);
    const reused = await create(issuing("railsbank", { alias: "other" }), key);
    expect([reused.status, reused.json().error.code]).toEqual([400, "idempotency_key_reused"]);
    const client = { workflow: { code: "direct" }, data: { client: { identity } }, connect: {}, metadata: {} };
    expect((await send("POST", "/clients", client, key)).status).toBe(201);
  });

  test("a refusal is replayed too; without a key everything happens again", async () => {
    const { create } = await open();
    const [first, second] = [await create(issuing("nobank"), key), await create(issuing("nobank"), key)];
    expect([first.status, second.status, second.text]).toEqual([400, 400, first.text]);
    const [one, two] = [await create(issuing("railsbank")), await create(issuing("railsbank"))];
    expect(one.json().data.account.id).not.toBe(two.json().data.account.id);
    expect(one.headers.has("x-idempotency-status")).toBe(false);
  });

  test("an answer that was lost comes with the second attempt", async () => {
    const { create, control, get } = await open();
    await control("POST", "/__faults", { kind: "reset", when: "after", match: { method: "POST" }, times: 1 });
    await expect(create(issuing("railsbank"), key)).rejects.toThrow();
    expect((await create(issuing("railsbank"), key)).headers.get("x-idempotency-status")).toBe("replayed");
    expect((await get("/accounts")).metadata.page.totalElements).toBe(41);
  });
});

const identity = { type: "individual", country: "GB", givenName: "Łucja", familyName: "Żak", birthDate: "1990-02-03" };

describe("clients", () => {
  test("can be made, found, listed and given accounts", async () => {
    const { send, get, create } = await open();
    const body = { workflow: { code: "direct" }, data: { client: { identity } }, connect: {}, metadata: {} };
    const { client } = (await send("POST", "/clients", body)).json().data;
    expect(client).toMatchObject({
      fullName: "Łucja Żak",
      status: "active",
      clientNumber: expect.stringMatching(/^\d{8}$/),
    });
    expect((await get(`/clients/${client.id}`)).data.client).toEqual(client);
    const last = await get("/clients?metadata.page.number=14&metadata.page.size=1");
    expect(last).toMatchObject({
      data: { clients: [client] },
      metadata: { page: { totalElements: 15, totalPages: 15 } },
    });
    const { account } = (await create(issuing("railsbank", { clientId: client.id }))).json().data;
    expect(account.accountHolderName).toBe("Łucja Żak");
    expect((await send("GET", `/clients/${accountOf(1)}`)).status).toBe(404);
    expect((await send("POST", "/clients", { ...body, data: { client: { identity: { type: "club" } } } })).status).toBe(
      400,
    );
  });
});
