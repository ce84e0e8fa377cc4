import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import PQueue from "p-queue";
import { type ChaosOperationFragment, ChaosOperationOfKeyDocument } from "../generated/documents.ts";
import type { BankName, LedgerAccount } from "./banks.ts";
import type { Ending } from "./client.ts";
import type { Decision } from "./notebook.ts";
import type { Clientele } from "./stories.ts";
import type { Wish } from "./wishes.ts";

/** All that is known of one wish when all is over. */
export interface Testimony {
  readonly wish: Wish;
  /** What its client heard last. */
  readonly ending: Ending | null;
  /** What the gateway says; null: it never heard of it, or wrote nothing down. */
  readonly operation: ChaosOperationFragment | null;
  /** Whether the gateway had to find out what became of it. */
  readonly wasInDoubt: boolean;
  readonly decisions: readonly Decision[];
}

export interface Evidence {
  readonly testimonies: readonly Testimony[];
  /** The accounts that came into being. */
  readonly ledgers: ReadonlyMap<BankName, readonly LedgerAccount[]>;
}

/** Asks everybody: the clients' notebook, the gateway for each key, its log, and the providers' ledgers. */
export async function gather({ world, notebook }: Clientele, folder: string): Promise<Evidence> {
  const inDoubt = settledFromDoubt(folder);
  const [client] = world.clients;
  if (client === undefined) throw new Error("There is no gateway to ask.");
  const queue = new PQueue({ concurrency: 16 });
  const testimonies = await queue.addAll(
    [...notebook.wishes.values()].map((wish) => async (): Promise<Testimony> => {
      const variables = { mutation: wish.mutation, idempotencyKey: wish.key };
      const { ok, data, errors } = await client.request(ChaosOperationOfKeyDocument, variables);
      if (!ok) throw new Error(`The gateway does not answer: ${errors[0].message}`);
      const { operation } = data;
      const decisions = notebook.decisions.filter(({ key }) => key === wish.key);
      const isOpen = operation?.state === "IN_DOUBT" || operation?.state === "IN_PROGRESS";
      const wasInDoubt = operation !== null && (isOpen || decisions.length > 0 || inDoubt.has(uuidOf(operation.id)));
      return { wish, ending: notebook.endings.get(wish.key) ?? null, operation, wasInDoubt, decisions };
    }),
  );
  const ledgers = await Promise.all(
    world.banks.map(async ({ name, accounts }) => {
      const isNew = ({ id }: LedgerAccount) => !world.before.has(`${name}:${id}`);
      return [name, (await accounts()).filter(isNew)] as const;
    }),
  );
  return { testimonies, ledgers: new Map(ledgers) };
}

/** The operations that recovery settled, by the gateways' own logs. */
function settledFromDoubt(folder: string): ReadonlySet<string> {
  const settled = new Set<string>();
  for (const path of globSync(join(folder, "*", "gateway.log"))) {
    const lines = readFileSync(path, "utf8").matchAll(
      /^\{.*"operation":"([^"]+)".*an operation in doubt is settled.*$/gm,
    );
    for (const [, operation = ""] of lines) settled.add(operation);
  }
  return settled;
}

/** A global id is `Operation:` and the UUID that logs use, in Base64. */
function uuidOf(globalId: string): string {
  return Buffer.from(globalId, "base64").toString().replace("Operation:", "");
}
