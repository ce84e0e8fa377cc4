import { afterAll, beforeAll, expect, test } from "vitest";
import {
  ask,
  execute,
  type OpenPage,
  result,
  rowsOf,
  runExample,
  shareBrowser,
  takePicture,
  write,
} from "../support/browser.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

const open = shareBrowser();
let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

// One visitor does all of this, step by step: opening the page is what takes the time.
let visit: OpenPage;

test("a click on an example shows rows", async () => {
  visit = await open(gateway.origin);
  const { page } = visit;
  expect(await page.title()).toBe("Account Gateway");
  await runExample(page, "Find an account by half a name");
  const rows = await rowsOf(page, "Accounts");
  expect(rows.length).toBeGreaterThan(3);
  for (const row of rows) expect(row).toMatch(/m[uü]ll/i);
  await takePicture(page, "playground");
});

test("the answer as frontends get it is a click away", async () => {
  const { page } = visit;
  await page.getByRole("button", { name: "JSON" }).click();
  await expect.poll(() => page.locator(".result-window").innerText()).toContain('"totalCount"');
  await page.getByRole("button", { name: "Table" }).click();
});

test("a page leads to the next one and back to the first", async () => {
  const { page } = visit;
  await runExample(page, "Page through one provider");
  const first = await rowsOf(page, "Accounts");
  expect(first).toHaveLength(10);
  await result(page).getByRole("button", { name: "Next page" }).click();
  await expect.poll(() => rowsOf(page, "Accounts")).not.toEqual(first);
  expect((await rowsOf(page, "Accounts")).filter((row) => first.includes(row))).toEqual([]);
  await result(page).getByRole("button", { name: "First page" }).click();
  await expect.poll(() => rowsOf(page, "Accounts")).toEqual(first);
});

test("an example that is open already is not opened twice, and keeps what was changed", async () => {
  const { page } = visit;
  await runExample(page, "Find an account by half a name");
  await ask(page, "Name", "holmes");
  await expect.poll(() => rowsOf(page, "Accounts")).toEqual(expect.arrayContaining([expect.stringMatching(/Holmes/)]));
  await runExample(page, "Page through one provider");
  await runExample(page, "Find an account by half a name");
  await expect.poll(() => rowsOf(page, "Accounts")).toEqual(expect.arrayContaining([expect.stringMatching(/Holmes/)]));
  expect(await page.getByRole("tab").count()).toBe(2);
});

test("the variables pane works too", async () => {
  const { page } = visit;
  await write(page, "Variables", '{ "name": "łukasz" }');
  await execute(page);
  await expect.poll(() => rowsOf(page, "Accounts")).toEqual(expect.arrayContaining([expect.stringMatching(/Łukasz/)]));
});

test("the switch acts as somebody else", async () => {
  const { page } = visit;
  await runExample(page, "How complete is the list?");
  const all = await rowsOf(page, "Accounts");
  await page.getByLabel("Act as").selectOption("Customer");
  await expect.poll(() => page.locator(".who").innerText()).toContain("customer-demo");
  await execute(page);
  await expect.poll(() => rowsOf(page, "Accounts")).not.toEqual(all);
});

test("headers go along, and what they break is not the page's own token", async () => {
  const { page } = visit;
  await write(page, "Headers", '{ "authorization": "Bearer rubbish" }');
  await execute(page);
  await expect.poll(() => result(page).getByRole("alert").innerText()).toContain("UNAUTHENTICATED");
  expect(await page.getByRole("dialog").count()).toBe(0);
});

test("in all that, nothing was asked of anybody but the gateway, and nothing was refused by the page's own policy", () => {
  expect(visit.strayed).toEqual([]);
  // The browser notes the refused token of the step before.
  expect(visit.complaints.filter((complaint) => !complaint.includes("401"))).toEqual([]);
});
