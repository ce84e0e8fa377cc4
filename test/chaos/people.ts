import { setTimeout as sleep } from "node:timers/promises";
import type { GatewayClient } from "../../src/client/index.ts";
import {
  type ChaosOperationFragment,
  ChaosOperationOfKeyDocument,
  ChaosOperationsDocument,
  ChaosResolveOperationDocument,
} from "../generated/documents.ts";
import type { LedgerAccount } from "./banks.ts";
import type { Decision } from "./notebook.ts";
import type { Clientele } from "./stories.ts";
import { isShown, type Wish } from "./wishes.ts";

/** The back office: looks at what waits for a decision, looks into the provider's ledger, and decides. */
export interface People {
  stop(): Promise<void>;
}

const everyMs = 1_000;

export function hirePeople(clientele: Clientele): People {
  const stopped = new AbortController();
  const working = work();

  async function work(): Promise<void> {
    while (!stopped.signal.aborted) {
      await look(clientele);
      await sleep(everyMs, null, { signal: stopped.signal }).catch(() => {});
    }
  }

  return {
    async stop() {
      stopped.abort();
      await working;
    },
  };
}

async function look({ world, notebook }: Clientele): Promise<void> {
  const [client] = world.clients;
  if (client === undefined) return;
  const inDoubt = (await operationsIn(client, "IN_DOUBT")) ?? [];
  for (const operation of inDoubt.filter(({ needsDecision }) => needsDecision)) {
    const wish = notebook.wishes.get(operation.idempotencyKey);
    if (wish === undefined) continue;
    const decided = decisionOn(operation) ?? (await judge(wish, operation));
    // Asked for again as long as it waits: with the same key, it is decided once.
    if (decided?.decision === "RETRY") await decide(client, operation);
  }

  /** What was decided on this sending of it before. */
  function decisionOn({ idempotencyKey, attempts }: ChaosOperationFragment): Decision | undefined {
    return notebook.decisions.find(({ key, sending }) => key === idempotencyKey && sending === attempts);
  }

  async function judge(wish: Wish, { attempts: sending }: ChaosOperationFragment): Promise<Decision | null> {
    const candidates = await candidatesFor(client as GatewayClient, wish);
    if (candidates === null) return null;
    const decision = candidates.length === 0 && wish.mutation === "createAccount" ? "RETRY" : "NONE";
    const decided: Decision = { key: wish.key, sending, candidates: candidates.length, decision };
    notebook.write({ decided });
    return decided;
  }

  /**
   * The ledger's accounts that may have come of a wish, and that no other wish has got; null where
   * the gateway cannot be asked.
   */
  async function candidatesFor(client: GatewayClient, wish: Wish): Promise<readonly LedgerAccount[] | null> {
    const bank = world.banks.find(({ name }) => name === wish.bank);
    if (bank === undefined) return null;
    const isNew = ({ id }: LedgerAccount) => !world.before.has(`${wish.bank}:${id}`);
    const shown = (await bank.accounts()).filter((account) => isNew(account) && isShown(wish, account));
    const rivals = [...notebook.wishes.values()].filter(
      (other) => other.mutation === "createAccount" && other.bank === wish.bank && isSameOpening(other, wish),
    );
    const taken = new Set<string>();
    for (const { key } of rivals) {
      const { ok, data } = await client.request(ChaosOperationOfKeyDocument, {
        mutation: "createAccount",
        idempotencyKey: key,
      });
      if (!ok) return null;
      if (data.operation?.account) taken.add(data.operation.account.providerAccountId);
    }
    return shown.filter(({ id }) => !taken.has(id));
  }
}

function isSameOpening({ shows }: Wish, other: Wish): boolean {
  return JSON.stringify(shows) === JSON.stringify(other.shows);
}

async function decide(client: GatewayClient, { id, attempts }: ChaosOperationFragment): Promise<void> {
  const idempotencyKey = `decision on ${id}, sending ${attempts}`;
  await client.request(ChaosResolveOperationDocument, {
    input: { idempotencyKey, operationId: id, decision: "RETRY" },
  });
}

type OpenState = "IN_DOUBT" | "IN_PROGRESS";

/** All operations that are in a state; null where the gateway cannot be asked just now. */
export async function operationsIn(client: GatewayClient, state: OpenState): Promise<ChaosOperationFragment[] | null> {
  const found: ChaosOperationFragment[] = [];
  let after: string | null = null;
  do {
    const { ok, data }: Awaited<ReturnType<typeof page>> = await page(client, state, after);
    if (!ok) return null;
    found.push(...data.operations.edges.map(({ node }) => node));
    after = data.operations.pageInfo.hasNextPage ? (data.operations.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  return found;
}

function page(client: GatewayClient, state: OpenState, after: string | null) {
  return client.request(ChaosOperationsDocument, { state, after });
}
