import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";

/** Debian's; a browser of one's own may be named. */
const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
const hasBrowser = existsSync(executablePath);

const quiet = [
  ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

/** A page of a browser that nobody used before, and what went wrong in it. */
export interface OpenPage {
  readonly page: Page;
  /** Requests that left for anywhere but the origins that it may talk to. */
  readonly strayed: string[];
  /** What its console complained about: exceptions, what the content security policy refused. */
  readonly complaints: string[];
}

/**
 * One browser for all tests of a file, which are skipped where there is none. The function opens `/graphql` of an origin
 * as a new visitor.
 */
export function shareBrowser(): (origin: string, others?: readonly string[]) => Promise<OpenPage> {
  // A browser on a busy machine takes its time.
  vi.setConfig({ testTimeout: 120_000 });
  let browser: Browser;
  beforeAll(async () => {
    if (hasBrowser) browser = await chromium.launch({ executablePath, args: quiet });
  });
  afterAll(async () => browser?.close());
  beforeEach((context) => context.skip(!hasBrowser, `needs a browser, and there is no ${executablePath}`));
  return async (origin, others = []) => {
    const visit = await browser.newContext({ viewport: { width: 1440, height: 860 }, timezoneId: "UTC" });
    await visit.grantPermissions(["clipboard-read", "clipboard-write"]);
    const page = await visit.newPage();
    const strayed: string[] = [];
    const complaints: string[] = [];
    // Other sites' pages, where people sign in, are theirs.
    const isOurs = () => page.url().startsWith(origin);
    page.on("request", (request) => {
      const url = request.url();
      if (!isOurs() || request.isNavigationRequest() || /^(data|blob):/.test(url)) return;
      if (![origin, ...others].includes(new URL(url).origin)) strayed.push(url);
    });
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (message) => {
      if (isOurs() && message.type() === "error") complaints.push(message.text());
    });
    await page.goto(`${origin}/graphql`);
    return { page, strayed, complaints };
  };
}

/** One click on an example of the list. */
export async function runExample(page: Page, title: string): Promise<void> {
  await page.getByRole("region", { name: "Examples" }).getByRole("button", { name: title }).click();
}

/** The rows of one of the result's tables, as texts; waits until there is one. */
export async function rowsOf(page: Page, table: string): Promise<string[]> {
  const rows = result(page).getByRole("region", { name: table, exact: true }).locator("tbody tr");
  await rows.first().waitFor();
  return (await rows.allInnerTexts()).map((row) => row.replaceAll(/\s+/g, " "));
}

export const result = (page: Page) => page.getByRole("region", { name: "Result" });

/** Types into one of the editors instead of what stands there. */
export async function write(page: Page, pane: "Operation Editor" | "Variables" | "Headers", text: string) {
  if (pane !== "Operation Editor") await page.getByRole("button", { name: pane, exact: true }).click();
  await page.getByRole("region", { name: pane }).locator(".monaco-editor:visible").click();
  await page.keyboard.press("Control+A");
  // Pasted, because the editor closes brackets and quotes that are typed.
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press("Control+V");
}

/** Changes what the open operation asks for, in the form above its result. */
export async function ask(page: Page, field: string, text: string): Promise<void> {
  const form = page.getByRole("form", { name: "What to ask for" });
  await form.getByLabel(field).fill(text);
  await form.getByRole("button", { name: "Ask" }).click();
}

export async function execute(page: Page): Promise<void> {
  await page.getByRole("button", { name: /Execute query/ }).click();
}

/** Leaves a picture in the folder that SCREENSHOTS names, if it names one. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
