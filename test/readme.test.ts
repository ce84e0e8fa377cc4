import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { errorTable } from "../src/domain/errors.ts";

test("every error that a client can meet is in the README's table", () => {
  const readme = readFileSync("README.md", "utf8");
  const table = /### Errors\n.*?\n(?:\|.*\n)+/s.exec(readme)?.[0] ?? "";
  const told = [...table.matchAll(/`([A-Z_]+)`/g)].map(([, code]) => code);
  expect(Object.keys(errorTable).filter((code) => !told.includes(code))).toEqual([]);
});
