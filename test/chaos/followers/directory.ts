import { setTimeout as sleep } from "node:timers/promises";
import type { GatewayClient } from "../../../src/client/index.ts";
import {
  ChaosEventCursorDocument,
  ChaosShownAccountsDocument,
  type ChaosShownAccountsQuery,
  ChaosSweepsDocument,
} from "../../generated/documents.ts";
import type { Bank, BankName, LedgerAccount } from "../banks.ts";

/** An account as the gateway shows it. */
export type Shown = ChaosShownAccountsQuery["accounts"]["edges"][number]["node"];

/** All accounts, as the gateway knows them without asking anybody. */
export async function shownAccounts(client: GatewayClient): Promise<Shown[]> {
  const shown: Shown[] = [];
  let after: string | null = null;
  do {
    const { accounts }: ChaosShownAccountsQuery = await asked(() =>
      client.request(ChaosShownAccountsDocument, { after }),
    );
    shown.push(...accounts.edges.map(({ node }) => node));
    after = accounts.pageInfo.hasNextPage ? (accounts.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  return shown;
}

/** The place of the last event. */
export async function eventCursor(client: GatewayClient): Promise<string> {
  return (await asked(() => client.request(ChaosEventCursorDocument, {}))).eventCursor;
}

/** Resolves when all accounts of all providers have been read once. */
export async function everythingRead(client: GatewayClient): Promise<void> {
  for (;;) {
    const { providers } = await asked(() => client.request(ChaosSweepsDocument, {}));
    if (providers.every(({ sweep }) => sweep?.state === "COMPLETE")) return;
    await sleep(100);
  }
}

/** Accounts whose status is another one than in the ledger, in words. */
export async function differences(client: GatewayClient, banks: readonly Bank[]): Promise<string[]> {
  const shown = new Map((await shownAccounts(client)).map((one) => [keyOf(one.provider.name, one), one.status]));
  const ledgers = await Promise.all(banks.map(async ({ name, accounts }) => ({ name, accounts: await accounts() })));
  return ledgers.flatMap(({ name, accounts }) =>
    accounts.flatMap((account) => {
      const [status, now] = [statusIn(name, account), shown.get(`${name}:${account.id}`) ?? "not there"];
      return status === now ? [] : [`${name}:${account.id} is ${status}, and shown as ${now}`];
    }),
  );
}

/** What each provider calls the statuses between which its accounts change here. */
export const words: Readonly<Record<BankName, Readonly<Record<string, string>>>> = {
  inventi: { ACTIVE: "OPEN", CLOSED: "CLOSED" },
  if: { ACTIVE: "active", SUSPENDED: "suspended" },
  paynetics: { ACTIVE: "active", SUSPENDED: "blocked" },
  revsto: { ACTIVE: "OPENED", SUSPENDED: "SUSPENDED" },
};

function statusIn(bank: BankName, { status }: LedgerAccount): string {
  const known = Object.entries(words[bank]).find(([, word]) => word === status);
  return known?.[0] ?? String(status).toUpperCase();
}

function keyOf(bank: string, { providerAccountId }: Shown): string {
  return `${bank}:${providerAccountId}`;
}

type Answer<Data> = { readonly ok: true; readonly data: Data } | { readonly ok: false };

/** The answer, asked for again while a gateway is away. */
async function asked<Data>(ask: () => Promise<Answer<Data>>): Promise<Data> {
  for (let times = 0; times < 300; times++) {
    const answer = await ask();
    if (answer.ok) return answer.data;
    await sleep(100);
  }
  throw new Error("The gateway does not answer.");
}
