import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { AccountRef } from "../../src/domain/account-ref.ts";
import type { Caller, Commands, CreateAccount, Outcome, ResolveOperation } from "../../src/operations/commands.ts";
import { createCommands } from "../../src/operations/create-commands.ts";
import type { CreationParts } from "../../src/operations/creation-commands.ts";
import { createJournal, type Journal } from "../../src/operations/journal.ts";
import { createOperations, type OperationsParts } from "../../src/operations/operations.ts";
import { createRecoverer, type Recoverer } from "../../src/operations/recoverer.ts";
import { noSettledOperations } from "../../src/operations/settled-operations.ts";
import { openTestDirectory, type TestDirectory } from "../accounts/directory-fixture.ts";
import { type Bank, openBank } from "./bank.ts";

/** A gateway's whole desk of changes over a new database, and two banks: `p` knows keys, `q` does not. */
export interface Desk extends Office {
  readonly banks: { readonly p: Bank; readonly q: Bank };
}

/** The same without banks: whoever opens it says which there are. */
export interface Office {
  readonly place: TestDirectory;
  readonly commands: Commands;
  /** The same in another process. */
  readonly elsewhere: Commands;
  readonly journal: Journal;
  readonly recoverer: Recoverer;
  /** Stands still for so long, in milliseconds; no timer of ours runs meanwhile. */
  standStill(ms: number): void;
  /** As if the process that works on what is open were dead, and long ago. */
  leaseEnds(): Promise<void>;
  /** As if the time had come to look for all that is in doubt. */
  due(): Promise<void>;
  /** One look for all that is in doubt. */
  look(): Promise<void>;
  /** As if all that is being sent or in doubt had been so for that much longer, in milliseconds. */
  passes(ms: number): Promise<void>;
  /** Lets the settle time pass and looks, until nothing is due. */
  settled(): Promise<void>;
  /** Somebody of the back office decides what becomes of an operation, under a key of its own. */
  decide(operationId: string, decision: ResolveOperation["decision"]): Promise<Outcome>;
  close(): Promise<void>;
}

interface OfficeOptions {
  readonly reached?: OperationsParts["reached"];
  readonly log?: OperationsParts["log"];
  readonly whenNotFound?: "person" | "again";
  readonly settleSeconds?: number;
  readonly lookEveryMs?: number;
}

export async function openDesk(options: OfficeOptions = {}): Promise<Desk> {
  const place = await openTestDirectory();
  const banks = { p: openBank("p", { keyed: true }), q: openBank("q", { keyed: false }) };
  const providers = new Map(Object.entries(banks).map(([name, { provider }]) => [name, provider]));
  const schema = z.strictObject({
    owner: z.string(),
    fails: z.boolean().optional(),
    mainAccountId: z.string().optional(),
  });
  const creationInputs = new Map(["p", "q"].map((name) => [name, { field: `bank${name.toUpperCase()}`, schema }]));
  return { ...openOffice({ place, providers, creationInputs }, options), banks };
}

export function openOffice(
  {
    place,
    providers,
    creationInputs,
  }: Pick<OperationsParts, "providers"> & Pick<CreationParts, "creationInputs"> & { readonly place: TestDirectory },
  { reached, log, whenNotFound = "person", settleSeconds = 0, lookEveryMs = 10_000 }: OfficeOptions = {},
): Office {
  const { database, directory } = place;
  let stoodStillMs = 0;
  const clock = () => stoodStillMs;
  const operationsParts = {
    clock,
    database,
    directory,
    providers,
    settled: noSettledOperations,
    uuid: randomUUID,
    ...(reached && { reached }),
    ...(log && { log }),
  };
  const settings = () => ({ settleSeconds, whenNotFound });
  const ownerKinds = new Map([...providers.keys()].map((name) => [name, ["USER"] as const]));
  const parts = { database, directory, providers, creationInputs, ownerKinds, settings };
  const openCommands = () => createCommands(parts, createOperations(operationsParts));
  const quiet = {
    info() {},
    warn() {},
    error(fields: object) {
      throw new Error(JSON.stringify(fields));
    },
  };
  const recoverer = createRecoverer({
    clock,
    database,
    directory,
    providers,
    settings,
    log: { ...quiet, ...log },
    everyMs: lookEveryMs,
    keptMs: 86_400_000,
  });
  async function due(): Promise<void> {
    await database.write
      .updateTable("operations")
      .set({ next_attempt_at: "2000-01-01T00:00:00.000Z" })
      .where("state", "=", "IN_DOUBT")
      .where("next_attempt_at", "is not", null)
      .execute();
  }
  async function look(): Promise<void> {
    await due();
    await place.later();
    await recoverer.round();
  }
  const commands = openCommands();
  return {
    place,
    commands,
    elsewhere: openCommands(),
    journal: createJournal(database),
    recoverer,
    standStill(ms) {
      stoodStillMs += ms;
    },
    async leaseEnds() {
      await database.write
        .updateTable("operations")
        .set({ lease_until: "2000-01-01T00:00:00.000Z" })
        .where("state", "in", ["RECEIVED", "DISPATCHING", "IN_DOUBT"])
        .execute();
    },
    due,
    look,
    async passes(ms) {
      const open = database.read.selectFrom("operations").where("state", "in", ["DISPATCHING", "IN_DOUBT"]);
      const times = ["first_dispatched_at", "dispatched_at", "settled_at", "next_attempt_at"] as const;
      for (const row of await open.select(["number", ...times]).execute()) {
        const back = (at: string | null) => at && new Date(Date.parse(at) - ms).toISOString();
        const moved = Object.fromEntries(times.map((time) => [time, back(row[time])]));
        await database.write.updateTable("operations").set(moved).where("number", "=", row.number).execute();
      }
    },
    async settled() {
      for (let round = 0; round < 20; round++) await look();
    },
    decide: (operationId, decision) =>
      commands.resolveOperation(backOffice, { idempotencyKey: randomUUID(), operationId, decision, reason: null }),
    close: () => place.close(),
  };
}

/** Commands of another process over the same database, where no provider is configured. */
export function withoutProviders({ database, directory }: TestDirectory): Commands {
  const settings = () => ({ settleSeconds: 0, whenNotFound: "person" }) as const;
  const none = { providers: new Map(), creationInputs: new Map(), ownerKinds: new Map() };
  const parts = { database, directory, ...none, settings };
  return createCommands(parts, createOperations({ ...parts, settled: noSettledOperations, uuid: randomUUID }));
}

export const backOffice: Caller = { issuer: null, clientId: "app", subject: "clerk", viewer: { sees: "everything" } };
export const alice: Caller = {
  issuer: null,
  clientId: "app",
  subject: "alice",
  viewer: { sees: "linked", customerId: "alice" },
};

/**
 * Asks for an account at `q` whose answer is lost before it is opened, and has it sent once more, as a person does;
 * answers the operation's id.
 */
export async function sentOnceMore({ banks, commands, settled, decide }: Desk): Promise<string> {
  banks.q.fates.push("lost-before");
  const { operation } = await commands.createAccount(backOffice, wish("q", "k1"));
  await settled();
  const operationId = operation?.id ?? "";
  await decide(operationId, { kind: "RETRY" });
  return operationId;
}

/** An account that the back office has opened. */
export async function openedAt(bank: "p" | "q", { commands }: Pick<Desk, "commands">): Promise<AccountRef> {
  const { account } = await commands.createAccount(backOffice, wish(bank, "opening"));
  if (account === null) throw new Error("no account was opened");
  return account;
}

export function wish(
  bank: "p" | "q",
  key: string,
  more: Partial<CreateAccount> & { owner?: string } = {},
): CreateAccount {
  const { owner = "o1", ...rest } = more;
  const target = { [`bank${bank.toUpperCase()}`]: { owner } };
  return {
    idempotencyKey: key,
    clientAccountId: `client-${key}`,
    customerId: null,
    label: null,
    holderName: null,
    target,
    ...rest,
  };
}
