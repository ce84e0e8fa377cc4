import type { GatewayContext } from "../context.ts";
import { numberedPage } from "../relay/numbered-page.ts";
import { type AuditArguments, auditFilter } from "./audit-filter.ts";
import type { AuditConnection } from "./audit-type.ts";
import { auditCursor, auditView, openAuditCursor } from "./audit-view.ts";

/** One page of the audit log, the newest first. */
export async function auditPage({ audit, cursors }: GatewayContext, args: AuditArguments): Promise<AuditConnection> {
  const filter = auditFilter(args.filter ?? {});
  const { edges, pageInfo } = await numberedPage(args, {
    read: (stretch) => audit.page({ ...stretch, filter }),
    numberOf: ({ position }) => position,
    seal: (position) => auditCursor(cursors, position),
    open: (cursor) => openAuditCursor(cursors, cursor),
  });
  return { edges: edges.map(({ cursor, row }) => ({ cursor, node: auditView(cursors, row) })), pageInfo };
}
