import { z } from "zod";
import type { TokenKey, TokenRules } from "./auth/verify-token.ts";
import { type Environment, issuesOf, type ProviderSetup, readConfigFile } from "./config-file.ts";
import type { Customer } from "./customers/customer-links.ts";
import { type CrashPoint, parseCrashPoint } from "./operations/crash-point.ts";

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  /** Where processes share live answers; null: each keeps its own. May hold a password. */
  readonly redisUrl: string | null;
  readonly logLevel: string;
  /** Null in sandbox mode, where they are the sandbox's own. */
  readonly providers: readonly ProviderSetup[] | null;
  /** Who may see which accounts, as the configuration file says; what commands linked comes on top. */
  readonly customers: readonly Customer[];
  /** How long the keys of changes that came to nothing are kept. */
  readonly keysKeptDays: number;
  /** How long the log of events is complete; the history of statuses stays. */
  readonly eventsKeptDays: number;
  /** How many connections each caller may keep open at a time, in each process. */
  readonly streamsPerCaller: number;
  /** Where the process ends itself, in tests only; null: nowhere. */
  readonly crashPoint: CrashPoint | null;
  /** How tokens are checked; without a key, which only sandbox mode allows, the sandbox makes one. */
  readonly tokens: Omit<TokenRules, "key"> & { readonly key: TokenKey | null };
  /** Where people who open the playground may sign in; null: with a token that they have. */
  readonly playgroundOpenId: { readonly issuer: string; readonly clientId: string; readonly scope: string } | null;
  /** Where the sandbox keeps its world, and by default the gateway its database. */
  readonly dataDir: string;
  /** How many accounts each simulator starts with; null: its default. */
  readonly sandboxAccounts: number | null;
}

/** Every mistake of a configuration at once, each naming its variable or field; values are never repeated. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length === 1 ? "a mistake" : `${problems.length} mistakes`}:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`,
    );
    this.problems = problems;
  }
}

const text = z.string().min(1, "must not be empty").optional();

const environmentSchema = z.object({
  HOST: z.string().min(1, "must not be empty").default("127.0.0.1"),
  PORT: wholeNumber(0, 65_535, 4000),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:|postgres(ql)?:\/\/)/, "must start with sqlite: or postgres://")
    .optional(),
  REDIS_URL: z
    .string()
    .refine(isRedisUrl, "must be redis:// or rediss://, a host, and at most a database number")
    .optional(),
  LOG_LEVEL: z
    .enum(
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
      "must be one of fatal, error, warn, info, debug, trace, silent",
    )
    .default("info"),
  GATEWAY_CONFIG: text,
  SANDBOX_ACCOUNTS: wholeNumber(0, 1_000_000, null),
  DATA_DIR: z.string().min(1, "must not be empty").default("./data"),
  KEYS_KEPT_DAYS: wholeNumber(1, 3_650, 90),
  EVENTS_KEPT_DAYS: wholeNumber(1, 3_650, 90),
  STREAMS_PER_CALLER: wholeNumber(1, 1_000_000, 100),
  TEST_CRASH_AT: text,
  AUTH_JWKS_URL: z.url({ protocol: /^https?$/, error: "must be an http(s) URL" }).optional(),
  AUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  AUTH_ISSUER: text,
  AUTH_AUDIENCE: text,
  PLAYGROUND_OIDC_ISSUER: z
    .string()
    .refine(isSafeIssuer, "must be an https URL (or http on loopback) without query and fragment")
    .optional(),
  PLAYGROUND_OIDC_CLIENT_ID: text,
  PLAYGROUND_OIDC_SCOPE: text,
});

function isSafeIssuer(written: string): boolean {
  const url = URL.parse(written);
  if (url === null || url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
}

function isLoopback(host: string): boolean {
  return ["127.0.0.1", "::1", "[::1]", "localhost"].includes(host);
}

function isRedisUrl(written: string): boolean {
  const url = URL.parse(written);
  return (
    url !== null && ["redis:", "rediss:"].includes(url.protocol) && url.host !== "" && /^\/?\d{0,5}$/.test(url.pathname)
  );
}

function wholeNumber<Default extends number | null>(least: number, most: number, byDefault: Default) {
  const message = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,7}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message)
    .optional()
    .transform((value) => value ?? byDefault);
}

/** Reads the environment and the GATEWAY_CONFIG file; throws `ConfigError` with everything that is wrong. */
export function readConfig(env: Environment = process.env): Config {
  const problems: string[] = [];
  // Set to nothing is not set, also where a configuration file refers to it.
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = environmentSchema.safeParse(present);
  if (!parsed.success) problems.push(...issuesOf(parsed.error));
  const settings = parsed.success ? parsed.data : null;

  const path = present.GATEWAY_CONFIG;
  const file = path === undefined ? null : readConfigFile(path, present, problems);
  problems.push(...authProblems(present), ...openIdProblems(present), ...crashProblems(present));
  if (settings === null || problems.length > 0) throw new ConfigError(problems);

  return {
    host: settings.HOST,
    port: settings.PORT,
    databaseUrl: settings.DATABASE_URL ?? `sqlite:${settings.DATA_DIR}/gateway.db`,
    redisUrl: settings.REDIS_URL ?? null,
    logLevel: settings.LOG_LEVEL,
    dataDir: settings.DATA_DIR,
    sandboxAccounts: settings.SANDBOX_ACCOUNTS,
    providers: file?.providers ?? null,
    customers: file?.customers ?? [],
    keysKeptDays: settings.KEYS_KEPT_DAYS,
    eventsKeptDays: settings.EVENTS_KEPT_DAYS,
    streamsPerCaller: settings.STREAMS_PER_CALLER,
    crashPoint: settings.TEST_CRASH_AT === undefined ? null : parseCrashPoint(settings.TEST_CRASH_AT),
    tokens: {
      key: tokenKey(settings),
      issuer: settings.AUTH_ISSUER ?? null,
      audience: settings.AUTH_AUDIENCE ?? null,
    },
    playgroundOpenId: openId(settings),
  };
}

type Settings = z.infer<typeof environmentSchema>;

function authProblems(settings: Environment): string[] {
  const problems: string[] = [];
  const beyondLoopback = !isLoopback(settings.HOST ?? "127.0.0.1");
  if (settings.AUTH_JWKS_URL !== undefined && settings.AUTH_SECRET !== undefined) {
    problems.push("AUTH_JWKS_URL, AUTH_SECRET: set one of them, not both");
  }
  if (settings.GATEWAY_CONFIG === undefined) {
    if (beyondLoopback)
      problems.push("HOST: sandbox mode serves loopback only; set GATEWAY_CONFIG to serve other addresses");
  } else {
    if (settings.AUTH_JWKS_URL === undefined && settings.AUTH_SECRET === undefined) {
      problems.push("AUTH_JWKS_URL or AUTH_SECRET: one is needed with GATEWAY_CONFIG, to check the callers' tokens");
    }
    if (beyondLoopback && settings.AUTH_ISSUER === undefined) {
      problems.push("AUTH_ISSUER: is needed to serve addresses beyond loopback");
    }
  }
  return problems;
}

function crashProblems({ TEST_CRASH_AT, NODE_ENV }: Environment): string[] {
  if (TEST_CRASH_AT === undefined) return [];
  if (NODE_ENV !== "test") return ["TEST_CRASH_AT: ends the process on purpose and is for tests only (NODE_ENV=test)"];
  return parseCrashPoint(TEST_CRASH_AT) === null ? ["TEST_CRASH_AT: names no step of an operation"] : [];
}

function tokenKey({ AUTH_SECRET, AUTH_JWKS_URL }: Settings): TokenKey | null {
  if (AUTH_JWKS_URL !== undefined) return { jwksUrl: AUTH_JWKS_URL };
  return AUTH_SECRET === undefined ? null : { secret: new TextEncoder().encode(AUTH_SECRET) };
}

function openIdProblems(settings: Environment): string[] {
  const names = ["PLAYGROUND_OIDC_ISSUER", "PLAYGROUND_OIDC_CLIENT_ID"];
  const missing = names.filter((name) => settings[name] === undefined);
  const isWanted = missing.length < names.length || settings.PLAYGROUND_OIDC_SCOPE !== undefined;
  return isWanted ? missing.map((name) => `${name}: is needed to sign in to the playground with OpenID Connect`) : [];
}

function openId(settings: Settings): Config["playgroundOpenId"] {
  const { PLAYGROUND_OIDC_ISSUER: issuer, PLAYGROUND_OIDC_CLIENT_ID: clientId } = settings;
  if (issuer === undefined || clientId === undefined) return null;
  return { issuer, clientId, scope: settings.PLAYGROUND_OIDC_SCOPE ?? "openid accounts:read accounts:all" };
}
