import type { Kysely } from "kysely";
import { afterEach, expect, test } from "vitest";
import { selectPage } from "../../src/storage/account-query.ts";
import type { Engine } from "../../src/storage/engine.ts";
import type { Tables } from "../../src/storage/tables.ts";
import { answer, everything, firstPage, openTestDirectory, type TestDirectory } from "./directory-fixture.ts";

let place: TestDirectory;
afterEach(() => place?.close());

test("an account whose name moves on while a page is read in two strides is on it once", async () => {
  place = await openTestDirectory({ providers: ["p"] });
  const { database, directory } = place;
  const rename = async (id: string, holderName: string) =>
    directory.observe([answer(await place.later(), { holderName }, id)], "READ");
  for (const letter of "ABCDEF") await rename(letter, `Anna ${letter}`);

  /** Looks for candidates after the first stride, and finds too many; meanwhile the first account moves to the end. */
  const engine: Engine = {
    ...database.engine,
    listed(ids) {
      const asked = database.engine.listed(ids);
      const execute = async (read: Kysely<Tables>) => {
        await rename("A", "Anna Z");
        return asked.execute(read);
      };
      return { ...asked, execute } as typeof asked;
    },
  };
  const query = firstPage("ASC", { search: "anna" }, 7);
  const effort = { glanced: 3, near: 0, few: 0, walked: 100, strode: 100, sorted: 100 };
  const page = await selectPage(
    { read: database.read, engine },
    { viewer: everything, providers: ["p"] },
    { ...query, order: { field: "HOLDER_NAME", direction: "ASC" } },
    effort,
  );
  const ids = (await page.execute()).map(({ provider_account_id: id }) => id);
  expect(ids.toSorted()).toEqual(["A", "B", "C", "D", "E", "F"]);
});
