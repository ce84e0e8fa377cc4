import { afterEach, describe, expect, it } from "vitest";
import type { AccountStatus } from "../../../src/domain/account.ts";
import type { Provider } from "../../../src/providers/provider.ts";
import { revsto } from "../../../src/providers/revsto/index.ts";
import { type StartOptions, startSimulator } from "../../../src/sandbox/kit/start.ts";
import { revsto as simulator } from "../../../src/sandbox/revsto/index.ts";
import { call, sendJson, startTinyServer, tinyContext } from "../kit/tiny-server.ts";

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

function adapter(config: Record<string, unknown>): Provider {
  const { name: _, kind: __, ...own } = config;
  const provider = revsto.create(revsto.configSchema.parse(own), tinyContext());
  opened.push(() => provider.close());
  return provider;
}

async function simulate(options: StartOptions, config: Record<string, unknown> = {}) {
  const running = await startSimulator(simulator, { now: tinyContext().now, ...options });
  opened.push(() => running.stop());
  return { running, provider: adapter({ ...running.providerConfig, ...config }) };
}

const access = { username: "u", password: "p&w", clientId: "c", clientSecret: "s" };

/** A Revsto whose API answers as given, whatever it is asked. */
async function serve(answer: unknown, status = 200, config: Record<string, unknown> = {}) {
  const server = await startTinyServer((request, response) => {
    if (request.url === "/elsewhere/token") sendJson(response, { access_token: "t", expires_in: 300 });
    else sendJson(response, answer, status);
  });
  opened.push(server.stop);
  const urls = { baseUrl: `${server.url}/api`, tokenUrl: `${server.url}/elsewhere/token` };
  return { server, provider: adapter({ ...urls, ...access, ...config }) };
}

async function walk(provider: Provider): Promise<{ ids: Set<string>; pages: number }> {
  const ids = new Set<string>();
  let pages = 0;
  let cursor: string | null = null;
  do {
    const page = await provider.listAccounts(call(), cursor, {});
    for (const { id } of page.accounts) ids.add(id);
    pages += 1;
    cursor = page.next;
  } while (cursor !== null);
  return { ids, pages };
}

const documentedRow = { id: "10000008325", userId: 1016, productId: 8, status: "OPENED" };

describe("Revsto's lists", () => {
  it.each([0, 1, 19, 20, 21, 41])("of %i accounts are read whole, whatever count means", async (accounts) => {
    for (const countMeans of ["total", "page"]) {
      const { running, provider } = await simulate({ accounts, settings: { countMeans } });
      expect([...(await walk(provider)).ids].sort()).toEqual(
        running.books
          .all()
          .map(({ id }) => id)
          .sort(),
      );
    }
  });

  it("are read whole where the server serves smaller pages than it is asked for", async () => {
    for (const countMeans of ["total", "page"]) {
      const { provider } = await simulate({ accounts: 100, settings: { pageMax: 30, countMeans } }, { pageSize: 100 });
      expect((await walk(provider)).ids.size).toBe(100);
    }
  });

  it("without count and limit, with rows of number ids, end where nothing new comes", async () => {
    const { provider } = await serve({ items: [documentedRow, { ...documentedRow, id: 7 }] });
    expect((await walk(provider)).ids).toEqual(new Set(["10000008325", "7"]));
  });

  it("of one page cost two calls: neither its count nor its limit proves the end", async () => {
    const { provider } = await serve({ items: [documentedRow], count: 1, limit: 20, offset: 0, sort: "+ids" });
    expect(await walk(provider)).toMatchObject({ pages: 2 });
    expect(await provider.listAccounts(call(), null, {})).toMatchObject({ total: null, malformed: 0 });
  });

  it("tell their total where count cannot mean anything else", async () => {
    const { provider } = await serve({ items: [documentedRow], count: "41", limit: 20 });
    expect(await provider.listAccounts(call(), null, {})).toMatchObject({ total: 41 });
  });
});

describe("Revsto's API", () => {
  it("is asked with a password grant on the token host and the configured parameter names", async () => {
    const names = {
      offsetParameter: "from",
      limitParameter: "size",
      pageSize: 50,
      scope: "account_view account_close",
    };
    const { server, provider } = await serve({ items: [] }, 200, names);
    await provider.listAccounts(call(), null, {});
    expect(server.seen.filter(({ url }) => /token|accounts/.test(url))).toMatchObject([
      {
        method: "POST",
        url: "/elsewhere/token",
        body: "grant_type=password&username=u&password=p%26w&client_id=c&client_secret=s&scope=account_view+account_close",
      },
      { method: "GET", url: "/api/distributor/v1/accounts?from=0&size=50", headers: { authorization: "Bearer t" } },
    ]);
  });

  it("is asked without a scope where none is configured", async () => {
    const { server, provider } = await serve({ items: [] }, 200, { scope: "" });
    await provider.ping(call());
    expect(server.seen[0]?.body).not.toContain("scope");
  });

  it("refuses for want of a scope", async () => {
    const { provider } = await simulate({}, { scope: "kyc_view" });
    await expect(provider.ping(call())).rejects.toMatchObject({ code: "PROVIDER_AUTH_FAILED" });
  });

  it("is passed on by its code word, not by its prose", async () => {
    const bodies = [
      [{ code: "ACCOUNT_CLOSED", message: "Jane's account" }, "ACCOUNT_CLOSED"],
      [{ error: "Jane" }, undefined],
      [{ code: "Jane Doe" }, undefined],
      ["<html>", undefined],
    ] as const;
    for (const [body, providerCode] of bodies) {
      const { provider } = await serve(body, 409);
      const error = await provider.getAccount(call(), "1").catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "PROVIDER_REJECTED", message: "demo answered HTTP 409" });
      expect((error as { details: object }).details).toEqual({
        provider: "demo",
        httpStatus: 409,
        ...(providerCode && { providerCode }),
      });
    }
  });
});

it("closes for good, a suspended account only where so configured", () => {
  const urls = { baseUrl: "http://a.invalid/api", tokenUrl: "http://a.invalid/token" };
  const closable = (closesSuspended: boolean) => {
    const provider = adapter({ ...urls, ...access, closesSuspended });
    const provisioning = { state: "READY", method: null, serviceProvider: null, reference: null, error: null } as const;
    const statuses: readonly AccountStatus[] = ["PENDING", "ACTIVE", "SUSPENDED", "CLOSED", "UNKNOWN"];
    return statuses.filter(
      (status) => provider.availableTransitions({ status, kind: "MAIN", provisioning }).length > 0,
    );
  };
  expect(closable(false)).toEqual(["PENDING", "ACTIVE"]);
  expect(closable(true)).toEqual(["PENDING", "ACTIVE", "SUSPENDED"]);
});
