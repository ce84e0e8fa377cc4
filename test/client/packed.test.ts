import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page } from "playwright-core";
import { build, type Rollup } from "vite";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { type Consumer, compile, installPacked, run } from "./packed-package.ts";

// Compilers and a browser start here: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let gateway: Gateway;
let consumer: Consumer;
beforeAll(async () => {
  [gateway, consumer] = await Promise.all([
    startGateway(),
    installPacked(["react", "react-dom", "@types/react", "@types/node"]),
  ]);
  for (const example of ["suspended-accounts.ts", "accounts-page.tsx", "open-account.tsx"]) {
    cpSync(join("docs/examples", example), join(consumer.folder, example));
  }
});
afterAll(async () => {
  await gateway?.close();
  consumer?.remove();
});

test("the tarball holds what runs, with its types, and neither sources nor tests", () => {
  expect(consumer.files).toEqual(
    expect.arrayContaining(["dist/client/index.js", "dist/client/index.d.ts", "schema.graphql", "docs/client.md"]),
  );
  const expected = /^(dist\/client\/.*\.(js|d\.ts)|docs\/client\.md|schema\.graphql|package\.json|[A-Z]+(\.md)?)$/;
  expect(consumer.files.filter((file) => !expected.test(file))).toEqual([]);
});

test("the pages of the guide compile, resolved as bundlers do, and a mistake in it does not", async () => {
  consumer.write(
    "mistake.ts",
    `import { createGatewayClient } from "account-gateway/client";
    // @ts-expect-error: an id is text
    createGatewayClient({ url: "/graphql" }).account({ id: 1 });
    // @ts-expect-error: an account is asked for by something
    createGatewayClient({ url: "/graphql" }).account();
    createGatewayClient({ url: "/graphql" }).providers();`,
  );
  await compile(consumer, ["accounts-page.tsx", "open-account.tsx", "mistake.ts"], {
    module: "esnext",
    moduleResolution: "bundler",
    noEmit: true,
    jsx: "react-jsx",
    types: ["react"],
    lib: ["ES2022", "DOM", "DOM.AsyncIterable"],
  });
});

test("the service of the guide compiles, resolved as Node does and without a DOM, and runs in Node", async () => {
  const service = { module: "nodenext", types: ["node"], lib: ["ES2024"], outDir: consumer.folder };
  await compile(consumer, ["suspended-accounts.ts"], service);
  const env = { PATH: process.env.PATH, GATEWAY_URL: gateway.url, GATEWAY_TOKEN: gateway.tokens.backoffice };
  for (const node of nodes()) {
    const { stdout } = await run(node, ["suspended-accounts.js"], { cwd: consumer.folder, env });
    const lines = stdout.trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(3);
    expect(new Set(lines.map((line) => line.split("\t")[0]))).toEqual(new Set(["if", "paynetics", "revsto"]));
    const refused = run(node, ["suspended-accounts.js"], { cwd: consumer.folder, env: { ...env, GATEWAY_TOKEN: "x" } });
    await expect(refused).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("UNAUTHENTICATED") });
  }
});

/** The Node of this project and, where there is one, the system's own, which may be as old as 20. */
function nodes(): string[] {
  return [process.execPath, ...["/usr/bin/node", "/usr/local/bin/node"].filter((path) => existsSync(path))];
}

test("in a web page's bundle is nothing but the client", async () => {
  consumer.write("bundle.js", 'export { createGatewayClient, unwrap } from "account-gateway/client";');
  const { code, imports, moduleIds } = await bundle("bundle.js");
  const packages = moduleIds.map((id) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? "own");
  expect([...new Set(packages)].sort()).toEqual(["account-gateway", "graphql", "graphql-request", "graphql-ws", "own"]);
  const ours = moduleIds.filter((id) => id.includes("/account-gateway/"));
  expect(ours.filter((id) => !id.includes("/account-gateway/dist/client/"))).toEqual([]);
  expect(imports).toEqual([]);
  expect(/["'`](node:|fastify|kysely|type-graphql|reflect-metadata)/.exec(code)).toBeNull();
  expect(code.length).toBeLessThan(150_000);
  expect(gzipSync(code).length).toBeLessThan(25_000);

  // A world with nothing of Node's.
  const world = createContext({
    fetch,
    URL,
    Headers,
    AbortController,
    AbortSignal,
    DOMException,
    setTimeout,
    clearTimeout,
  });
  runInContext(`${code}; globalThis.client = consumer;`, world);
  const asked = `client.createGatewayClient(${JSON.stringify({ url: gateway.url, token: gateway.tokens.backoffice })})`;
  const { data } = await runInContext(`${asked}.providers()`, world);
  expect(data.providers).toHaveLength(4);
});

const browser = "/usr/bin/chromium";

describe.skipIf(!existsSync(browser))(`in a browser (needs ${browser})`, () => {
  let running: Browser;
  beforeAll(async () => {
    running = await chromium.launch({ executablePath: browser, args: ["--no-sandbox"] });
  });
  afterAll(() => running?.close());

  /** A page of the gateway's own host that shows the guide's component, which the bundle has as `element`. */
  async function show(component: string, properties: string): Promise<Page> {
    consumer.write(
      "main.js",
      `import { createElement } from "react";
      import { createRoot } from "react-dom/client";
      import { createGatewayClient } from "account-gateway/client";
      import * as guide from "./${component}.tsx";
      const gateway = createGatewayClient({ url: "/graphql", token: () => window.token });
      const element = createElement(Object.values(guide)[0], { gateway, ...${properties} });
      createRoot(document.body.firstElementChild).render(element);`,
    );
    const { code } = await bundle("main.js");
    const page = await running.newPage();
    const address = new URL("/app", gateway.origin).href;
    await page.addInitScript(`window.token = ${JSON.stringify(gateway.tokens.backoffice)}`);
    const script = code.replaceAll("</script", "<\\/script");
    const html = `<!doctype html><body><div></div><script>${script}</script></body>`;
    await page.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
    await page.goto(address);
    return page;
  }

  test("the first page of the guide shows accounts", async () => {
    const page = await show("accounts-page", '{ search: "mull" }');
    const rows = page.locator("main[aria-busy=false] li");
    await rows.first().waitFor();
    expect(await rows.allTextContents()).toContainEqual(expect.stringMatching(/^Müller & Söhne GmbH, .*: ACTIVE$/));
    expect(await page.locator("main p").count()).toBe(0);
  });

  test("the second opens one account, although the answer is lost on its way", async () => {
    const target = {
      inventi: {
        holder: { type: "INDIVIDUAL", name: "Jane Doe" },
        generate: { countryCode: "LT", bankCode: "70440", accountCode: "77001" },
      },
    };
    const page = await show("open-account", JSON.stringify({ target }));
    let lost = 0;
    await page.route(gateway.url, async (route) => {
      if (lost++ > 0) return route.continue();
      await route.fetch();
      return route.abort("connectionreset");
    });
    const open = async (id: string) => {
      await page.getByLabel("Your id of the account").fill(id);
      await page.getByRole("button", { name: "Open" }).click();
    };
    await open("shop-1");
    await page.getByText("LT827044000000077001 is ACTIVE.").waitFor();
    expect(lost).toBe(2);
    const { accounts } = await gateway.simulator("inventi").ledger();
    expect(accounts.filter(({ clientAccountId }) => clientAccountId === "shop-1")).toHaveLength(1);

    await page.reload();
    await open("shop-1");
    await page.getByText("This clientAccountId is taken").waitFor();
    await page.getByRole("button", { name: "Change it" }).click();
    await page.getByLabel("Your id of the account").waitFor();
  });
});

/** What a bundler makes of one of the consumer's files: a single script, for browsers. */
async function bundle(entry: string): Promise<Rollup.OutputChunk> {
  const built = await build({
    root: consumer.folder,
    configFile: false,
    logLevel: "error",
    // Vitest's own NODE_ENV would make it a bundle for development.
    oxc: { jsx: { runtime: "automatic", development: false } },
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      write: false,
      minify: true,
      lib: { entry: join(consumer.folder, entry), formats: ["iife"], name: "consumer" },
    },
  });
  const [result] = built as Rollup.RollupOutput[];
  const chunk = result?.output.find((output) => output.type === "chunk");
  if (chunk === undefined) throw new Error("nothing was bundled");
  return chunk;
}
