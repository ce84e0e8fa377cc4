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

/** What can be opened at the simulators of a benchmark, for owners that have accounts there. */
export async function openings(
  to: Target,
): Promise<Readonly<Record<"inventi" | "if" | "paynetics" | "revsto", Opening>>> {
  const holder = { type: "INDIVIDUAL", name: "Anna Able" };
  // An IBAN of its own for each.
  const generate = () => ({ countryCode: "LT", bankCode: "70440", accountCode: String(randomInt(1e10)) });
  const [clients, users, subscribers] = await Promise.all([
    owned(to, "if", "CLIENT"),
    owned(to, "paynetics", "USER"),
    owned(to, "revsto", "USER"),
  ]);
  const products = new Map(subscribers.map(({ id, product }) => [id, product]));
  const ids = (owners: readonly { readonly id: string }[]) => owners.map(({ id }) => id);
  return {
    inventi: { field: "inventi", owners: [""], input: () => ({ holder, generate: generate() }) },
    if: { field: "integratedFinance", owners: ids(clients), input: (clientId) => ({ clientId, currency: "EUR" }) },
    paynetics: { field: "paynetics", owners: ids(users), input: (user) => ({ program: "account_eur", user }) },
    revsto: {
      field: "revsto",
      owners: ids(subscribers),
      input: (userId) => ({ userId, productId: products.get(userId) ?? "" }),
    },
  };
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
