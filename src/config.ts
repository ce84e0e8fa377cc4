import { readFileSync } from "node:fs";
import { z } from "zod";
import type { TokenKey, TokenRules } from "./auth/verify-token.ts";
import { customerProblems, customersSchema } from "./customers/configured-customers.ts";
import type { Customer } from "./customers/customer-links.ts";
import { type CrashPoint, parseCrashPoint } from "./operations/crash-point.ts";
import { type GuardSettings, guardSettingsSchema } from "./providers/guard.ts";
import { providerModules } from "./providers/index.ts";
import type { ProviderModule } from "./providers/provider.ts";

/** One configured provider: its name here, its module, and the module's own part of the configuration, checked. */
export interface ProviderSetup {
  readonly name: string;
  readonly module: ProviderModule;
  readonly config: unknown;
  readonly limits: GuardSettings;
  readonly sweep: z.infer<typeof sweepSettingsSchema>;
  readonly recovery: z.infer<typeof recoverySettingsSchema>;
}

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

type Environment = Readonly<Record<string, string | undefined>>;

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

interface ConfigFile {
  readonly providers: readonly ProviderSetup[];
  readonly customers: readonly Customer[];
}

function readConfigFile(path: string, env: Environment, problems: string[]): ConfigFile {
  const nothing = { providers: [], customers: [] };
  let written: unknown;
  try {
    written = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    problems.push(`GATEWAY_CONFIG: ${unreadable(error)}`);
    return nothing;
  }
  const file = z
    .object({
      providers: z.array(z.record(z.string(), z.unknown())).min(1, "names no provider"),
      customers: z.unknown().optional(),
    })
    .safeParse(written);
  if (!file.success) {
    problems.push(...issuesOf(file.error));
    return nothing;
  }
  const { setups, problems: found } = parseProviders(file.data.providers, env);
  problems.push(...found);
  const entries = withEnvironment(file.data.customers ?? [], env, "customers", problems);
  const customers = customersSchema.safeParse(entries);
  if (!customers.success) {
    problems.push(...issuesOf(customers.error, "customers"));
    return nothing;
  }
  const names = file.data.providers.map(({ name }) => String(name));
  problems.push(...customerProblems(customers.data, names));
  return { providers: setups, customers: customers.data };
}

function unreadable(error: unknown): string {
  if (error instanceof SyntaxError) return "the file is not valid JSON";
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOENT" ? "there is no such file" : `the file cannot be read (${code})`;
}

/** The `sweep` part of a provider's entry: how long after a complete sweep its accounts are all read again. */
const sweepSettingsSchema = z.strictObject({ everySeconds: z.int().min(10).max(86_400).default(900) });

/** The `recovery` part: what is done about changes whose outcome is unknown. */
const recoverySettingsSchema = z.strictObject({
  settleSeconds: z.int().min(0).max(3_600).default(30),
  whenNotFound: z.enum(["person", "again"]).default("person"),
});

const entrySchema = z
  .object({
    name: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, "must be lower case letters, digits and hyphens, at most 32"),
    kind: z.string(),
    limits: guardSettingsSchema.prefault({}),
    sweep: sweepSettingsSchema.prefault({}),
    recovery: recoverySettingsSchema.prefault({}),
  })
  .refine(
    ({ limits: { deadlineMs, changeTimeoutMs }, recovery: { settleSeconds, whenNotFound } }) =>
      // A request may leave that late, and its account appear: it must not be taken for not made before.
      whenNotFound !== "again" || settleSeconds * 1000 >= deadlineMs + changeTimeoutMs,
    {
      path: ["recovery", "settleSeconds"],
      message:
        'with whenNotFound "again" must not be shorter than deadlineMs and changeTimeoutMs of the limits together',
    },
  );

/** Checks provider entries as they stand in the configuration file; `${NAME}` anywhere in a text is taken from `env`. */
export function parseProviders(
  entries: readonly Readonly<Record<string, unknown>>[],
  env: Environment,
): { setups: ProviderSetup[]; problems: string[] } {
  const problems: string[] = [];
  const setups: ProviderSetup[] = [];
  for (const [index, entry] of entries.entries()) {
    const place = `providers[${index}]`;
    const { name, kind, limits, sweep, recovery, ...own } = withEnvironment(entry, env, place, problems);
    const head = entrySchema.safeParse({ name, kind, limits, sweep, recovery });
    if (!head.success) problems.push(...issuesOf(head.error, place));
    const module = providerModules.find((candidate) => candidate.kind === kind);
    if (module === undefined) {
      problems.push(`${place}.kind: must be one of ${providerModules.map((known) => known.kind).join(", ")}`);
      continue;
    }
    const config = module.configSchema.safeParse(own);
    if (!config.success) problems.push(...issuesOf(config.error, place));
    if (!head.success || !config.success) continue;
    if (setups.some((other) => other.name === head.data.name)) problems.push(`${place}.name: is used twice`);
    setups.push({ ...head.data, module, config: config.data });
  }
  return { setups, problems };
}

function withEnvironment<T>(value: T, env: Environment, place: string, problems: string[]): T {
  if (typeof value === "string") {
    return value.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (reference, name: string) => {
      const found = env[name];
      if (found === undefined) problems.push(`${place}: the environment variable ${name} is not set`);
      // Left as it stands, so that the missing variable is the only complaint about this text.
      return found ?? reference;
    }) as T;
  }
  if (Array.isArray(value))
    return value.map((item, index) => withEnvironment(item, env, `${place}[${index}]`, problems)) as T;
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, withEnvironment(item, env, `${place}.${key}`, problems)]),
    ) as T;
  }
  return value;
}

/** `PORT: must be a whole number …`. zod's own messages name types and keys, never values. */
function issuesOf(error: z.ZodError, place?: string): string[] {
  return error.issues.map((issue) => {
    const path = issue.path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
    const where = place === undefined ? path.replace(/^\./, "") : `${place}${path}`;
    return `${where}: ${issue.message}`;
  });
}
