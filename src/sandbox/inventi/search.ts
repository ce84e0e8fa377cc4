import { z } from "zod";
import type { Books } from "../kit/books.ts";
import { type InventiAccount, toJson, toShortRow } from "./account.ts";
import { mustFit, violation } from "./problem.ts";
import type { InventiSettings } from "./settings.ts";

const querySchema = z.object({
  iban: z.string().optional(),
  clientAccountId: z.string().optional(),
  accountHolderName: z.string().optional(),
  status: z.enum(["OPEN", "CLOSED"]).optional(),
  limit: z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 100, "must be between 1 and 100")
    .default(20),
});
type Filter = Omit<z.output<typeof querySchema>, "limit">;

/**
 * One page in ascending order of ids. A page token is an account id: the next page begins after it, the previous page
 * ends with it (the documents' sample page begins with account 11 and names 10 and 20).
 */
export function searchAccounts(books: Books<InventiAccount>, query: unknown, settings: InventiSettings): unknown {
  const { limit, ...filter } = mustFit(querySchema, query, "query");
  const next = pageToken(query, settings.nextPageToken);
  const previous = pageToken(query, settings.previousPageToken);
  if (next !== null && previous !== null)
    throw violation(settings.previousPageToken, "query", "not together with the other page token");

  const accounts = books.all();
  const isMatch = matcher(filter);
  const token = next ?? previous;
  const start = token === null ? 0 : firstAfter(accounts, token);
  const page = previous === null ? forward(accounts, start, limit, isMatch) : backward(accounts, start, limit, isMatch);
  const first = page[0] ?? start;
  const last = page.at(-1) ?? start - 1;
  const before = backward(accounts, first, 1, isMatch)[0];
  const hasMore = forward(accounts, last + 1, 1, isMatch).length > 0;

  return {
    meta: {
      ...meta(settings.previousPageToken, before === undefined ? null : (accounts[before]?.id ?? null), settings),
      ...meta(settings.nextPageToken, hasMore ? (accounts[last]?.id ?? null) : null, settings),
    },
    accounts: page.flatMap((place) => accounts[place] ?? []).map(settings.listRows === "short" ? toShortRow : toJson),
  };
}

function meta(
  name: string,
  token: string | null,
  { missingPageToken }: InventiSettings,
): Record<string, string | null> {
  return token === null && missingPageToken === "absent" ? {} : { [name]: token };
}

function pageToken(query: unknown, name: string): bigint | null {
  const token = (query as Record<string, unknown>)[name];
  if (token === undefined) return null;
  if (typeof token !== "string" || !/^\d+$/.test(token)) throw violation(name, "query", "is not a page token");
  return BigInt(token);
}

function matcher({ iban, clientAccountId, accountHolderName, status }: Filter): (account: InventiAccount) => boolean {
  const name = accountHolderName?.toLowerCase();
  return (account) =>
    (iban === undefined || account.iban === iban) &&
    (clientAccountId === undefined || account.clientAccountId === clientAccountId) &&
    (name === undefined || account.accountHolderName.toLowerCase().includes(name)) &&
    (status === undefined || account.status === status);
}

type Places = readonly number[];
type Match = (account: InventiAccount) => boolean;

/** The places of at most `limit` matching accounts from `start` on. */
function forward(accounts: readonly InventiAccount[], start: number, limit: number, isMatch: Match): Places {
  const places: number[] = [];
  for (let place = start; place < accounts.length && places.length < limit; place += 1)
    if (isMatch(accounts[place] as InventiAccount)) places.push(place);
  return places;
}

/** The places of the last `limit` matching accounts before `end`, in ascending order. */
function backward(accounts: readonly InventiAccount[], end: number, limit: number, isMatch: Match): Places {
  const places: number[] = [];
  for (let place = end - 1; place >= 0 && places.length < limit; place -= 1)
    if (isMatch(accounts[place] as InventiAccount)) places.unshift(place);
  return places;
}

/** By halving: pages deep in a long list cost what the first one costs. */
function firstAfter(accounts: readonly InventiAccount[], id: bigint): number {
  let [low, high] = [0, accounts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (BigInt((accounts[middle] as InventiAccount).id) > id) high = middle;
    else low = middle + 1;
  }
  return low;
}
