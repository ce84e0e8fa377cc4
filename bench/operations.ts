import { ask, type Operation, type Target } from "./load.ts";

const node = "id status iban holder { name } provider { name } currencies createdAt";

const pageQuery = `query Page($after: String, $orderBy: AccountOrder!, $search: String) {
  accounts(first: 20, after: $after, orderBy: $orderBy, search: $search) {
    edges { cursor node { ${node} } } pageInfo { hasNextPage endCursor }
  }
}`;
export const accountQuery = `query One($id: ID!) { account(id: $id, maxAge: null) { ${node} } }`;
const balancesQuery = `query Balances($after: String, $maxAge: Int, $filter: AccountFilter) {
  accounts(first: 20, after: $after, filter: $filter) {
    edges { node { id balances(maxAge: $maxAge) { available { amount currency } asOf } } }
  }
}`;
const walkQuery = `query Walk($after: String, $orderBy: AccountOrder!, $filter: AccountFilter) {
  accounts(first: 100, after: $after, orderBy: $orderBy, filter: $filter) { edges { node { id } } pageInfo { hasNextPage endCursor } }
}`;

export interface OrderBy {
  readonly field: "CREATED_AT" | "HOLDER_NAME";
  readonly direction: "ASC" | "DESC";
}
export const newestFirst: OrderBy = { field: "CREATED_AT", direction: "DESC" };

/** Inventi has no balances. */
export const withBalances = { providers: ["if", "paynetics", "revsto"] };

/** A page of accounts that have balances; `after` belongs to the list of `filter`. */
export function balancesPage(after: string | null, maxAge: number | null, filter: object = withBalances): Operation {
  return { query: balancesQuery, variables: { after, maxAge, filter } };
}

export function page(after: string | null, orderBy = newestFirst, search: string | null = null): Operation {
  return { query: pageQuery, variables: { after, orderBy, search } };
}

interface Walk {
  readonly accounts: {
    readonly edges: readonly { readonly node: { readonly id: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

/** Every cursor at a hundred's end, and the ids on the way. */
export async function walk(
  target: Target,
  orderBy: OrderBy,
  { most = Number.POSITIVE_INFINITY, filter = {} }: { most?: number; filter?: Partial<typeof withBalances> } = {},
) {
  const cursors: string[] = [];
  const ids: string[] = [];
  for (let after: string | null = null; cursors.length < most; ) {
    const { accounts }: Walk = await ask(target, { query: walkQuery, variables: { after, orderBy, filter } });
    ids.push(...accounts.edges.map((edge) => edge.node.id));
    if (!accounts.pageInfo.hasNextPage) break;
    after = accounts.pageInfo.endCursor;
    cursors.push(after);
  }
  return { cursors, ids };
}
