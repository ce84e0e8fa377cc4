import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { parseSync } from "vite";
import { describe, expect, test } from "vitest";

interface Import {
  readonly file: string;
  /** A path below src (`domain/account.ts`) or the name of a package. */
  readonly target: string;
}

const files = globSync("src/**/*.{ts,tsx}").map((file) => relative("src", file));
const imports: Import[] = files.flatMap((file) => importsOf(file));

function importsOf(file: string): Import[] {
  const { module } = parseSync(file, readFileSync(join("src", file), "utf8"));
  const requests = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
  ];
  return requests.map((request) => ({
    file,
    target: request.startsWith(".") ? normalize(join(dirname(file), request)) : request,
  }));
}

/** `providers/revsto/index.ts` → `providers/revsto`; `config.ts` → `config.ts` */
function room(path: string): string {
  const [first = "", second = "", third] = path.split("/");
  return third !== undefined && ["providers", "sandbox"].includes(first)
    ? `${first}/${second}`
    : second === ""
      ? path
      : first;
}

const isInternal = (target: string) => files.includes(target);
const breaches = (wrong: (anImport: Import) => boolean) =>
  imports.filter(wrong).map(({ file, target }) => `${file} imports ${target}`);

/** What each room may import besides itself; a room that is not listed may import everything but main and app. */
const allowed: Record<string, readonly (string | RegExp)[]> = {
  domain: [],
  graphql: ["accounts", "operations", "events", "webhooks", "customers", "audit", "auth", "crypto", "domain"],
  http: ["graphql", "webhooks", "events", "auth", "telemetry", "domain"],
  auth: ["domain"],
  telemetry: ["domain"],
  storage: ["domain"],
  cache: ["accounts", "operations", "crypto", "domain"],
  crypto: [],
  ...Object.fromEntries(
    ["accounts", "operations", "events", "webhooks", "sync", "customers", "audit"].map((name) => [
      name,
      ["storage", "accounts", "customers", "domain", "providers/provider.ts"],
    ]),
  ),
  "providers/kit": ["providers/provider.ts", "domain"],
  "sandbox/kit": [],
  client: [],
  playground: [],
};

/** Any provider and any simulator, also those that do not exist yet. */
function allowedIn(name: string): readonly (string | RegExp)[] | undefined {
  if (name in allowed) return allowed[name];
  if (name === "providers/guard") return ["providers/provider.ts", "domain"];
  if (name.startsWith("providers/")) return ["providers/kit", "providers/provider.ts", "domain"];
  if (name.startsWith("sandbox/")) return ["sandbox/kit"];
  return undefined;
}

describe("imports point one way", () => {
  test("the rooms of the house import only what they may", () => {
    expect(
      breaches(({ file, target }) => {
        const from = room(file);
        const may = file.includes("/") ? allowedIn(from) : undefined;
        if (
          may === undefined ||
          (file.split("/").length === 2 && ["providers", "sandbox"].includes(file.split("/")[0] ?? ""))
        )
          return false;
        return isInternal(target) && room(target) !== from && !may.includes(room(target)) && !may.includes(target);
      }),
    ).toEqual([]);
  });

  test("nothing imports main, and only main imports app", () => {
    expect(breaches(({ target }) => target === "main.ts" || target === "app.ts")).toEqual([]);
  });

  test("simulators and gateway share no code; only the composition root starts the sandbox", () => {
    expect(
      breaches(
        ({ file, target }) =>
          isInternal(target) && file !== "setup.ts" && file.startsWith("sandbox/") !== target.startsWith("sandbox/"),
      ),
    ).toEqual([]);
  });

  test("the playground runs in browsers: nothing here imports it", () => {
    expect(breaches(({ file, target }) => target.startsWith("playground/") && !file.startsWith("playground/"))).toEqual(
      [],
    );
  });

  test("only providers/index.ts names providers, and no provider imports another", () => {
    const isProvider = (path: string) => /^providers\/(?!kit\/|guard\/)[^/]+\//.test(path);
    expect(
      breaches(
        ({ file, target }) => isProvider(target) && room(file) !== room(target) && file !== "providers/index.ts",
      ),
    ).toEqual([]);
  });
});

describe("some things are known in one place only", () => {
  const onlyIn = (packages: RegExp, ...rooms: string[]) =>
    breaches(({ file, target }) => packages.test(target) && !rooms.some((allowedRoom) => file.startsWith(allowedRoom)));

  test("decorators in graphql/", () => expect(onlyIn(/^type-graphql$/, "graphql/")).toEqual([]));
  test("SQL in storage/", () => {
    expect(onlyIn(/^(kysely|pg|node:sqlite)$/, "storage/")).toEqual([]);
    const isQuery = /\.(insertInto|selectFrom|updateTable|deleteFrom)\(/;
    const askers = files.filter((file) => isQuery.test(readFileSync(join("src", file), "utf8")));
    expect(askers.filter((file) => !file.startsWith("storage/"))).toEqual([]);
  });
  test("Fastify in http/ and in the simulators' servers", () =>
    expect(onlyIn(/^(fastify|@fastify\/.*)$/, "http/", "sandbox/")).toEqual([]));

  test("the client needs nothing but graphql-request and graphql-ws", () => {
    const packages = imports.filter(({ file, target }) => file.startsWith("client/") && !isInternal(target));
    const names = new Set(packages.map(({ target }) => target));
    expect([...names].sort()).toEqual([
      "@graphql-typed-document-node/core",
      "graphql",
      "graphql-request",
      "graphql-ws/client",
    ]);
    // It may reach for nothing of Node's: browsers do not have it.
    const clients = files.filter((file) => file.startsWith("client/"));
    expect(
      clients.filter((file) => /\b(process|Buffer|require)(\.\w|\()/.test(readFileSync(join("src", file), "utf8"))),
    ).toEqual([]);
  });

  test("the environment in config.ts, and in the sandbox's own program", () => {
    const readers = files.filter((file) => /process\.env/.test(readFileSync(join("src", file), "utf8")));
    expect(readers.sort()).toEqual(["config.ts", "sandbox/main.ts"]);
  });
});
