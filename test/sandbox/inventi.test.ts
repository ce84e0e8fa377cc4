import { describe, expect, test } from "vitest";
import { generated, inventiApi, inventiWorlds, jane, organisation, requestToken, withKey } from "./inventi-api.ts";
import type { Send } from "./kit-http.ts";

const { open, clock } = inventiWorlds();

describe("authentication", () => {
  test("a token is good for 2700 seconds, then 401", async () => {
    const { api, url } = await open();
    expect((await requestToken(url)).json()).toEqual({
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      expires_in: 2700,
      refresh_expires_in: 0,
      token_type: "Bearer",
      "not-before-policy": 0,
      scope: "profile email",
    });
    clock.now += 2_699_999;
    expect((await api("GET", "/accounts/1")).status).toBe(200);
    clock.now += 1;
    expect((await api("GET", "/accounts/1")).status).toBe(401);
    expect((await (await inventiApi(url))("GET", "/accounts/1")).status).toBe(200);
  });

  test("refuses wrong realms, clients, secrets, grants and tokens", async () => {
    const { url, api, control } = await open();
    expect((await requestToken(url, {}, "other-tenant")).status).toBe(404);
    expect((await requestToken(url, { client_secret: "wrong" })).status).toBe(401);
    expect((await requestToken(url, { client_id: "wrong" })).status).toBe(401);
    expect((await requestToken(url, { grant_type: "password" })).json().error).toBe("unsupported_grant_type");
    const account = `/account-service/v2/accounts/1`;
    expect((await control("GET", account)).status).toBe(401);
    expect((await control("GET", account, undefined, { authorization: `${api.authorization}x` })).status).toBe(401);
    await control("POST", "/__admin", { action: "revokeTokens" });
    expect((await api("GET", "/accounts/1")).status).toBe(401);
  });

  test("an address that is not on the list gets 403", async () => {
    const { api } = await open({ refuseAddress: true });
    expect((await api("GET", "/accounts/1")).status).toBe(403);
  });
});

describe("create", () => {
  test("generates an IBAN from the bank's data", async () => {
    const { api } = await open();
    const answer = await api(
      "POST",
      "/accounts",
      { ...jane, ...generated, accountHolderNameAliases: ["JD"] },
      withKey("k"),
    );
    expect(answer.status).toBe(201);
    expect(answer.json()).toEqual({
      ...jane,
      id: 41,
      iban: "LT857044000000001869",
      status: "OPEN",
      createdAt: "2026-03-01T08:00:00.123Z",
      updatedAt: "2026-03-01T08:00:00.123Z",
      ibanMetadata: generated,
      accountHolderNameAliases: ["JD"],
      organisationIdentification: null,
    });
    expect((await api("GET", "/accounts/41")).text).toBe(answer.text);
  });

  test("registers an existing IBAN, whatever its checksum", async () => {
    const { api } = await open();
    const answer = await api("POST", "/accounts", { ...jane, iban: "LT121000011111111111" }, withKey("k"));
    expect(answer.json()).toMatchObject({ iban: "LT121000011111111111", ibanMetadata: null });
  });

  const legal = { ...jane, accountType: "LEGAL", ...generated };
  test.each([
    ["neither way", jane, "iban"],
    ["both ways", { ...jane, ...generated, iban: "LT1" }, "iban"],
    ["half a way", { ...jane, countryCode: "LT" }, "iban"],
    ["LEGAL without organisation", legal, "organisationIdentification"],
    ["an empty name", { ...jane, ...generated, accountHolderName: "" }, "accountHolderName"],
    ["an unknown type", { ...jane, ...generated, accountType: "TRUST" }, "accountType"],
    ["no reference", { ...jane, ...generated, clientAccountId: undefined }, "clientAccountId"],
  ])("refuses %s", async (_name, body, field) => {
    const { api, books } = await open();
    const answer = await api("POST", "/accounts", body, withKey("k"));
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(answer.json()).toEqual({
      status: 400,
      title: "Bad Request",
      violations: [{ field, in: "body", message: expect.any(String) }],
      instance: "/account-service/v2/accounts",
    });
    expect(books.all()).toHaveLength(40);
  });

  test("opens LEGAL accounts with their organisation", async () => {
    const { api } = await open();
    const answer = await api("POST", "/accounts", { ...legal, organisationIdentification: organisation }, withKey("k"));
    expect(answer.json().organisationIdentification).toEqual(organisation);
  });

  test("needs a key, and JSON", async () => {
    const { api } = await open();
    expect((await api("POST", "/accounts", { ...jane, ...generated })).json().violations).toMatchObject([
      { in: "header" },
    ]);
    expect((await api("POST", "/accounts", "{", withKey("k"))).status).toBe(400);
  });

  test("a key answers with its account for ever; a new key with a known reference is 409", async () => {
    const { api, books } = await open();
    const first = await api("POST", "/accounts", { ...jane, ...generated }, withKey("k"));
    const again = await api("POST", "/accounts", { ...jane, ...generated }, withKey("k"));
    const other = await api("POST", "/accounts", { ...jane, clientAccountId: "other", iban: "LT2" }, withKey("k"));
    expect([again.status, again.text, other.text]).toEqual([201, first.text, first.text]);
    const clash = await api("POST", "/accounts", { ...jane, ...generated }, withKey("k2"));
    expect([clash.status, clash.json().detail]).toEqual([409, "clientAccountId already in use"]);
    expect(books.all()).toHaveLength(41);
  });

  test("after a lost answer, the key brings the account that was opened", async () => {
    const { api, control, books } = await open();
    await control("POST", "/__faults", { kind: "reset", when: "after", times: 1, match: { method: "POST" } });
    await expect(api("POST", "/accounts", { ...jane, ...generated }, withKey("k"))).rejects.toThrow();
    expect((await api("POST", "/accounts", { ...jane, ...generated }, withKey("k"))).json().id).toBe(41);
    expect((await api("GET", "/accounts?clientAccountId=new_1")).json().accounts).toMatchObject([{ id: 41 }]);
    expect(books.all()).toHaveLength(41);
    const { requests } = (await control("GET", "/__ledger?accounts=0")).json();
    const creates = requests.filter(({ key }: { key: string | null }) => key === "k");
    expect(creates).toMatchObject([{ committed: true }, { committed: false, status: 201 }]);
  });
});

describe("search", () => {
  async function walk(api: Send, limit: number, direction: "next" | "previous", from = ""): Promise<number[][]> {
    const name = `${direction}PageToken`;
    const pages: number[][] = [];
    for (let token: string | null = from; token !== null; ) {
      const page = (await api("GET", `/accounts?limit=${limit}${token && `&${name}=${token}`}`)).json();
      pages.push(page.accounts.map(({ id }: { id: number }) => id));
      token = page.meta[name];
    }
    return pages;
  }
  const upTo = (last: number) => Array.from({ length: last }, (_, place) => place + 1);

  test.each([1, 20, 100])("pages of %i show every account once, in order", async (limit) => {
    const { api } = await open({}, 101);
    const pages = await walk(api, limit, "next");
    expect(pages.flat()).toEqual(upTo(101));
    expect(pages).toHaveLength(Math.ceil(101 / limit));
  });

  test("walks backwards over the same pages, named as in the documents", async () => {
    const { api } = await open();
    const page = (await api("GET", "/accounts?limit=10&nextPageToken=10")).json();
    expect(page.meta).toEqual({ previousPageToken: "10", nextPageToken: "20" });
    expect(page.accounts[0].id).toBe(11);
    const pages = await walk(api, 10, "previous", "40");
    expect(pages.toReversed().flat()).toEqual(upTo(40));
    expect((await api("GET", "/accounts")).json().meta).toEqual({ previousPageToken: null, nextPageToken: "20" });
  });

  test.each([
    "limit=0",
    "limit=101",
    "limit=ten",
    "status=GONE",
    "nextPageToken=x",
    "nextPageToken=1&previousPageToken=2",
  ])("refuses %s", async (query) => {
    const { api } = await open();
    expect((await api("GET", `/accounts?${query}`)).json()).toMatchObject({
      status: 400,
      violations: [{ in: "query" }],
    });
  });

  test("filters by IBAN, reference, part of the name and status, all together", async () => {
    const { api } = await open();
    const found = async (query: string) => (await api("GET", `/accounts?${query}`)).json().accounts;
    expect(await found("iban=DE89370400440532013000")).toHaveLength(2);
    expect(await found("clientAccountId=acc_003")).toMatchObject([{ id: 3 }]);
    expect((await found("accountHolderName=JANE%20d")).map(({ id }: { id: number }) => id)).toEqual([1, 2, 24]);
    expect(await found("accountHolderName=jane&status=CLOSED")).toMatchObject([{ id: 24 }]);
    expect((await api("GET", "/accounts?iban=none")).json()).toEqual({
      meta: { previousPageToken: null, nextPageToken: null },
      accounts: [],
    });
  });

  test("filtered pages have neighbours of their own", async () => {
    const { api } = await open();
    const page = (await api("GET", "/accounts?accountHolderName=jane&limit=1&nextPageToken=1")).json();
    expect(page).toMatchObject({ meta: { previousPageToken: "1", nextPageToken: "2" }, accounts: [{ id: 2 }] });
    const last = (await api("GET", "/accounts?accountHolderName=jane&limit=1&nextPageToken=2")).json();
    expect(last).toMatchObject({ meta: { previousPageToken: "2", nextPageToken: null }, accounts: [{ id: 24 }] });
  });

  test("the default world shows every state and oddity", async () => {
    const { api } = await open();
    const { accounts } = (await api("GET", "/accounts?limit=100")).json();
    const values = (field: string) => new Set(accounts.map((account: Record<string, unknown>) => account[field]));
    expect(accounts).toHaveLength(40);
    expect(values("status")).toEqual(new Set(["OPEN", "CLOSED"]));
    expect(values("accountType")).toEqual(new Set(["PRIVATE", "LEGAL"]));
    expect(values("clientAccountId").size).toBe(40);
    expect(values("iban")).toContain("LT121000011111111111");
    expect(values("accountHolderName")).toContain("Gheorghe Țîrlea-Înălțimea");
    for (const field of ["ibanMetadata", "accountHolderNameAliases", "organisationIdentification"])
      expect([...values(field)]).toEqual(expect.arrayContaining([null, undefined, expect.any(Object)]));
  });

  test("100,000 accounts are there, to the last", async () => {
    const { api, books } = await open({}, 100_000);
    expect(books.all()).toHaveLength(100_000);
    const page = (await api("GET", "/accounts?limit=100&previousPageToken=100000")).json();
    expect([page.accounts.length, page.accounts[99].id, page.meta.nextPageToken]).toEqual([100, 100_000, null]);
  });
});
