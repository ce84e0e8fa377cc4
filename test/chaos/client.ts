import { setTimeout as sleep } from "node:timers/promises";
import { createGatewayClient, type GatewayClient } from "../../src/client/index.ts";
import {
  ChaosChangeAccountStatusDocument,
  ChaosCloseAccountDocument,
  ChaosCreateAccountDocument,
  type ChaosErrorFragment,
  type ChaosOperationFragment,
  ChaosUpdateAccountDocument,
} from "../generated/documents.ts";
import type { Mutation, Wish } from "./wishes.ts";

/** What a client heard of its wish in the end. */
export interface Ending {
  /**
   * An operation's state; or REFUSED before one was made, GAVE_UP after long waiting, WENT_AWAY after asking once,
   * DIFFERENT where two askers heard two things.
   */
  readonly state: "SUCCEEDED" | "REJECTED" | "ABANDONED" | "REFUSED" | "GAVE_UP" | "WENT_AWAY" | "DIFFERENT";
  /** The last error's code. */
  readonly code: string | null;
  readonly account: { readonly id: string; readonly providerAccountId: string } | null;
  readonly asked: number;
}

/** One answer to a mutation; null: none came. */
export type Answer = {
  readonly operation: ChaosOperationFragment | null;
  readonly errors: readonly ChaosErrorFragment[];
} | null;

const documents = {
  createAccount: ChaosCreateAccountDocument,
  updateAccount: ChaosUpdateAccountDocument,
  changeAccountStatus: ChaosChangeAccountStatusDocument,
  closeAccount: ChaosCloseAccountDocument,
} as const satisfies Record<Mutation, unknown>;

export function connect(url: string, token: string): GatewayClient {
  return createGatewayClient({ url, token, timeoutMs: 15_000 });
}

/** Asks once. */
export async function ask(client: GatewayClient, { mutation, key, input }: Wish): Promise<Answer> {
  const variables = { input: { idempotencyKey: key, ...input } };
  const { data } = await client.request(documents[mutation] as typeof ChaosCloseAccountDocument, variables as never);
  return data?.made ?? null;
}

const firstPauseMs = 100;
const longestPauseMs = 1_000;

/** What a client does that wants its wish fulfilled: asks with the same key until it knows, `patienceMs` at most. */
export async function insist(clients: readonly GatewayClient[], wish: Wish, patienceMs: number): Promise<Ending> {
  const until = performance.now() + patienceMs;
  let pauseMs = firstPauseMs;
  for (let asked = 1; ; asked++) {
    const client = clients[(asked + wish.key.length) % clients.length] as GatewayClient;
    const answer = await ask(client, wish);
    const { operation = null, errors = [] } = answer ?? {};
    const ending = { code: errors[0]?.code ?? null, account: operation?.account ?? null, asked };
    const state = answer && finalState(answer);
    if (state !== null) return { ...ending, state };
    if (wish.isFickle) return { ...ending, state: "WENT_AWAY" };
    if (performance.now() > until) return { ...ending, state: "GAVE_UP" };
    await sleep(pauseMs);
    pauseMs = Math.min(pauseMs * 1.5, longestPauseMs);
  }
}

/** Null while asking again may help. */
function finalState({ operation, errors }: NonNullable<Answer>): Ending["state"] | null {
  const [error] = errors;
  switch (operation?.state) {
    case "SUCCEEDED":
      // Else which account it is could not be told just now.
      return operation.account === null ? null : operation.state;
    case "REJECTED":
    case "ABANDONED":
      return operation.state;
    case undefined:
      // An account that is still being set up cannot be closed yet.
      return error === undefined || error.retryable || error.code === "INVALID_TRANSITION" ? null : "REFUSED";
    default:
      return null;
  }
}
