import { toGlobalId } from "graphql-relay";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AccountDocument } from "../../src/client/index.ts";
import { ask, type OpenPage, result, rowsOf, runExample, shareBrowser, takePicture } from "../support/browser.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

// Status changes as somebody in the back office sees them happen.
const open = shareBrowser();
let gateway: Gateway;
let visit: OpenPage;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

/** Somebody at the bank changes an account, and the gateway comes to read it. */
async function change(status: string): Promise<void> {
  const inventi = gateway.simulator("inventi");
  const [account] = (await inventi.ledger()).accounts;
  const id = String(account?.id);
  await inventi.admin({ action: "setStatus", id, status });
  await gateway.ask(AccountDocument, { id: toGlobalId("Account", `inventi:${id}`), maxAge: 0 });
}

const table = "Account status changed";

test("a change of status appears while the page is open, the newest first", async () => {
  visit = await open(gateway.origin);
  const connected = visit.page
    .waitForEvent("websocket")
    .then((socket) => socket.waitForEvent("framereceived", (frame) => String(frame.payload).includes("bookmarks")));
  await runExample(visit.page, "Follow status changes");
  await result(visit.page).getByText("Nothing has happened yet.").waitFor();
  await connected;
  await change("CLOSED");
  await expect.poll(async () => (await rowsOf(visit.page, table)).join("\n")).toContain("New status CLOSED");
  await change("OPEN");
  await expect.poll(async () => (await rowsOf(visit.page, table)).length).toBe(2);
  await change("CLOSED");
  await expect.poll(async () => (await rowsOf(visit.page, table)).length).toBe(3);
  const rows = await rowsOf(visit.page, table);
  expect(rows.map((row) => /(ACTIVE|CLOSED) (ACTIVE|CLOSED)/.exec(row)?.[0])).toEqual([
    "ACTIVE CLOSED",
    "CLOSED ACTIVE",
    "ACTIVE CLOSED",
  ]);
  await takePicture(visit.page, "following");
});

test("with a cursor it goes on where somebody stopped", async () => {
  const rows = await rowsOf(visit.page, table);
  const cursor = rows[2]?.trim().split(" ").at(-1) ?? "";
  await ask(visit.page, "After", cursor);
  await expect.poll(async () => (await rowsOf(visit.page, table)).length).toBe(2);
  expect(await rowsOf(visit.page, table)).toEqual(rows.slice(0, 2));
  expect(visit.complaints).toEqual([]);
  expect(visit.strayed).toEqual([]);
});
