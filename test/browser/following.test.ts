import { afterAll, beforeAll, expect, test } from "vitest";
import { ask, type OpenPage, result, rowsOf, runExample, shareBrowser, takePicture } from "../support/browser.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";

// Status changes as somebody in the back office sees them happen.
const open = shareBrowser();
let gateway: Gateway;
let visit: OpenPage;
beforeAll(async () => {
  gateway = await startGateway({ webhooks: true });
});
afterAll(() => gateway?.close());

/** Somebody at the bank changes an account; nobody asks for it, but the bank tells the gateway. */
async function change(status: string): Promise<void> {
  const platform = gateway.simulator("if");
  await platform.admin({ action: "setStatus", id: "a0000000-0000-4000-8000-000000000001", status });
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
  await change("suspended");
  await expect.poll(async () => (await rowsOf(visit.page, table)).join("\n")).toContain("New status SUSPENDED");
  await change("active");
  await expect.poll(async () => (await rowsOf(visit.page, table)).length).toBe(2);
  await change("suspended");
  await expect.poll(async () => (await rowsOf(visit.page, table)).length).toBe(3);
  const rows = await rowsOf(visit.page, table);
  expect(rows.map((row) => /(ACTIVE|SUSPENDED) (ACTIVE|SUSPENDED) \w+/.exec(row)?.[0])).toEqual([
    "ACTIVE SUSPENDED WEBHOOK",
    "SUSPENDED ACTIVE WEBHOOK",
    "ACTIVE SUSPENDED WEBHOOK",
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
