import { describe, expect, test } from "vitest";
import { inventi } from "../../src/sandbox/inventi/index.ts";
import { startSimulator } from "../../src/sandbox/kit/start.ts";
import { generated, inventiWorlds, jane, withKey } from "./inventi-api.ts";
import type { Send } from "./kit-http.ts";

const { open } = inventiWorlds();

describe("what the documents leave open is a setting", () => {
  const create = (api: Send, more = {}) => api("POST", "/accounts", { ...jane, ...generated, ...more }, withKey("k"));

  test("replays", async () => {
    const { api } = await open({ replayStatus: 200, keyConflict: "refuse" });
    const statuses = [await create(api), await create(api), await create(api, { accountHolderName: "Else" })];
    expect(statuses.map(({ status }) => status)).toEqual([201, 200, 409]);
  });

  test.each([
    ["message", { message: "Resource not found" }],
    ["empty", null],
  ])("error bodies: %s", async (errorShape, body) => {
    const { api } = await open({ errorShape });
    const { status, text } = await api("GET", "/accounts/99");
    expect([status, text]).toEqual([404, body ? JSON.stringify(body) : ""]);
  });

  test("error bodies are problems by default, whatever is wrong", async () => {
    const { api } = await open();
    const refused = await api("POST", "/accounts", "jane", { "content-type": "application/xml" });
    expect(refused.json()).toMatchObject({ status: 415, title: "Unsupported Media Type" });
    expect((await api("GET", "/nothing")).json()).toMatchObject({ status: 404, title: "Not Found" });
  });

  test("page tokens", async () => {
    const { api } = await open({ nextPageToken: "after", previousPageToken: "before", missingPageToken: "absent" });
    expect((await api("GET", "/accounts?limit=39")).json().meta).toEqual({ after: "39" });
    expect((await api("GET", "/accounts?limit=39&after=39")).json().meta).toEqual({ before: "39" });
  });

  test("closing, reopening, patching what is closed", async () => {
    const { api } = await open({ closeAllowed: false, reopenAllowed: false, patchClosedAllowed: false });
    expect((await api("POST", "/accounts/1/status", { status: "CLOSED" })).status).toBe(409);
    expect((await api("POST", "/accounts/4/status", { status: "OPEN" })).status).toBe(409);
    expect((await api("PATCH", "/accounts/4", { accountHolderName: "x" })).status).toBe(409);
  });

  test("check digits, and ids that no double can hold", async () => {
    const { api } = await open({ ibanChecksum: false, firstId: "9007199254740993", legalNeedsOrganisation: false });
    expect((await create(api, { accountType: "LEGAL" })).json().iban).toBe("LT007044000000001869");
    expect((await api("GET", "/accounts/9007199254740993")).text).toMatch(/^\{"id":9007199254740993,/);
    expect((await api("GET", "/accounts?limit=1")).json().meta.nextPageToken).toBe("9007199254740993");
  });

  test("an unknown setting stops the start", async () => {
    await expect(startSimulator(inventi, { settings: { tokenLife: 1 } })).rejects.toThrow(/tokenLife/);
  });
});
