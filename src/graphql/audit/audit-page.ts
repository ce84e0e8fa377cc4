import type { GatewayContext } from "../context.ts";
import { pageSize } from "../relay/page-arguments.ts";
import { type AuditArguments, auditFilter } from "./audit-filter.ts";
import type { AuditConnection } from "./audit-type.ts";
import { auditView, openAuditCursor } from "./audit-view.ts";

/** One page of the audit log, the newest first. */
export async function auditPage({ audit, cursors }: GatewayContext, args: AuditArguments): Promise<AuditConnection> {
  const { from, limit } = pageSize(args);
  const filter = auditFilter(args.filter ?? {});
  const open = (cursor: string | null | undefined) => (cursor == null ? null : openAuditCursor(cursors, cursor));
  // Newest first: what comes after a cursor is older.
  const bounds = { olderThan: open(args.after), newerThan: open(args.before) };
  const end = from === "start" ? "newest" : "oldest";
  const found = await audit.page({ ...bounds, filter, limit: limit + 1, from: end });
  const goesOn = found.length > limit;
  const page = found.slice(0, limit);
  const shown = from === "start" ? page : page.toReversed();

  const edges = shown.map((entry) => {
    const node = auditView(cursors, entry);
    return { cursor: node.cursor, node };
  });
  const beyond = (side: "newerThan" | "olderThan") => async () => {
    const edge = (side === "newerThan" ? shown[0] : shown.at(-1))?.position ?? null;
    // From the edge outwards: the first entry met is enough.
    const direction = side === "newerThan" ? "oldest" : "newest";
    const query = { filter, newerThan: null, olderThan: null, [side]: edge, limit: 1, from: direction } as const;
    return edge !== null && (await audit.page(query)).length > 0;
  };
  return {
    edges,
    pageInfo: {
      hasNextPage: from === "start" && bounds.newerThan === null ? goesOn : beyond("olderThan"),
      hasPreviousPage: from === "end" && bounds.olderThan === null ? goesOn : beyond("newerThan"),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
