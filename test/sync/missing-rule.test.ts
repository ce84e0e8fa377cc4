import { afterEach, beforeEach, expect, test } from "vitest";
import { account, listedProvider } from "./listed-provider.ts";
import { openSweptDirectory, reaches, type SweptDirectory } from "./sweeper-fixture.ts";

let place: SweptDirectory;
beforeEach(async () => {
  place = await openSweptDirectory();
});
afterEach(() => place.close());

const accounts = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => account(String(from + index)));

test.each([
  { what: "a row that cannot be read", page: { malformed: 1, total: 10 }, missing: 0 },
  { what: "a count beyond what is listed", page: { malformed: 1, total: 12 }, missing: 2 },
])("$what does not keep accounts that are gone from being marked", async ({ page, missing }) => {
  await place.known(10);
  const provider = listedProvider("p", () => ({ accounts: accounts(1, 10), ...page }), {
    getAccount: async (_, id) => (id === "0" ? null : account(id)),
  });
  const sweeper = await place.start(provider);
  await reaches(sweeper, "COMPLETE");
  expect(await place.missing()).toEqual(["0"]);
  expect(await sweeper.status("p")).toMatchObject({ malformed: 1, missing });
});
