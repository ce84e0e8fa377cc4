import { gql } from "graphql-request";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, type OpenPage, result, rowsOf, runExample, shareBrowser, takePicture } from "../support/browser.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

// A day in the back office, from the first call in the morning on: one clerk, one page, never reloaded.
const open = shareBrowser();
let gateway: Gateway;
let visit: OpenPage;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

const iban = "gb22 ifpl 0403 9843 0000 11";

/** The provider's own staff suspends an account and thinks better of it; the gateway looks each time. */
async function suspendAndReopen(): Promise<void> {
  const look = async () => {
    const asked = gql`query ($iban: String!) { accountsByIban(iban: $iban, maxAge: 0) { providerAccountId } }`;
    const { accountsByIban } = await gateway
      .client()
      .request<{ accountsByIban: [{ providerAccountId: string }] }>(asked, { iban });
    return accountsByIban[0].providerAccountId;
  };
  const id = await look();
  for (const status of ["suspended", "active"]) {
    await gateway.simulator("if").admin({ action: "setStatus", id, status });
    await look();
  }
}

test("half a name", async () => {
  visit = await open(gateway.origin);
  const { page } = visit;
  await takePicture(page, "day-0-opened");
  await runExample(page, "Find an account by half a name");
  await rowsOf(page, "Accounts");
  await ask(page, "Name", "holm");
  await expect
    .poll(() => rowsOf(page, "Accounts"))
    .not.toEqual(expect.arrayContaining([expect.stringMatching(/mull/i)]));
  for (const row of await rowsOf(page, "Accounts")) expect(row).toContain("Holmes");
  await takePicture(page, "day-1-half-a-name");
});

test("an IBAN as it stands on a letter", async () => {
  const { page } = visit;
  await runExample(page, "Open an account by its IBAN");
  await ask(page, "IBAN", iban);
  await expect.poll(() => rowsOf(page, "Accounts by IBAN")).toContain("IBAN GB22IFPL04039843000011");
  await takePicture(page, "day-2-iban");
});

test("balances with their age", async () => {
  const { page } = visit;
  await runExample(page, "Balances, live");
  await expect
    .poll(() => rowsOf(page, "Balances"))
    .toEqual(
      expect.arrayContaining([
        "Available 250,000.00 EUR",
        expect.stringMatching(/^As of \d+ \w+ \d{4}, [\d:]+ \((now|\d+ seconds ago)\)$/),
      ]),
    );
  await takePicture(page, "day-3-balances");
});

test("what happened to it", async () => {
  const { page } = visit;
  await suspendAndReopen();
  await runExample(page, "History of an account");
  await expect.poll(() => rowsOf(page, "History")).toHaveLength(3);
  const [last] = await rowsOf(page, "History");
  expect(last).toMatch(/STATUS_CHANGED SUSPENDED ACTIVE/);
  await takePicture(page, "day-4-history");
});

test("a provider is down, and since when", async () => {
  const { page } = visit;
  const bank = gateway.simulator("if");
  await bank.fault({ kind: "reset" });
  await runExample(page, "Balances, live");
  await expect.poll(() => result(page).getByRole("alert").innerText()).toContain("PROVIDER_");
  await takePicture(page, "day-5-no-balances");
  await expect
    .poll(async () => {
      await runExample(page, "Balances, live");
      await runExample(page, "How are the providers?");
      return (await rowsOf(page, "Providers")).find((row) => row.startsWith("if"));
    })
    .toMatch(/^if .*DOWN \d+ \w+ \d{4}, [\d:]+ \(/);
  await takePicture(page, "day-6-down");
  await runExample(page, "How complete is the list?");
  await expect.poll(() => rowsOf(page, "Sources")).toContainEqual(expect.stringMatching(/^if UNAVAILABLE/));
  await takePicture(page, "day-7-sources");
  await bank.clearFaults();
});

test("one provider's suspended accounts", async () => {
  const { page } = visit;
  await runExample(page, "Suspended accounts of one provider");
  const rows = await rowsOf(page, "Accounts");
  expect(rows).toHaveLength(3);
  for (const row of rows) expect(row).toContain("SUSPENDED");
  await takePicture(page, "day-8-suspended");
});

test("what a field means", async () => {
  const { page } = visit;
  await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
  await page.getByPlaceholder("Ctrl Alt K").fill("staleness");
  await page
    .getByRole("option", { name: /Account.*staleness/ })
    .first()
    .click();
  await expect
    .poll(() => page.getByRole("region", { name: "Documentation Explorer" }).innerText())
    .toContain("Why it is older than maxAge asked for; null when it is not.");
  await takePicture(page, "day-9-field");
  expect(visit.strayed).toEqual([]);
  expect(visit.complaints).toEqual([]);
});
