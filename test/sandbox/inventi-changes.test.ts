import { describe, expect, test } from "vitest";
import { inventi } from "../../src/sandbox/inventi/index.ts";
import { generated, inventiWorlds, jane, organisation } from "./inventi-api.ts";

const { open, clock } = inventiWorlds();

describe("changes", () => {
  test("patch changes what is given and leaves the rest", async () => {
    const { api } = await open();
    const before = (await api("GET", "/accounts/1")).json();
    const patch = { accountHolderName: "Jane A. Doe", accountHolderNameAliases: null, clientAccountId: "acc_001A" };
    const answer = await api("PATCH", "/accounts/1", patch);
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({
      ...before,
      accountHolderName: "Jane A. Doe",
      clientAccountId: "acc_001A",
      updatedAt: "2026-03-01T08:00:00.123Z",
    });
  });

  test.each([
    ["status", 1, { status: "CLOSED" }, 400],
    ["iban", 1, { iban: "LT1" }, 400],
    ["accountType", 1, { accountType: "LEGAL" }, 400],
    ["a person's organisation", 1, { organisationIdentification: organisation }, 400],
    ["a taken reference", 1, { clientAccountId: "acc_002" }, 409],
    ["nothing there", 99, { accountHolderName: "x" }, 404],
  ])("patch refuses %s", async (_name, id, body, status) => {
    const { api } = await open();
    expect((await api("PATCH", `/accounts/${id}`, body)).status).toBe(status);
  });

  test("closes and reopens; the same state again changes nothing", async () => {
    const { api } = await open();
    const closed = await api("POST", "/accounts/1/status", { status: "CLOSED" });
    expect(closed.json()).toMatchObject({ id: 1, status: "CLOSED", updatedAt: "2026-03-01T08:00:00.123Z" });
    clock.now += 1000;
    expect((await api("POST", "/accounts/1/status", { status: "CLOSED" })).text).toBe(closed.text);
    const reopened = (await api("POST", "/accounts/1/status", { status: "OPEN" })).json();
    expect(reopened).toEqual({ ...closed.json(), status: "OPEN", updatedAt: "2026-03-01T08:00:01.123Z" });
    expect((await api("POST", "/accounts/1/status", { status: "GONE" })).status).toBe(400);
    expect((await api("POST", "/accounts/99/status", { status: "OPEN" })).status).toBe(404);
  });

  test("administration creates, renames, closes and removes", async () => {
    const { api, control } = await open();
    const admin = async (wish: object) => (await control("POST", "/__admin", wish)).json();
    expect((await admin({ action: "create", ...jane, ...generated })).result).toMatchObject({ id: 41, status: "OPEN" });
    expect((await admin({ action: "create", ...jane, ...generated })).error).toContain("clientAccountId");
    await admin({ action: "rename", id: "41", accountHolderName: "Renamed" });
    await admin({ action: "setStatus", id: "41", status: "CLOSED" });
    expect((await api("GET", "/accounts/41")).json()).toMatchObject({ accountHolderName: "Renamed", status: "CLOSED" });
    await admin({ action: "remove", id: "41" });
    expect((await api("GET", "/accounts/41")).status).toBe(404);
    expect((await admin({ action: "rename", id: "1" })).actions).toEqual(Object.keys(inventi.admin));
  });
});
