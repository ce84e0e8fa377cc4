import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { gatewayErrorCodes } from "../../src/client/index.ts";

const guide = readFileSync("docs/client.md", "utf8");

test.each(["accounts-page.tsx", "open-account.tsx", "suspended-accounts.ts"])(
  "the guide quotes %s, which is compiled and tried",
  (name) => {
    const language = name.split(".").at(-1);
    expect(guide).toContain(`\`\`\`${language}\n${readFileSync(`docs/examples/${name}`, "utf8")}\`\`\`\n`);
  },
);

test("it names every code that is the client's own, and the README all of the gateway's", () => {
  const own = /export type ClientErrorCode =([\s\S]*?);/.exec(readFileSync("src/client/error-codes.ts", "utf8"))?.[1];
  const codes = [...(own ?? "").matchAll(/"(\w+)"/g)].map(([, code]) => code ?? "");
  expect(codes.length).toBeGreaterThan(5);
  expect(codes.filter((code) => !guide.includes(`| \`${code}\` |`))).toEqual([]);
  const readme = readFileSync("README.md", "utf8");
  expect(gatewayErrorCodes.filter((code) => !readme.includes(`\`${code}\``))).toEqual([]);
});
