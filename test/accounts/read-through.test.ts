import { expect, test } from "vitest";
import { readThrough } from "../../src/accounts/read-through.ts";
import { account, listedProvider } from "../sync/listed-provider.ts";
import { answer, openTestDirectory, served } from "./directory-fixture.ts";

test("an answer that never counts as newer, as after a clock was set back, is an error that may pass, not what was stored", async () => {
  const place = await openTestDirectory();
  const ahead = new Date(Date.parse(await place.later()) + 3_600_000).toISOString();
  const directory = { ...place.directory, now: async () => "2025-01-01T00:00:00.000Z" };
  await place.directory.observe([answer(ahead, { label: "stored" })], "READ");
  let calls = 0;
  const provider = listedProvider("p", () => ({}), {
    async getAccount(_, id) {
      calls++;
      return account(id, "told");
    },
  });
  const call = { signal: new AbortController().signal, priority: "foreground" } as const;
  const [reading] = await readThrough({ directory, provider, call }, ["1"]);
  expect(reading).toMatchObject({ code: "ANSWER_OVERTAKEN", retryable: true });
  expect(calls).toBe(3);
  expect((await served(place.directory)).facts.label).toBe("stored");
  await place.close();
});
