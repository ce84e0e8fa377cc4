import { readFileSync } from "node:fs";
import { z } from "zod";
import { customerProblems, customersSchema } from "./customers/configured-customers.ts";
import type { Customer } from "./customers/customer-links.ts";
import type { OwnerKinds } from "./customers/owner-kinds.ts";
import { ownerKinds } from "./domain/account.ts";
import { type GuardSettings, guardSettingsSchema } from "./providers/guard.ts";
import { providerModules } from "./providers/index.ts";
import type { ProviderModule } from "./providers/provider.ts";

// What `GATEWAY_CONFIG` names: the providers, and who may see which accounts.

export type Environment = Readonly<Record<string, string | undefined>>;

/** One configured provider: its name here, its module, and the module's own part of the configuration, checked. */
export interface ProviderSetup {
  readonly name: string;
  readonly module: ProviderModule;
  readonly config: unknown;
  readonly limits: GuardSettings;
  readonly sweep: z.infer<typeof sweepSettingsSchema>;
  readonly recovery: z.infer<typeof recoverySettingsSchema>;
}

interface ConfigFile {
  readonly providers: readonly ProviderSetup[];
  readonly customers: readonly Customer[];
}

/** The configuration file; what is wrong with it goes to `problems`. */
export function readConfigFile(path: string, env: Environment, problems: string[]): ConfigFile {
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
  problems.push(...customerProblems(customers.data, ownerKindsOf(file.data.providers)));
  return { providers: setups, customers: customers.data };
}

/** Of a kind that nobody knows, which is a mistake of its own, any owner will do. */
function ownerKindsOf(entries: readonly Readonly<Record<string, unknown>>[]): OwnerKinds {
  return new Map(entries.map(({ name, kind }) => [String(name), moduleOf(kind)?.ownerKinds ?? ownerKinds]));
}

function moduleOf(kind: unknown): ProviderModule | undefined {
  return providerModules.find((candidate) => candidate.kind === kind);
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
      // So long a call may take by our own limits: who waits less takes what is only slow for not made.
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
    const module = moduleOf(kind);
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
export function issuesOf(error: z.ZodError, place?: string): string[] {
  return error.issues.map((issue) => {
    const path = issue.path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
    const where = place === undefined ? path.replace(/^\./, "") : `${place}${path}`;
    return `${where}: ${issue.message}`;
  });
}
