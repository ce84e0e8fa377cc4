import { isTimeout } from "./deadline.ts";
import { type Errors, GatewayClientError, type Result } from "./result.ts";

/** A page of any list of the schema. */
export interface Connection<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface WalkOptions {
  /** How many rows are asked for at once: 1 to 100; 100 unless you say otherwise. */
  readonly pageSize?: number;
  /** Begin behind this cursor: `error.after` of a walk that failed, or any row's cursor. */
  readonly after?: string | null;
  /** Ends the walk: it then throws an error with the code `ABORTED`. */
  readonly signal?: AbortSignal;
  /** Takes errors that came beside a page, such as one provider's balances that cannot be had, and lets the walk go on. */
  readonly onErrors?: (errors: Errors) => void;
}

export interface Walk<Node, Data> extends Omit<WalkOptions, "pageSize"> {
  readonly load: (after: string | null, signal: AbortSignal) => Promise<Result<Data>>;
  /** Where the list is in the answer; null: nowhere. */
  readonly pick: (data: Data) => Connection<Node> | null | undefined;
}

/**
 * All rows of a list, page by page, at most one page ahead of the reader. A row that moved in the ordering and is met
 * again is not handed out again. On an error everything that came before it, and with it, is handed out first; then a
 * `GatewayClientError` is thrown.
 */
export async function* walk<Node, Data>(asked: Walk<Node, Data>): AsyncGenerator<Node, void, undefined> {
  const { load, pick, after: start = null, signal: caller, onErrors } = asked;
  const own = new AbortController();
  const signal = caller === undefined ? own.signal : AbortSignal.any([caller, own.signal]);
  const met = new Set<string>();
  let after = start;
  let next: Promise<Result<Data>> | null = load(after, signal);
  try {
    while (next !== null) {
      const answer: Result<Data> = await next;
      const page: Connection<Node> | null = (answer.data === null ? null : pick(answer.data)) ?? null;
      const end: string | null = page === null ? null : nextCursor(page, after);
      const tolerate: WalkOptions["onErrors"] = answer.ok || page === null ? undefined : onErrors;
      next = end !== null && (answer.ok || tolerate) ? load(end, signal) : null;
      for (const { node } of page?.edges ?? []) {
        if (caller?.aborted) throw new GatewayClientError([ended(caller.reason)], { after });
        if (isFirstMeeting(node, met)) yield node;
      }
      if (!answer.ok) {
        if (!tolerate) throw new GatewayClientError(answer.errors, { data: answer.data, after: end ?? after });
        tolerate(answer.errors);
      }
      after = end;
    }
  } finally {
    // The page ahead, when the reader stops before it.
    own.abort();
  }
}

/** Where the list goes on; a list that stands still has ended. */
function nextCursor({ pageInfo }: Connection<unknown>, before: string | null): string | null {
  return pageInfo.hasNextPage && pageInfo.endCursor !== before ? pageInfo.endCursor : null;
}

function isFirstMeeting(node: unknown, met: Set<string>): boolean {
  const id = typeof node === "object" && node !== null && "id" in node ? node.id : undefined;
  if (typeof id !== "string") return true;
  const isNew = !met.has(id);
  met.add(id);
  return isNew;
}

function ended(cause: unknown) {
  return isTimeout(cause)
    ? ({ code: "TIMEOUT", message: "The walk took too long.", retryable: true, path: null, cause } as const)
    : ({ code: "ABORTED", message: "The caller ended the walk.", retryable: false, path: null, cause } as const);
}
