import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { result, rowsOf, runExample, shareBrowser, takePicture } from "../support/browser.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { type OpenIdIssuer, startOpenIdIssuer } from "../support/openid-issuer.ts";
import { type Simulators, startSimulators } from "../support/simulators.ts";

const open = shareBrowser();
let simulators: Simulators;
let gateway: Gateway;
/** What the gateway believes the time to be. */
let now = Date.now();
beforeAll(async () => {
  simulators = await startSimulators();
  gateway = await startGateway({ providers: [simulators.if.providerConfig], now: () => now });
});
afterAll(async () => {
  await gateway?.close();
  await Promise.all(Object.values(simulators ?? {}).map((simulator) => simulator.stop()));
});

const dialog = (page: Page) => page.getByRole("dialog", { name: "Sign in" });
const everythingStored = (page: Page) =>
  page.evaluate<string>("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, document.cookie])");
/** What stands in the tabs, which is written half a second after it changed. */
const storedTabs = (page: Page) => page.evaluate<string>('localStorage["graphiql:tabState"] ?? ""');

async function paste(page: Page, token: string): Promise<void> {
  await dialog(page).getByLabel(/token/).fill(token);
  await dialog(page).getByRole("button", { name: "Use this token" }).click();
}

test("outside the sandbox a token is pasted, kept in memory only, and asked for again when it has expired", async () => {
  const { page, strayed } = await open(gateway.origin);
  const token = gateway.tokens.backoffice;
  await dialog(page).waitFor();
  expect(await page.content()).not.toContain("eyJ");
  expect((await fetch(new URL("/sandbox/tokens", gateway.origin))).status).toBe(404);
  await takePicture(page, "sign-in");

  await paste(page, "hunter2");
  await expect.poll(() => dialog(page).getByRole("alert").innerText()).toContain("This is no token");
  await paste(page, `Bearer ${token}`);
  await expect.poll(() => page.locator(".who").innerText()).toContain("backoffice-demo");
  await runExample(page, "How are the providers?");
  expect(await rowsOf(page, "Providers")).toHaveLength(5);
  await expect.poll(() => storedTabs(page)).toContain("query Providers");
  expect(await everythingStored(page)).not.toContain(token);

  now += 40 * 24 * 60 * 60 * 1000;
  await runExample(page, "How complete is the list?");
  await expect.poll(() => dialog(page).getByRole("alert").innerText()).toContain("The token has expired");
  await takePicture(page, "sign-in-again");
  now = Date.now();
  await paste(page, token);
  await runExample(page, "How complete is the list?");
  await rowsOf(page, "Accounts");

  await expect.poll(() => storedTabs(page)).toMatch(/query Providers.*query HowComplete/);
  await page.reload();
  await dialog(page).waitFor();
  expect(await page.content()).not.toContain(token);
  await paste(page, token);
  // Tabs are still there, with what stood in them.
  await expect.poll(() => page.getByRole("tab").count()).toBe(2);
  const editor = page.getByRole("region", { name: "Operation Editor" });
  for (const [tab, name] of [
    [0, "Providers"],
    [1, "HowComplete"],
  ] as const) {
    await page.getByRole("tab").nth(tab).click();
    await expect.poll(() => editor.innerText()).toContain(name);
  }
  await page.getByRole("button", { name: "Sign out" }).click();
  await dialog(page).waitFor();
  expect(strayed).toEqual([]);
});

describe("with OpenID Connect", () => {
  let issuer: OpenIdIssuer;
  let guarded: Gateway;
  beforeAll(async () => {
    issuer = await startOpenIdIssuer();
    const env = {
      ...{ AUTH_SECRET: "", AUTH_JWKS_URL: `${issuer.url}/jwks` },
      ...{ AUTH_ISSUER: issuer.url, AUTH_AUDIENCE: "account-gateway" },
      ...{ PLAYGROUND_OIDC_ISSUER: issuer.url, PLAYGROUND_OIDC_CLIENT_ID: "playground" },
    };
    guarded = await startGateway({ providers: [simulators.if.providerConfig], env });
    issuer.admit(guarded.origin);
  });
  afterAll(async () => {
    await guarded?.close();
    await issuer?.stop();
  });

  test("people sign in at the issuer and come back; who is turned away there is told so here", async () => {
    const { page, strayed, complaints } = await open(guarded.origin, [issuer.url]);
    const leave = () =>
      dialog(page)
        .getByRole("button", { name: /Sign in at 127/ })
        .click();
    await leave();
    await page.getByRole("link", { name: "Cancel" }).click();
    await expect.poll(() => dialog(page).getByRole("alert").innerText()).toContain("did not sign you in");
    expect(await result(page).count()).toBe(0);

    await leave();
    await page.getByPlaceholder("Enter any login").fill("vera");
    await page.getByPlaceholder("and password").fill("anything");
    await page.getByRole("button", { name: "Sign-in" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await expect.poll(() => page.locator(".who").innerText()).toContain("You are vera");
    await runExample(page, "How are the providers?");
    await rowsOf(page, "Providers");

    // Neither the code nor anything else of the sign-in is left behind.
    expect(page.url()).toBe(`${guarded.origin}/graphql`);
    const stored = await everythingStored(page);
    expect(stored).not.toContain("eyJ");
    expect(stored).not.toContain("verifier");
    expect([strayed, complaints]).toEqual([[], []]);
  });
});
