import type { DocumentNode, GraphQLSchema } from "graphql";
import type { AccountLoader } from "../accounts/account-loader.ts";
import type { Directory } from "../accounts/directory-contract.ts";
import type { ProviderExtras } from "../accounts/provider-extras.ts";
import type { ProviderOverview } from "../accounts/provider-overview.ts";
import type { AuditLog } from "../audit/audit-log.ts";
import type { Principal } from "../auth/principal.ts";
import type { Viewer } from "../domain/viewer.ts";
import type { EventFeed } from "../events/event-feed.ts";
import type { EventLog } from "../events/event-log.ts";
import type { Commands } from "../operations/commands.ts";
import type { Journal } from "../operations/journal.ts";
import type { Deliveries } from "../webhooks/deliveries.ts";
import type { CursorCodec } from "./relay/cursor.ts";

/** What one operation works with. Loaders live for this one request and see only what its viewer may see. */
export interface GatewayContext {
  readonly principal: Principal;
  readonly viewer: Viewer;
  readonly accounts: AccountLoader;
  readonly directory: Directory;
  readonly events: EventLog;
  readonly feed: EventFeed;
  readonly audit: AuditLog;
  readonly extras: ProviderExtras;
  readonly providers: ProviderOverview;
  readonly cursors: CursorCodec;
  readonly commands: Commands;
  readonly journal: Journal;
  readonly deliveries: Deliveries;
  /** The cursor that the caller comes back with, beside what the operation says; it is later. */
  readonly resumeAfter?: string;
  /** Set by who can carry a stream: called with the document when the operation is a subscription that may begin. */
  readonly onSubscription?: (document: DocumentNode, schema: GraphQLSchema) => void;
}
