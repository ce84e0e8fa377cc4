import { afterAll, beforeAll, expect, test } from "vitest";
import { answer, everything, firstPage, openTestDirectory, type TestDirectory } from "../accounts/directory-fixture.ts";

let place: TestDirectory;
beforeAll(async () => {
  place = await openTestDirectory();
});
afterAll(() => place?.close());

const found = async (search: string) =>
  (await place.directory.page(everything, firstPage("ASC", { search }))).map(({ ref }) => ref.id);

// Distinct letters, so that every three in a row are a trigram of their own.
const letters = Array.from({ length: 100 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join("");

test("whatever people type is letters to look for, never the index's own language", async () => {
  const names = [`"Quote" OR 'NEAR(*' \\ 100%_`, letters, "𐀀𐀁𐀂𐀃 ﷺ", "lone \ud800 half"];
  const asOf = await place.later();
  await place.directory.observe(
    names.map((holderName, index) => answer(asOf, { holderName }, String(index))),
    "SWEEP",
  );
  expect(await found(`"quo`)).toEqual(["0"]);
  expect(await found("near(* OR")).toEqual(["0"]);
  expect(await found("\\ %_ 00%")).toEqual([]);
  expect(await found("\\ 00%_")).toEqual(["0"]);
  expect(await found("q%e")).toEqual([]);
  expect(await found(letters)).toEqual(["1"]);
  expect(await found(letters.slice(40, 43))).toEqual(["1"]);
  expect(await found(`${letters}a`)).toEqual([]);
  expect(await found("𐀀")).toEqual(["2"]);
  expect(await found("𐀁𐀂𐀃")).toEqual(["2"]);
  expect(await found("𐀁")).toEqual([]);
  expect(await found("ﷺ".repeat(100))).toEqual([]);
  expect(await found("hal\u0000f lone")).toEqual([]);
  expect(await found("ha\u0000lo")).toEqual(["3"]);
});

test("follows the names of an account", async () => {
  await place.directory.observe([answer(await place.later(), { holderName: "Before" }, "renamed")], "READ");
  await place.directory.observe(
    [answer(await place.later(), { holderName: "After", holderAliases: ["Běfter"] }, "renamed")],
    "READ",
  );
  expect(await found("before")).toEqual([]);
  expect(await found("after")).toEqual(["renamed"]);
  expect(await found("bef aft")).toEqual(["renamed"]);
});
