import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { AccountFacts, AccountStatus, ProviderAccount } from "../../src/domain/account.ts";
import { GatewayError } from "../../src/domain/errors.ts";
import type { Caller, Commands, CreateAccount } from "../../src/operations/commands.ts";
import { createCommands } from "../../src/operations/create-commands.ts";
import type { CreationParts } from "../../src/operations/creation-commands.ts";
import { createJournal, type Journal } from "../../src/operations/journal.ts";
import { createOperations, type OperationsParts } from "../../src/operations/operations.ts";
import { createRecoverer, type Recoverer } from "../../src/operations/recoverer.ts";
import { noSettledOperations } from "../../src/operations/settled-operations.ts";
import { mustBeOurs } from "../../src/providers/kit/rest-client.ts";
import type { ChangeRequest, Provider } from "../../src/providers/provider.ts";
import { openTestDirectory, type TestDirectory } from "../accounts/directory-fixture.ts";
import { listedProvider } from "../sync/listed-provider.ts";

/**
 * What happens to a request on its way to the bank: not sent, refused (HTTP 422), not made and answered with HTTP 500, made
 * and not answered, or not made and not answered.
 */
export type Fate = "ok" | "unreachable" | "rejected" | "failed" | "lost-after" | "lost-before";

/** A bank by hand: its books are the witness. */
export interface Bank {
  readonly provider: Provider;
  readonly books: Map<string, AccountFacts>;
  /** Every request that reached it. */
  readonly received: ChangeRequest[];
  /** The fates of the next requests; then all is well. */
  readonly fates: Fate[];
  /** Waited for before a request is answered. */
  gate: Promise<unknown>;
}

/** With keys (`keyed`), or with nothing but owner and product to know an account by. */
function openBank(name: string, { keyed }: { readonly keyed: boolean }): Bank {
  const books = new Map<string, AccountFacts>();
  const byKey = new Map<string, string>();
  const received: ChangeRequest[] = [];
  const fates: Fate[] = [];
  const told = (id: string): ProviderAccount => ({ id, facts: { ...(books.get(id) as AccountFacts) }, raw: "{}" });
  const bank: Bank = { books, received, fates, gate: Promise.resolve(), provider: undefined as never };

  function carryOut({ method, path, body, key }: ChangeRequest): string {
    if (method === "POST") {
      const before = key === null ? undefined : byKey.get(key);
      if (before !== undefined) return before;
      const id = `${name}${books.size + 1}`;
      books.set(id, JSON.parse(body ?? "") as AccountFacts);
      if (key !== null) byKey.set(key, id);
      return id;
    }
    const id = path.slice(1);
    books.set(id, { ...(books.get(id) as AccountFacts), ...(JSON.parse(body ?? "{}") as Partial<AccountFacts>) });
    return id;
  }

  const provider = listedProvider(name, () => ({ accounts: [...books.keys()].map(told) }), {
    getAccount: async (_, id) => (books.has(id) ? told(id) : null),
    availableTransitions: ({ status }): AccountStatus[] =>
      status === "ACTIVE" ? ["SUSPENDED", "CLOSED"] : status === "SUSPENDED" ? ["ACTIVE"] : [],
    updatableFields: ["label"],
    planCreation: (input, { clientAccountId, label, key }) => {
      const { owner, fails = false } = input as { owner: string; fails?: boolean };
      if (fails) throw new GatewayError("BAD_USER_INPUT", "It fails.", { inputPath: ["fails"] });
      const facts = {
        kind: "MAIN",
        status: "ACTIVE",
        providerStatus: "open",
        currencies: ["EUR"],
        owner: { kind: "USER", id: owner, secondaryId: null },
      };
      return {
        request: { method: "POST", path: "/", body: JSON.stringify(facts), key: keyed ? key : null },
        owner: { kind: "USER", id: owner, secondaryId: null },
        productCode: null,
        mainAccountId: null,
        exclusive: !keyed,
        memory: { clientAccountId, ...(label !== null && { label }) },
      };
    },
    planUpdate: ({ id }, { label = "" }) => ({ request: patch(id, { label }), target: { label } }),
    planStatusChange: ({ id }, status) => ({ request: patch(id, { status }), target: { status } }),
    planClosing: ({ id }) => ({ request: patch(id, { status: "CLOSED" }), target: { status: "CLOSED" } }),
    async send(call, request) {
      mustBeOurs(name, call);
      const fate = fates.shift() ?? "ok";
      if (fate === "unreachable") throw new GatewayError("PROVIDER_UNREACHABLE", "nobody there", { provider: name });
      received.push(request);
      await bank.gate;
      if (fate === "rejected")
        throw new GatewayError("PROVIDER_REJECTED", "no", { provider: name, providerCode: "NO", httpStatus: 422 });
      if (fate === "failed") throw new GatewayError("PROVIDER_ERROR", "500", { provider: name, httpStatus: 500 });
      if (fate === "lost-before") throw new GatewayError("PROVIDER_TIMEOUT", "no answer", { provider: name });
      const id = carryOut(request);
      if (fate === "lost-after") throw new GatewayError("PROVIDER_CONNECTION_LOST", "no answer", { provider: name });
      return told(id);
    },
    // Any account of the owner's may be the one; without a key, those that were there before are known.
    ...(keyed ? { findsLookalikes: true } : { takeInventory: async () => ({ ids: [...books.keys()], next: null }) }),
    findCreated: async (_, { plan: { owner }, before }) => {
      const isNew = (id: string) => books.get(id)?.owner?.id === owner?.id && !before?.includes(id);
      return { accounts: [...books.keys()].filter(isNew).map(told), next: null };
    },
  });
  return Object.assign(bank, { provider });
}

function patch(id: string, facts: Partial<AccountFacts>): ChangeRequest {
  return { method: "PATCH", path: `/${id}`, body: JSON.stringify(facts), key: null };
}

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
  /** As if all that is being sent or in doubt had been so for that much longer, in milliseconds. */
  passes(ms: number): Promise<void>;
  /** Lets the settle time pass and looks, until nothing is due. */
  settled(): Promise<void>;
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
  const openCommands = () =>
    createCommands({ database, directory, providers, creationInputs, settings }, createOperations(operationsParts));
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
  return {
    place,
    commands: openCommands(),
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
      for (let round = 0; round < 20; round++) {
        await due();
        await place.later();
        await recoverer.round();
      }
    },
    close: () => place.close(),
  };
}

/** Commands of another process over the same database, where no provider is configured. */
export function withoutProviders({ database, directory }: TestDirectory): Commands {
  const settings = () => ({ settleSeconds: 0, whenNotFound: "person" }) as const;
  const parts = { database, directory, providers: new Map(), creationInputs: new Map(), settings };
  return createCommands(parts, createOperations({ ...parts, settled: noSettledOperations, uuid: randomUUID }));
}

export const backOffice: Caller = { issuer: null, clientId: "app", subject: "clerk", viewer: { sees: "everything" } };
export const alice: Caller = {
  issuer: null,
  clientId: "app",
  subject: "alice",
  viewer: { sees: "linked", customerId: "alice" },
};

/** Asks for an account at `q` whose answer is lost before it is opened, and has it sent once more, as a person does; answers the operation's id. */
export async function sentOnceMore({ banks, commands, settled }: Desk): Promise<string> {
  banks.q.fates.push("lost-before");
  const { operation } = await commands.createAccount(backOffice, wish("q", "k1"));
  await settled();
  const operationId = operation?.id ?? "";
  const decision = { kind: "RETRY" } as const;
  await commands.resolveOperation(backOffice, { idempotencyKey: "d1", operationId, decision, reason: null });
  return operationId;
}

export function wish(
  bank: "p" | "q",
  key: string,
  more: Partial<CreateAccount> & { owner?: string } = {},
): CreateAccount {
  const { owner = "o1", ...rest } = more;
  const target = { [`bank${bank.toUpperCase()}`]: { owner } };
  return { idempotencyKey: key, clientAccountId: `client-${key}`, customerId: null, label: null, target, ...rest };
}
