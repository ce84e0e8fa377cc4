// npm run provider:new <name>: lays down a provider that compiles and fails only the conformance suite.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";

const root = dirname(import.meta.dirname);
const templates = join(import.meta.dirname, "provider-template");
const list = join(root, "src/providers/index.ts");

const kind = process.argv[2] ?? "";
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(kind)) {
  fail("usage: npm run provider:new <name>   (lower case letters, digits and hyphens, such as acme-bank)");
}
const source = join(root, "src/providers", kind);
const tests = join(root, "test/providers", kind);
for (const folder of [source, tests]) if (existsSync(folder)) fail(`${folder} exists already`);

const words = kind.split("-").map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
const title = words.join(" ");
const variable = kind.slice(0, 1) + words.join("").slice(1);

const files = [
  ...["index.ts", "config.ts", "client.ts", "wire.ts", "mapper.ts", "errors.ts", "README.md"].map((name) =>
    lay(source, name),
  ),
  lay(tests, "conformance.test.ts"),
];
writeFileSync(list, withProvider(readFileSync(list, "utf8")));
files.push(list);

// The formatter knows best where imports and long lists break.
const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
execFileSync(process.execPath, [biome, "check", "--write", ...files], {
  cwd: root,
  stdio: ["ignore", "ignore", "inherit"],
});
process.stdout.write(
  `${title} is laid down in src/providers/${kind}/ and named in src/providers/index.ts.\n` +
    "Next: its facts into README.md, its JSON into wire.ts, a simulator into src/sandbox/,\n" +
    `and then until it is green: npx vitest run test/providers/${kind}\n`,
);

/** Writes one file of the template and returns its path. */
function lay(folder, name) {
  const text = readFileSync(join(templates, `${name}.template`), "utf8");
  const path = join(folder, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path,
    text.replaceAll("{{kind}}", kind).replaceAll("{{variable}}", variable).replaceAll("{{title}}", title),
  );
  return path;
}

/** The list of providers with one more, at its end. */
function withProvider(index) {
  const [found, head, listed] = /(const providerModules: readonly ProviderModule\[\] = \[)([^\]]*)\]/.exec(index) ?? [];
  if (found === undefined) fail(`${list} has no list of providers`);
  const separator = listed.trimEnd().endsWith(",") ? " " : ", ";
  const longer = `${head}${listed.trimEnd()}${separator}${variable}]`;
  return `import { ${variable} } from "./${kind}/index.ts";\n${index.replace(found, longer)}`;
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
