import type { GatewayContext } from "../context.ts";
import { cursorBinding } from "../relay/cursor.ts";
import { numberedPage } from "../relay/numbered-page.ts";
import { type OperationsArguments, operationFilter } from "./operation-arguments.ts";
import type { OperationConnection } from "./operation-type.ts";
import { operationView } from "./operation-view.ts";

/** The page that `operations` asks for, the newest first. */
export async function operationPage(context: GatewayContext, args: OperationsArguments): Promise<OperationConnection> {
  const { journal, cursors } = context;
  const filter = operationFilter(args, context);
  const binding = cursorBinding(["operations", filter]);
  const { edges, pageInfo } = await numberedPage(args, {
    read: (stretch) => journal.page(filter, stretch),
    numberOf: ({ number }) => number,
    seal: (number) => cursors.seal(binding, { key: number, rowId: 0 }),
    open: (cursor) => Number(cursors.open(binding, cursor).key),
  });
  return {
    edges: edges.map(({ cursor, row }) => ({ cursor, node: operationView(context, row) })),
    pageInfo,
    totalCount: () => journal.count(filter),
  };
}
