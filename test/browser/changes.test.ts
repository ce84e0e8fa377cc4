import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenPage, result, rowsOf, runExample, shareBrowser, takePicture } from "../support/browser.ts";
import { decisionNeeded, type Gateway, startGateway } from "../support/gateway.ts";

// Changes asked for in the playground, by one clerk on one page.
const open = shareBrowser();
let gateway: Gateway;
let visit: OpenPage;
beforeAll(async () => {
  gateway = await startGateway({ recovery: { settleSeconds: 0 } });
});
afterAll(() => gateway?.close());

const form = () => visit.page.getByRole("form", { name: "What to ask for" });
const field = (name: string) => form().getByLabel(name);
const doIt = () => form().getByRole("button", { name: "Do it" }).click();
const done = () => result(visit.page).getByRole("status");
const refused = () => result(visit.page).getByRole("alert");
const accountsAt = async (bank: string) => (await gateway.simulator(bank).ledger()).accounts.length;

test("a change is opened with a key of its own, and waits until somebody says so", async () => {
  visit = await open(gateway.origin);
  const before = await accountsAt("inventi");
  await runExample(visit.page, "Open an account at Inventi");
  await expect.poll(() => field("Idempotency key").inputValue()).toMatch(/^[0-9a-f]{32}$/);
  await result(visit.page).getByText("Nothing is done yet.").waitFor();
  await takePicture(visit.page, "change-1-opened");
  expect(await accountsAt("inventi")).toBe(before);

  await field("Holder").fill("Zoë Núñez");
  await doIt();
  await expect.poll(() => done().innerText()).toBe("Done.");
  expect(await rowsOf(visit.page, "Account")).toEqual(
    expect.arrayContaining(["Holder Zoë Núñez", "Status ACTIVE", expect.stringMatching(/^IBAN LT\d{18}$/)]),
  );
  await takePicture(visit.page, "change-2-done");
  expect(await accountsAt("inventi")).toBe(before + 1);
});

test("done again with the same key it is a replay; opened again it has another key", async () => {
  const key = await field("Idempotency key").inputValue();
  const before = await accountsAt("inventi");
  await doIt();
  await expect.poll(() => done().innerText()).toContain("Nothing was done again.");
  expect(await rowsOf(visit.page, "Operation")).toContain("Replayed yes");
  await takePicture(visit.page, "change-3-replayed");
  expect(await field("Idempotency key").inputValue()).toBe(key);
  expect(await accountsAt("inventi")).toBe(before);

  await runExample(visit.page, "Open an account at Inventi");
  await expect.poll(() => field("Holder").inputValue()).toBe("Jane Doe");
  expect(await field("Idempotency key").inputValue()).not.toBe(key);
  expect(await visit.page.getByRole("tab").count()).toBe(2);
  await doIt();
  await expect.poll(() => done().innerText()).toBe("Done.");
  expect(await accountsAt("inventi")).toBe(before + 1);
});

test("what can be chosen is offered, and a refusal says why and what to do", async () => {
  await runExample(visit.page, "Block or release an account");
  await expect.poll(() => field("Status").inputValue()).toBe("SUSPENDED");
  await field("Status").selectOption("DECLINED");
  await doIt();
  await expect.poll(() => refused().innerText()).toContain("INVALID_TRANSITION");
  await takePicture(visit.page, "change-4-refused");
  await field("Status").selectOption("SUSPENDED");
  await form().getByRole("button", { name: "New key" }).click();
  await doIt();
  await expect.poll(() => done().innerText()).toBe("Done.");
  expect(await rowsOf(visit.page, "Account")).toContain("Status SUSPENDED");
});

test("a change in doubt stands in the work queue, and is decided there", async () => {
  const { page } = visit;
  await gateway.simulator("revsto").fault({ kind: "reset", when: "before", match: { method: "POST" }, times: 1 });
  await runExample(page, "Open an account at Revsto");
  await doIt();
  await expect.poll(() => refused().innerText()).toContain("OPERATION_IN_DOUBT");
  await takePicture(page, "change-5-in-doubt");
  // With another key it might be done twice.
  expect(await form().getByRole("button", { name: "New key" }).isDisabled()).toBe(true);
  await decisionNeeded(gateway.client());
  await runExample(page, "Work queue: changes in doubt");
  const rows = await rowsOf(page, "Operations");
  await takePicture(page, "change-6-work-queue");
  const id = rows.find((row) => row.startsWith("ID "))?.slice(3) ?? "";

  await runExample(page, "Decide about a change in doubt");
  await field("Operation ID").fill(id);
  await field("Decision").selectOption("ABANDON");
  await doIt();
  await expect.poll(() => done().innerText()).toBe("Done.");
  expect(await rowsOf(page, "Operation")).toContain("State ABANDONED");
  await takePicture(page, "change-7-decided");
});

test("nothing was asked of anybody but the gateway, and nothing went wrong on the page", () => {
  expect([visit.strayed, visit.complaints]).toEqual([[], []]);
});
