import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import type { Principal } from "../../auth/principal.ts";
import type * as domain from "../../domain/account-event.ts";
import type { GatewayContext } from "../context.ts";
import type { FollowedEvents } from "../event/followed-events.ts";
import { formatAll } from "./format-all.ts";
import type { OperationsParts } from "./operations.ts";
import { resultVariables } from "./result-variables.ts";

/** A result's JSON, a promise while it is being made, and its event's cursor. */
export interface ResultText {
  readonly text: string | Promise<string>;
  readonly cursor: string;
}

/** The results of everybody whose results cannot differ: an event's is made and written once. */
export interface SharedResults {
  /** One for each event. */
  of(events: readonly domain.AccountEvent[], followed: FollowedEvents): readonly ResultText[];
  leave(): void;
}

export interface Subscription {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variableValues: Readonly<Record<string, unknown>>;
}

/** So long a result may serve those who come later, in milliseconds: it shows the account as it was then. */
const sharedForMs = 1_000;
/** What all results that are kept may cost together: each its characters, and what an entry costs beside them. */
const mostKept = 2_000_000;
const costOfEntry = 300;
/** The guess for one that is being made, in characters. */
const usualLength = 500;

interface Made extends ResultText {
  /** When its account was looked up, in milliseconds of `clock`. */
  readonly at: number;
}

interface Group {
  readonly id: number;
  members: number;
}

/** Whose result, of which event. */
interface Wanted {
  readonly group: Group;
  readonly position: number;
}

export function createSharedResults(
  parts: Pick<OperationsParts, "formatError" | "createContext">,
  clock: () => number = () => performance.now(),
): { join(subscription: Subscription, context: GatewayContext): SharedResults } {
  const { formatError, createContext } = parts;
  // What is executed for many ends with nobody's connection.
  const { signal } = new AbortController();
  /** By group and event, of all groups that have more members than one. */
  const made = new LRUCache<string, Made>({
    maxSize: mostKept,
    sizeCalculation: ({ text }) => costOfEntry + (typeof text === "string" ? text.length : usualLength),
  });
  /** What was asked for last: thousands ask for the same one after the other, and should not look for it. */
  let last: (Wanted & { readonly one: Made }) | null = null;
  let lastGroup = 0;
  /** By document, which Apollo parses once for all, then by everything else that results depend on. */
  const byDocument = new WeakMap<DocumentNode, Map<string, Group>>();

  function groupOf(
    { document, operationName, variableValues }: Subscription,
    principal: Principal,
  ): [Group, () => void] {
    const groups = byDocument.get(document) ?? new Map<string, Group>();
    byDocument.set(document, groups);
    const variables = resultVariables(document, operationName, variableValues);
    const key = JSON.stringify([operationName, variables, viewerClass(principal)]);
    const group = groups.get(key) ?? { id: ++lastGroup, members: 0 };
    groups.set(key, group);
    group.members++;
    return [group, () => --group.members === 0 && groups.delete(key)];
  }

  /** What is known, no older than `since`; else it is made. */
  function once(wanted: Wanted, since: number, make: () => Made): ResultText {
    const { group, position } = wanted;
    if (last?.group === group && last.position === position && last.one.at >= since) return last.one;
    const key = `${group.id} ${position}`;
    const known = made.get(key);
    const one = known !== undefined && known.at >= since ? known : keep(key, make());
    last = { group, position, one };
    return one;
  }

  function keep(key: string, one: Made): Made {
    made.set(key, one);
    if (one.text instanceof Promise) {
      const isKept = () => made.peek(key) === one;
      one.text.then(
        // As another value: of the same one no size is taken again.
        (text) => isKept() && made.set(key, { ...one, text }),
        () => {
          if (isKept()) made.delete(key);
          if (last?.one === one) last = null;
        },
      );
    }
    return one;
  }

  return {
    join(subscription, { principal, viewer }) {
      const [group, leave] = groupOf(subscription, principal);
      // What was seen by a customer before it lost an account is not shown to it when it comes back.
      const began = viewer.sees === "linked" ? clock() : 0;

      function make(event: domain.AccountEvent, followed: FollowedEvents, contextValue: GatewayContext): Made {
        const rootValue = followed.view(event);
        const result = execute({ rootValue, contextValue, ...subscription });
        const text = result instanceof Promise ? result.then(written) : written(result);
        // They are awaited one after the other: one that fails may have to wait until it is heard.
        if (text instanceof Promise) text.catch(() => {});
        return { at: clock(), cursor: rootValue.cursor, text };
      }

      function written({ errors, ...result }: ExecutionResult): string {
        return JSON.stringify(errors === undefined ? result : { ...result, errors: formatAll(errors, formatError) });
      }

      return {
        of(events, followed) {
          let context: GatewayContext | null = null;
          const fresh = (event: domain.AccountEvent) => {
            // One for all: their accounts are looked up together.
            context ??= createContext(principal, signal);
            return make(event, followed, context);
          };
          if (group.members === 1) return events.map(fresh);
          const since = Math.max(began, clock() - sharedForMs);
          return events.map((event) => once({ group, position: event.position }, since, () => fresh(event)));
        },
        leave: () => void leave(),
      };
    },
  };
}

/** Callers whose results are the same: with accounts:all, only scopes make a difference; else it is one customer. */
function viewerClass({ scopes, issuer, clientId, subject }: Principal): unknown {
  const granted = [...scopes].sort();
  return scopes.has("accounts:all") ? granted : [granted, issuer, clientId, subject];
}
