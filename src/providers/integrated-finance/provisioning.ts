import type { AccountStatus, Provisioning, ProvisioningState } from "../../domain/account.ts";
import type { WireAccount, WireConnection } from "./wire.ts";

/** Which answer an account stands in: they tell different things. */
export type Endpoint = "details" | "list" | "creation" | "update";

const connectionStates: ReadonlyMap<string | null, ProvisioningState> = new Map([
  ["creation-in-progress", "IN_PROGRESS"],
  ["completed-up-to-date", "READY"],
  ["completed-outdated", "OUTDATED"],
  ["creation-failed", "FAILED"],
  ["dependency-failed", "DEPENDENCY_FAILED"],
]);

/** For a sub-account without a connection of its own: nothing but its status says how far it is. */
const statesWithoutConnection: Readonly<Record<AccountStatus, ProvisioningState>> = {
  PENDING: "IN_PROGRESS",
  ACTIVE: "READY",
  INACTIVE: "READY",
  SUSPENDED: "READY",
  CLOSED: "READY",
  DECLINED: "FAILED",
  UNKNOWN: "UNKNOWN",
};

/**
 * How far the set-up at the service provider is; undefined where the answer does not say. Only lists show a sub-account's
 * connection, so only there its absence means that there is none. Until a list has told, its provisioning is unknown.
 */
export function toProvisioning(wire: WireAccount, status: AccountStatus, endpoint: Endpoint): Provisioning | undefined {
  if (wire.connection) return fromConnection(wire.connection);
  // Answers to changes leave a sub-account's service provider out as well: nothing can be told from that.
  if (endpoint === "creation" || endpoint === "update") return undefined;
  const isSubAccount = Boolean(wire.mainAccountId);
  if (!isSubAccount || endpoint !== "list") return undefined;
  return {
    state: statesWithoutConnection[status],
    method: null,
    serviceProvider: null,
    reference: null,
    error: null,
  };
}

function fromConnection({ method, serviceProvider, reference, state, error }: WireConnection): Provisioning {
  return {
    state: connectionStates.get(state) ?? "UNKNOWN",
    method,
    serviceProvider,
    reference,
    error: error ?? null,
  };
}
