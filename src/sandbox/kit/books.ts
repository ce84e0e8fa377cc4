import type { FastifyRequest } from "fastify";
import { type Journal, noJournal } from "./journal.ts";
import type { Random } from "./random.ts";
import type { LedgerRequest } from "./request-log.ts";
import type { SimulatorAccount, SimulatorSettings } from "./simulator.ts";

/** A simulator's truth: in memory, with every change in the journal. */
export interface Books<A extends SimulatorAccount> {
  get(id: string): A | undefined;
  /** All accounts in the order of their creation. Live: do not keep it across changes. */
  all(): readonly A[];
  insert(account: A): void;
  /** Returns the account after the change; throws when there is no such account. */
  update(id: string, change: Partial<A>): A;
  /** Takes an account out as if it had never been; only for administration, since it shifts pages. */
  remove(id: string): void;
  /** Whatever else must survive a restart: replayed keys, users, hooks. JSON values only. */
  note(key: string): unknown;
  /** `undefined` forgets the key. */
  setNote(key: string, value: unknown): void;
  /** A list that only grows, such as a statement: adding to it costs the same however long it is. Live, JSON values only. */
  list(key: string): readonly unknown[];
  addTo(key: string, value: unknown): void;
  /** 1, 2, 3 … for each counter. */
  next(counter: string): number;
  /** Milliseconds since 1970. */
  now(): number;
  uuid(): string;
  readonly random: Random;
  /** Tells those who asked for webhooks of something that is no change of one account. */
  tell(message: Message): void;
  /** Tells the ledger that the change this request asked for is made, whatever becomes of the answer. */
  committed(request: FastifyRequest): void;
  readonly settings: SimulatorSettings;
}

/** What a webhook is about: the provider's word for it, and what it says. JSON values only. */
export interface Message {
  readonly type: string;
  readonly data: unknown;
}

/** Hears of changes as they are made; not of those that the seed or a journal makes. */
export interface Listener<A extends SimulatorAccount> {
  /** `before` is undefined for a new account, `after` for one that was taken out. */
  changed(before: A | undefined, after: A | undefined): void;
  told(message: Message): void;
}

/** One line item of the journal. */
export type Change<A extends SimulatorAccount> =
  | { readonly world: { readonly accounts: number; readonly seed: number } }
  | { readonly insert: A }
  | { readonly update: A }
  | { readonly remove: string }
  | { readonly note: string; readonly value?: unknown }
  | { readonly list: string; readonly value: unknown }
  | { readonly count: string; readonly value: number }
  | { readonly request: LedgerRequest };

/** What books are given from outside. */
export interface BooksContext {
  readonly now: () => number;
  readonly uuid: () => string;
  readonly random: Random;
  readonly settings: SimulatorSettings;
}

/** Books with the handles that only the kit uses. */
export interface OpenBooks<A extends SimulatorAccount> extends Books<A> {
  /** Makes a journalled change again, without writing it down once more. */
  replay(change: Change<A>): void;
  /** From here on changes are written down; what was there before comes from the seed. */
  recordIn(journal: Journal<Change<A>>): void;
  /** From here on this listener hears of everything. */
  listen(listener: Listener<A>): void;
}

export function createBooks<A extends SimulatorAccount>(context: BooksContext): OpenBooks<A> {
  const accounts: A[] = [];
  const places = new Map<string, number>();
  const notes = new Map<string, unknown>();
  const lists = new Map<string, unknown[]>();
  const counters = new Map<string, number>();
  let journal: Journal<Change<A>> = noJournal;
  let listener: Listener<A> = { changed() {}, told() {} };

  const placeOf = (id: string): number => {
    const place = places.get(id);
    if (place === undefined) throw new Error(`no account ${id}`);
    return place;
  };
  const replay = (change: Change<A>): void => {
    if ("insert" in change) {
      if (places.has(change.insert.id)) throw new Error(`account ${change.insert.id} exists already`);
      places.set(change.insert.id, accounts.push(change.insert) - 1);
    } else if ("update" in change) {
      accounts[placeOf(change.update.id)] = change.update;
    } else if ("remove" in change) {
      const place = placeOf(change.remove);
      accounts.splice(place, 1);
      places.delete(change.remove);
      for (const [shift, account] of accounts.slice(place).entries()) places.set(account.id, place + shift);
    } else if ("note" in change) {
      if (change.value === undefined) notes.delete(change.note);
      else notes.set(change.note, change.value);
    } else if ("list" in change) {
      const list = lists.get(change.list);
      if (list) list.push(change.value);
      else lists.set(change.list, [change.value]);
    } else if ("count" in change) {
      counters.set(change.count, change.value);
    }
  };
  const record = (change: Change<A>): void => {
    replay(change);
    journal.append(change);
  };

  return {
    ...context,
    get: (id) => accounts[places.get(id) ?? -1],
    all: () => accounts,
    insert(account) {
      record({ insert: account });
      listener.changed(undefined, account);
    },
    update(id, change) {
      const before = accounts[placeOf(id)] as A;
      const account = { ...before, ...change };
      record({ update: account });
      listener.changed(before, account);
      return account;
    },
    remove(id) {
      const before = accounts[placeOf(id)] as A;
      record({ remove: id });
      listener.changed(before, undefined);
    },
    note: (key) => notes.get(key),
    setNote: (key, value) => record({ note: key, value }),
    list: (key) => lists.get(key) ?? [],
    addTo: (key, value) => record({ list: key, value }),
    next(counter) {
      const value = (counters.get(counter) ?? 0) + 1;
      record({ count: counter, value });
      return value;
    },
    tell: (message) => listener.told(message),
    committed(request) {
      if (request.ledgerEntry) request.ledgerEntry.committed = true;
    },
    replay,
    recordIn(file) {
      journal = file;
    },
    listen(hearer) {
      listener = hearer;
    },
  };
}
