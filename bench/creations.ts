import { randomInt, randomUUID } from "node:crypto";
import { ask, type Operation, type Target } from "./load.ts";

/** How accounts are opened at one provider. */
export interface Opening {
  /** Of `createAccount`'s target. */
  readonly field: string;
  readonly owners: readonly string[];
  /** What that field is given. */
  input(owner: string): object;
}

const query = `mutation Create($input: CreateAccountInput!) {
  createAccount(input: $input) { account { id status clientAccountId iban } operation { id state replayed } errors { code message } }
}`;
interface Created {
  readonly createAccount: { readonly errors: readonly { readonly message: string }[] };
}

/** Opens an account; throws what the gateway says against it. */
export async function open(to: Target, wish: Operation): Promise<void> {
  const { createAccount } = await ask<Created>(to, wish);
  if (createAccount.errors[0] !== undefined) throw new Error(createAccount.errors[0].message);
}

const ownersQuery = `query Owners($after: String, $provider: String!) {
  accounts(first: 100, after: $after, filter: { providers: [$provider], statuses: [ACTIVE], kinds: [MAIN] }) {
    edges { node { owner { kind id } product { code } } } pageInfo { hasNextPage endCursor }
  }
}`;

/** One new account for the owner that is next, with a key of its own. */
export function creation({ field, owners, input }: Opening, index: number): Operation {
  const target = { [field]: input(owners[index % owners.length] ?? "") };
  const key = randomUUID();
  return { query, variables: { input: { idempotencyKey: key, clientAccountId: key, target } } };
}

type Openings = Readonly<Record<"inventi" | "if" | "paynetics" | "revsto", Opening>>;

/** What can be opened at the simulators of a benchmark, for owners that have accounts there. */
export async function openings(to: Target): Promise<Openings> {
  const holder = { type: "INDIVIDUAL", name: "Anna Able" };
  // An IBAN of its own for each.
  const generate = () => ({ countryCode: "LT", bankCode: "70440", accountCode: String(randomInt(1e10)) });
  const [clients, users, subscribers] = await Promise.all([
    owned(to, "if", "CLIENT"),
    owned(to, "paynetics", "USER"),
    owned(to, "revsto", "USER"),
  ]);
  const products = new Map(subscribers.map(({ id, product }) => [id, product]));
  // In one order for all engines: who was warmed up with has many accounts by then, and is warmed up with again.
  const ids = (owners: readonly { readonly id: string }[]) => owners.map(({ id }) => id).sort();
  const all: Openings = {
    inventi: { field: "inventi", owners: [""], input: () => ({ holder, generate: generate() }) },
    if: { field: "integratedFinance", owners: ids(clients), input: (clientId) => ({ clientId, currency: "EUR" }) },
    paynetics: { field: "paynetics", owners: ids(users), input: (user) => ({ program: "account_eur", user }) },
    revsto: {
      field: "revsto",
      owners: ids(subscribers),
      input: (userId) => ({ userId, productId: products.get(userId) ?? "" }),
    },
  };
  const able = Object.entries(all).map(async ([name, opening]) => [name, await withAbleOwners(to, opening)]);
  return Object.fromEntries(await Promise.all(able)) as Openings;
}

/** Those owners for whom an account can be opened: of some users the simulators say that they may not. */
async function withAbleOwners(to: Target, opening: Opening): Promise<Opening> {
  const able: string[] = [];
  for (const [index, owner] of opening.owners.entries()) {
    const { createAccount } = await ask<Created>(to, creation(opening, index));
    if (createAccount.errors.length === 0) able.push(owner);
  }
  return { ...opening, owners: able };
}

interface Page {
  readonly accounts: {
    readonly edges: readonly {
      readonly node: {
        readonly owner: { readonly kind: string; readonly id: string } | null;
        readonly product: { readonly code: string } | null;
      };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

/** The owners of one kind, each with the product of one of its accounts. */
async function owned(to: Target, provider: string, kind: string) {
  const products = new Map<string, string>();
  for (let after: string | null = null, goesOn = true; goesOn; ) {
    const { accounts }: Page = await ask(to, { query: ownersQuery, variables: { after, provider } });
    for (const { node } of accounts.edges) {
      if (node.owner?.kind === kind) products.set(node.owner.id, node.product?.code ?? "");
    }
    goesOn = accounts.pageInfo.hasNextPage;
    after = accounts.pageInfo.endCursor;
  }
  return [...products].map(([id, product]) => ({ id, product }));
}
