import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "../src/config.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "account-gateway-config-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** `${NAME}`, as it stands in a configuration file. */
const reference = (name: string) => `\${${name}}`;

function written(providers: unknown): string {
  const path = join(folder, "gateway.json");
  writeFileSync(path, typeof providers === "string" ? providers : JSON.stringify({ providers }));
  return path;
}

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const inventi = {
  name: "inventi",
  kind: "inventi",
  baseUrl: "http://127.0.0.1:5001",
  authUrl: "http://127.0.0.1:5001",
  tenantId: "demo-tenant",
  clientSecret: "s3cr3t",
};
const secret = "a shared secret of 32 characters or more";

describe("without any setting", () => {
  test("it is a sandbox on loopback", () => {
    expect(readConfig({})).toMatchObject({
      host: "127.0.0.1",
      port: 4000,
      databaseUrl: "sqlite:./data/gateway.db",
      providers: null,
      tokens: { key: null, issuer: null, audience: null },
    });
  });

  test("but that for tokens, it checks them as it is told", () => {
    const { tokens } = readConfig({ AUTH_SECRET: secret, AUTH_ISSUER: "https://issuer.example", AUTH_AUDIENCE: "us" });
    const key = { secret: new TextEncoder().encode(secret) };
    expect(tokens).toEqual({ key, issuer: "https://issuer.example", audience: "us" });
    const jwksUrl = "https://issuer.example/jwks";
    expect(readConfig({ AUTH_JWKS_URL: jwksUrl }).tokens.key).toEqual({ jwksUrl });
  });

  test("nor has the playground an issuer to sign in at, unless it is told one", () => {
    expect(readConfig({}).playgroundOpenId).toBeNull();
    const env = {
      PLAYGROUND_OIDC_ISSUER: "https://login.example/realms/bank",
      PLAYGROUND_OIDC_CLIENT_ID: "playground",
    };
    const told = { issuer: env.PLAYGROUND_OIDC_ISSUER, clientId: "playground" };
    expect(readConfig(env).playgroundOpenId).toEqual({ ...told, scope: "openid accounts:read accounts:all" });
    expect(readConfig({ ...env, PLAYGROUND_OIDC_SCOPE: "openid bank" }).playgroundOpenId?.scope).toBe("openid bank");
    expect(problemsOf({ ...env, PLAYGROUND_OIDC_ISSUER: "http://127.0.0.1:9000" })).toEqual([]);
  });

  test("a variable that is set to nothing is not set", () => {
    expect(readConfig({ HOST: "", PORT: "", GATEWAY_CONFIG: "", AUTH_SECRET: "" })).toEqual(readConfig({}));
  });
});

describe("a configuration file", () => {
  test("sets up its providers, with secrets from the environment", () => {
    const path = written([
      { ...inventi, clientSecret: reference("INVENTI_SECRET") },
      { ...inventi, name: "inventi-two" },
    ]);
    const { providers } = readConfig({ GATEWAY_CONFIG: path, AUTH_SECRET: secret, INVENTI_SECRET: "from-env" });
    expect(providers?.map(({ name, module }) => [name, module.kind])).toEqual([
      ["inventi", "inventi"],
      ["inventi-two", "inventi"],
    ]);
    expect(providers?.[0]?.config).toMatchObject({ clientSecret: "from-env" });
    expect(providers?.[0]?.limits.timeoutMs).toBe(5000);
  });

  test("accepts everything that the README shows", () => {
    const entries = [
      { ...inventi, currency: "EUR" },
      {
        name: "if",
        kind: "integrated-finance",
        baseUrl: "http://127.0.0.1:5002/v1/demo",
        issuer: "http://127.0.0.1:5002/auth/realms/ifp",
        clientId: "svc-demo",
        privateKey: generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
          type: "pkcs8",
          format: "pem",
        }),
        webhookKeys: [{ version: "1", publicKey: "MCowBQYDK2VwAyEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=" }],
      },
      {
        name: "paynetics",
        kind: "paynetics",
        baseUrl: "http://127.0.0.1:5003",
        apiKey: "key",
        apiSecret: "secret",
        programs: [{ code: "account_eur", currencies: ["EUR"] }],
      },
      {
        name: "revsto",
        kind: "revsto",
        baseUrl: "http://127.0.0.1:5004/api",
        tokenUrl: "http://127.0.0.1:5004/api/distributor/v1/oauth2/token",
        username: "user",
        password: "password",
        clientId: "client",
        clientSecret: "secret",
        amountUnit: "minor",
        webhookSecret: "hook",
        publicUrl: "https://gateway.example",
        limits: { timeoutMs: 1000 },
      },
    ];
    expect(problemsOf({ GATEWAY_CONFIG: written(entries), AUTH_SECRET: secret })).toEqual([]);
  });
});

describe("every mistake is told at once, by name, and no value is repeated", () => {
  test("of the environment, of the file and of a missing variable", () => {
    const path = written([
      { ...inventi, baseUrl: "not-an-address-but-hunter2", clientSecret: reference("MISSING_SECRET") },
      { ...inventi, name: "inventi", tenantId: 5 },
      { name: "Nope!", kind: "a-fifth-bank" },
    ]);
    const problems = problemsOf({ PORT: "70000", GATEWAY_CONFIG: path, AUTH_SECRET: "hunter2" });
    const told = problems.join("\n");
    expect(told).toContain("PORT: must be a whole number from 0 to 65535");
    expect(told).toContain("AUTH_SECRET: must have at least 32 characters");
    expect(told).toContain("providers[0].clientSecret: the environment variable MISSING_SECRET is not set");
    expect(told).toMatch(/providers\[0\]\.baseUrl: /);
    expect(told).toMatch(/providers\[1\]\.tenantId: /);
    expect(told).toMatch(/providers\[2\]\.name: must be lower case/);
    expect(told).toContain("providers[2].kind: must be one of inventi, integrated-finance, paynetics, revsto");
    expect(told).not.toContain("hunter2");
    expect(told).not.toContain("s3cr3t");
  });

  test.each([
    ["a file that is not there", "/nonexistent/gateway.json", "GATEWAY_CONFIG: there is no such file"],
    ["a directory", () => folder, "GATEWAY_CONFIG: the file cannot be read (EISDIR)"],
    ["a file that is not JSON", () => written("{"), "GATEWAY_CONFIG: the file is not valid JSON"],
    ["a file without providers", () => written("{}"), /^providers: /],
    ["an empty list", () => written([]), "providers: names no provider"],
    [
      "an account sought in vain too early to be opened again",
      () => written([{ ...inventi, recovery: { settleSeconds: 10, whenNotFound: "again" } }]),
      'providers[0].recovery.settleSeconds: with whenNotFound "again" must not be shorter than deadlineMs and changeTimeoutMs of the limits together',
    ],
    ["a name used twice", () => written([inventi, inventi]), "providers[1].name: is used twice"],
    ["a setting that does not exist", () => written([{ ...inventi, tenantID: "x" }]), /providers\[0\].*tenantID/],
    [
      "limits that make no sense",
      () => written([{ ...inventi, limits: { concurrency: 0 } }]),
      /providers\[0\]\.limits\.concurrency: /,
    ],
  ])("%s", (_, path, problem) => {
    const problems = problemsOf({ GATEWAY_CONFIG: typeof path === "string" ? path : path(), AUTH_SECRET: secret });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  test("a reference to a variable that is set to nothing", () => {
    const path = written([{ ...inventi, clientSecret: reference("EMPTY_SECRET") }]);
    expect(problemsOf({ GATEWAY_CONFIG: path, AUTH_SECRET: secret, EMPTY_SECRET: "" })).toEqual([
      "providers[0].clientSecret: the environment variable EMPTY_SECRET is not set",
    ]);
  });

  test.each([
    ["a sandbox beyond loopback", { HOST: "0.0.0.0" }, /^HOST: /],
    [
      "two kinds of token keys",
      { AUTH_SECRET: secret, AUTH_JWKS_URL: "https://issuer.example/jwks" },
      /^AUTH_JWKS_URL, AUTH_SECRET: /,
    ],
    [
      "an unknown database",
      { DATABASE_URL: "mysql://root:hunter2@db" },
      /^DATABASE_URL: must start with sqlite: or postgres/,
    ],
    ["a Redis of another kind", { REDIS_URL: "http://:hunter2@cache:6379" }, /^REDIS_URL: must be redis:\/\//],
    ["a Redis without a host", { REDIS_URL: "redis:hunter2" }, /^REDIS_URL: must be redis:\/\//],
    ["an issuer without a client", { PLAYGROUND_OIDC_ISSUER: "https://a.example" }, /^PLAYGROUND_OIDC_CLIENT_ID: /],
    ["a client without an issuer", { PLAYGROUND_OIDC_CLIENT_ID: "hunter2" }, /^PLAYGROUND_OIDC_ISSUER: /],
    [
      "an issuer without encryption",
      { PLAYGROUND_OIDC_ISSUER: "http://hunter2.example", PLAYGROUND_OIDC_CLIENT_ID: "playground" },
      /^PLAYGROUND_OIDC_ISSUER: must be an https URL/,
    ],
    ["a Redis database without a number", { REDIS_URL: "redis://cache/hunter2" }, /^REDIS_URL: must be redis:\/\//],
  ])("%s", (_, env, problem) => {
    const problems = problemsOf(env);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
    expect(problems.join()).not.toContain("hunter2");
  });

  test("providers without a way to check tokens, or beyond loopback without an issuer", () => {
    const path = written([inventi]);
    expect(problemsOf({ GATEWAY_CONFIG: path })).toEqual([expect.stringMatching(/^AUTH_JWKS_URL or AUTH_SECRET: /)]);
    const open = { GATEWAY_CONFIG: path, AUTH_SECRET: secret, HOST: "0.0.0.0" };
    expect(problemsOf(open)).toEqual([expect.stringMatching(/^AUTH_ISSUER: /)]);
    expect(problemsOf({ ...open, AUTH_ISSUER: "https://issuer.example" })).toEqual([]);
  });
});

test("a process ends itself on purpose in tests only, at a step that there is", () => {
  const at = (crash: string) => readConfig({ NODE_ENV: "test", TEST_CRASH_AT: crash }).crashPoint;
  expect(at("claimed")).toEqual({ step: "claimed", time: 1, together: false });
  expect(at("dispatching:3:together")).toEqual({ step: "dispatching", time: 3, together: true });
  expect(at("recovering:2")).toEqual({ step: "recovering", time: 2, together: false });
  expect(problemsOf({ TEST_CRASH_AT: "claimed" })).toEqual([
    "TEST_CRASH_AT: ends the process on purpose and is for tests only (NODE_ENV=test)",
  ]);
  expect(problemsOf({ NODE_ENV: "test", TEST_CRASH_AT: "claimed:0" })).toEqual([
    "TEST_CRASH_AT: names no step of an operation",
  ]);
});
