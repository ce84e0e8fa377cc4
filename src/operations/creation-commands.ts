import { z } from "zod";
import { foreground } from "../accounts/foreground.ts";
import { customerFor, requireOwner } from "../customers/customer-rights.ts";
import { parseRefKey } from "../domain/account-ref.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import { type ErrorDetails, GatewayError } from "../domain/errors.ts";
import { isSameOwner } from "../domain/same-owner.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { CreationInput, PlannedCreation, Provider } from "../providers/provider.ts";
import type { Database } from "../storage/database.ts";
import { type AtHandParts, providerOf, visibleAccount } from "./account-at-hand.ts";
import type { Commands } from "./commands.ts";
import { takeWholeInventory } from "./created-accounts.ts";
import { refuseName, rememberedName } from "./holder-name.ts";
import type { Operations } from "./operations.ts";
import { creationLane, type Planned } from "./plan.ts";
import { unsupported } from "./unsupported.ts";

export interface CreationParts extends AtHandParts {
  readonly database: Pick<Database, "read">;
  /** The part of `target` for each configured provider. */
  readonly creationInputs: ReadonlyMap<string, CreationInput>;
}

/** Commands that bring an account into being. */
export function createCreationCommands(
  parts: CreationParts,
  operations: Operations,
): Pick<Commands, "createAccount" | "migrateAccount"> {
  async function planned(
    viewer: Viewer,
    provider: Provider,
    creation: PlannedCreation,
    { clientAccountId, customerId }: { clientAccountId: string; customerId: string | null },
  ): Promise<Planned> {
    const { owner } = creation;
    if (owner !== null) await requireOwner(parts.database, viewer, provider.name, owner, ownerPlaces(parts, provider));
    const { request, memory, ...known } = creation;
    const before = await takeWholeInventory(provider, foreground(), creation);
    return {
      provider,
      account: null,
      readAt: null,
      clientAccountId,
      customerId,
      lane: creationLane(provider.name, creation),
      plan: {
        ...{ request, creation: known, target: null, memory, holder: null, releases: null },
        ...(viewer.sees === "linked" && owner !== null && { isForOwn: true }),
      },
      before,
    };
  }

  return {
    createAccount: (caller, { idempotencyKey, ...input }) =>
      operations.run({
        key: { caller, mutation: "createAccount", idempotencyKey },
        viewer: caller.viewer,
        input,
        async plan(key) {
          const { viewer } = caller;
          const customerId = customerFor(viewer, input.customerId);
          const { provider, field, target } = targetOf(parts, input.target);
          refuseName(viewer, input.holderName);
          const named = rememberedName(provider, input.holderName);
          const main = await mainAccountOf(parts, viewer, provider, field, target.mainAccountId);
          const read = readTarget(parts, provider, field, { ...target, ...(main && { mainAccountId: main.ref.id }) });
          const { clientAccountId, label } = input;
          const creation = inTarget(field, () =>
            (provider.planCreation ?? unsupported(provider, "planCreation"))(read, { clientAccountId, label, key }),
          );
          if (main !== null) requireSameOwner(main, creation, field);
          if (viewer.sees === "linked") await refuseTakenIban(parts, provider, { field, target, read });
          const remembering = { ...creation, memory: { ...creation.memory, ...named } };
          return planned(viewer, provider, remembering, { clientAccountId, customerId });
        },
      }),

    migrateAccount: (caller, { idempotencyKey, ...input }) =>
      operations.run({
        key: { caller, mutation: "migrateAccount", idempotencyKey },
        viewer: caller.viewer,
        input,
        async plan(key) {
          const provider = migratingProvider(parts, input.provider);
          const { provider: _, ...migration } = input;
          const creation = (provider.planMigration ?? unsupported(provider, "planMigration"))({ ...migration, key });
          return planned(caller.viewer, provider, creation, {
            clientAccountId: input.clientAccountId,
            customerId: null,
          });
        },
      }),
  };
}

function invalid(message: string, inputPath: readonly string[], provider?: string): GatewayError {
  return new GatewayError("BAD_USER_INPUT", message, { inputPath, ...(provider !== undefined && { provider }) });
}

/** The one provider that is meant, and what is asked of it. */
function targetOf(parts: CreationParts, target: Readonly<Record<string, unknown>>) {
  // `@oneOf` is checked where the document is; a compiled one may not be.
  const given = Object.entries(target).filter(([, value]) => value != null);
  const [entry] = given;
  if (entry === undefined || given.length > 1) throw invalid("Give exactly one provider in `target`.", ["target"]);
  const [field, value] = entry;
  const { provider: name, ...rest } = value as Readonly<Record<string, unknown>> & {
    readonly provider?: string | null;
  };
  const able = [...parts.creationInputs].filter(([, input]) => input.field === field).map(([provider]) => provider);
  const chosen = name ?? (able.length === 1 ? able[0] : undefined);
  if (chosen === undefined || !able.includes(chosen)) {
    const message =
      able.length === 0 ? "No such provider is configured here." : `Name the \`provider\`: one of ${able.join(", ")}.`;
    throw invalid(message, ["target", field, "provider"]);
  }
  const told = Object.fromEntries(Object.entries(rest).filter(([, one]) => one != null)) as Readonly<
    Record<string, unknown>
  >;
  return { provider: providerOf(parts, chosen), field, target: told };
}

/** A customer's account gets no IBAN that may be somebody else's: none that exists already, here or elsewhere. */
async function refuseTakenIban(
  { creationInputs, directory }: CreationParts,
  { name: provider }: Provider,
  { field, target, read }: { readonly field: string; readonly target: object; readonly read: unknown },
): Promise<void> {
  const { ibanField, generatedIban } = creationInputs.get(provider) ?? {};
  const details = { provider, inputPath: ["target", field] };
  if (ibanField !== undefined && ibanField in target) {
    throw new GatewayError("FORBIDDEN", "Registering an IBAN that exists needs the scope accounts:all.", {
      ...details,
      inputPath: [...details.inputPath, ibanField],
    });
  }
  const iban = generatedIban?.(read);
  if (iban === undefined) return;
  const isFree = iban !== null && (await directory.count({ sees: "everything" }, { ibans: [iban] })).total === 0;
  if (isFree) return;
  throw new GatewayError("FORBIDDEN", "No account can be opened with an IBAN of these parts: choose others.", details);
}

function readTarget(parts: CreationParts, provider: Provider, field: string, target: unknown): unknown {
  const schema = parts.creationInputs.get(provider.name)?.schema ?? z.never();
  const read = schema.safeParse(withoutNulls(target), { error: inWords });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw invalid(issue?.message ?? notTaken, ["target", field, ...(issue?.path ?? []).map(String)], provider.name);
}

const notTaken = "This is not what is taken here.";

/** What clients are told where a provider's module has no words of its own. */
function inWords(issue: z.core.$ZodRawIssue): string {
  const things = issue.origin === "string" ? " characters" : "";
  if (issue.code === "too_big") return `Give at most ${issue.maximum}${things}.`;
  if (issue.code === "too_small") return `Give at least ${issue.minimum}${things}.`;
  return issue.input === undefined ? "This is needed." : notTaken;
}

/** Where in the input each kind of owner is named. */
function ownerPlaces({ creationInputs }: CreationParts, { name }: Provider) {
  const { field = "", ownerFields = {} } = creationInputs.get(name) ?? {};
  return Object.fromEntries(Object.entries(ownerFields).map(([kind, own]) => [kind, ["target", field, own]]));
}

/** In GraphQL, null and nothing mean the same here. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => (one == null ? [] : [[name, withoutNulls(one)]])),
  );
}

/** What is not an adapter's own part of the input. */
const ofAllTargets: ReadonlySet<string | undefined> = new Set(["label", "clientAccountId"]);

/** Mistakes that an adapter finds are in its part of the input. */
function inTarget<T>(field: string, plan: () => T): T {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof GatewayError) || error.details.inputPath === undefined) throw error;
    const own = error.details.inputPath;
    const details: ErrorDetails = {
      ...error.details,
      inputPath: ofAllTargets.has(own[0]) ? own : ["target", field, ...own],
    };
    throw new GatewayError(error.code, error.message, details, error);
  }
}

/** The account above the new one: one that the viewer may see, at the same provider, open, and itself below nothing. */
async function mainAccountOf(
  parts: CreationParts,
  viewer: Viewer,
  provider: Provider,
  field: string,
  asked: unknown,
): Promise<AccountSnapshot | null> {
  if (asked === undefined) return null;
  const path = ["target", field, "mainAccountId"];
  const ref = typeof asked === "string" ? parseRefKey(asked) : null;
  if (ref === null || ref.provider !== provider.name)
    throw invalid(`This is not an account at ${provider.name}.`, path, provider.name);
  const main = await visibleAccount(parts, viewer, ref, path);
  if (main.facts.kind !== "MAIN")
    throw invalid("An account below another one cannot have accounts below it.", path, provider.name);
  if (main.facts.status === "CLOSED" || main.facts.status === "DECLINED")
    throw invalid("The main account is closed.", path, provider.name);
  return main;
}

function requireSameOwner({ facts }: AccountSnapshot, { owner }: PlannedCreation, field: string): void {
  if (isSameOwner(facts.owner, owner)) return;
  throw invalid("The main account belongs to another owner.", ["target", field, "mainAccountId"]);
}

/** The named provider, or the only one that can migrate. */
function migratingProvider(parts: CreationParts, name: string | null): Provider {
  if (name !== null) return providerOf(parts, name);
  const able = [...parts.providers.values()].filter(({ planMigration }) => planMigration !== undefined);
  const [only] = able;
  if (only !== undefined && able.length === 1) return only;
  const names = able.map((provider) => provider.name).join(", ");
  throw invalid(
    names === "" ? "No configured provider can migrate accounts." : `Name the \`provider\`: one of ${names}.`,
    ["provider"],
  );
}
