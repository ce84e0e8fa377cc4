import type { Books } from "../kit/books.ts";
import type { Movement, PayneticsAccount } from "./account.ts";
import { Refusal } from "./answers.ts";
import type { PayneticsSettings } from "./settings.ts";

type Query = Readonly<Record<string, string | undefined>>;

/** Page and limit as they stand in the path, the first page being 1. */
export interface PagePath {
  readonly page: string;
  readonly limit: string;
}

interface Page {
  readonly from: number;
  readonly to: number;
}

/** P2: accounts in the order of their creation, closed ones included; a page beyond the end is empty. */
export function listAccounts(
  books: Books<PayneticsAccount>,
  path: PagePath,
  query: Query,
  settings: PayneticsSettings,
) {
  if (settings.overLimit === "refuse" && Number(path.limit) > settings.maxLimit) {
    throw new Refusal(11001, { limit: `must be at most ${settings.maxLimit}` });
  }
  const { merchant, user, program } = query;
  const isFiltered = merchant !== undefined || user !== undefined || program !== undefined;
  const matches = (account: PayneticsAccount): boolean =>
    (merchant === undefined || account.merchant === merchant) &&
    (user === undefined || account.user === user) &&
    (program === undefined || account.program === program);
  const found = isFiltered ? books.all().filter(matches) : books.all();
  return pageOf(found, readPage(path, settings.maxLimit));
}

const maxTransactions = 1000;

/** P6: movements of all accounts that fit, account by account. `load_after` goes on behind that movement. */
export function listMovements(books: Books<PayneticsAccount>, path: PagePath, query: Query) {
  const given = query.account === undefined ? books.all() : books.all().filter(({ id }) => id === query.account);
  const found = given
    .filter((account) => isAsked(query.merchant, account.merchant) && isAsked(query.user, account.user))
    .flatMap((account) => account.movements.map((movement) => ({ account, movement })))
    .filter(({ movement }) => isMovementAsked(movement, query));
  const after = found.findIndex(({ movement }) => movement.token === query.load_after) + 1;
  return pageOf(found.slice(after), readPage(path, maxTransactions));
}

function isMovementAsked(movement: Movement, query: Query): boolean {
  const day = movement.date.slice(0, 10);
  return (
    (query.start_date === undefined || day >= query.start_date) &&
    (query.end_date === undefined || day <= query.end_date) &&
    isAsked(query.balance, movement.balance) &&
    isAsked(query.type, movement.type) &&
    isAsked(query.code, movement.code) &&
    isAsked(query.reference, movement.reference) &&
    isAsked(query.debit_credit, movement.direction) &&
    isAsked(query.status, "1") &&
    // The demo accounts have no cards.
    query.card === undefined
  );
}

function isAsked(wanted: string | undefined, value: string): boolean {
  return wanted === undefined || wanted === value;
}

function readPage(path: PagePath, maxLimit: number): Page {
  const page = readCount(path.page, "page");
  const limit = Math.min(readCount(path.limit, "limit"), maxLimit);
  return { from: (page - 1) * limit, to: page * limit };
}

function readCount(text: string, name: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Refusal(11001, { [name]: "must be a number from 1" });
  return Number(text);
}

function pageOf<T>(rows: readonly T[], { from, to }: Page): { items: T[]; total: number } {
  return { items: rows.slice(from, to), total: rows.length };
}
