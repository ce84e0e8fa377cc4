import type { AccountFacts } from "../../domain/account.ts";
import { GatewayError } from "../../domain/errors.ts";
import { checkTransition } from "../kit/change-rules.ts";
import { wrongInput } from "../kit/client-input.ts";
import type { ChangedAccount, ConnectionReport, PlannedChange } from "../provider.ts";
import { checkOpen, statusAlong } from "./changes.ts";
import { plannedIdentifiers } from "./identifiers.ts";
import { updateRequest } from "./requests.ts";
import { type TransitionRules, transitionsOf } from "./transitions.ts";

/** Tells what came of connecting a plug-in account at its service provider. */
export function planConnectionReport(
  provider: string,
  rules: TransitionRules,
  account: ChangedAccount,
  report: ConnectionReport,
): PlannedChange {
  checkOwnConnection(provider, account.facts);
  checkOpen(provider, account.facts);
  return report.outcome === "CONNECTED"
    ? planConnected(provider, rules, account, report)
    : planFailed(provider, rules, account, report);
}

/** Throws UNSUPPORTED_OPERATION where there is no connection that is ours to report. */
function checkOwnConnection(provider: string, { kind, provisioning }: AccountFacts): void {
  if (kind === "MAIN" && provisioning.method === "plug-in") return;
  const message =
    kind === "SUB"
      ? `Report the connection of its main account: a sub-account has none of its own at ${provider}.`
      : `${provider} takes this only for plug-in accounts, which it does not connect itself.`;
  throw new GatewayError("UNSUPPORTED_OPERATION", message, { provider, capability: "REPORT_CONNECTION" });
}

type Connected = Extract<ConnectionReport, { outcome: "CONNECTED" }>;
type Failed = Extract<ConnectionReport, { outcome: "FAILED" }>;

function planConnected(
  provider: string,
  rules: TransitionRules,
  { id, facts }: ChangedAccount,
  { connectionId, reference, iban, accountNumber, routingCodes, activate }: Connected,
): PlannedChange {
  if (connectionId.trim() === "")
    throw wrongInput(provider, ["connectionId"], "Give the id that the account has at its service provider.");
  const isActivated = activate && facts.status !== "ACTIVE";
  if (isActivated) checkTransition(provider, { from: facts.status, to: "ACTIVE" }, transitionsOf(rules, facts));
  const codes = routingCodes.length > 0 ? { routingCodes } : {};
  const { fields, target } = plannedIdentifiers(provider, facts, { iban, accountNumber, ...codes });
  const isIdentified = Object.keys(target).length > 0;
  const connection = { id: connectionId, reference: reference ?? undefined, state: "completed-up-to-date" };
  const status = isActivated ? { status: "active" } : isIdentified ? statusAlong(facts) : {};
  return {
    request: updateRequest(id, { ...fields, connection, ...status }),
    target: {
      ...target,
      provisioning: {
        ...facts.provisioning,
        state: "READY",
        reference: reference ?? facts.provisioning.reference,
        error: null,
      },
      ...(isActivated && { status: "ACTIVE" }),
    },
  };
}

/** Only an account that is still pending can fail to be opened. */
function planFailed(
  provider: string,
  rules: TransitionRules,
  { id, facts }: ChangedAccount,
  { error, decline }: Failed,
): PlannedChange {
  if (facts.status !== "PENDING") {
    const message = `An account that is ${facts.status} has been opened: only a PENDING one can fail to be.`;
    throw new GatewayError("INVALID_TRANSITION", message, { provider });
  }
  if (decline) checkTransition(provider, { from: facts.status, to: "DECLINED" }, transitionsOf(rules, facts));
  const { category, origin, code, message, attributes } = error;
  const told = { category, origin, code, message, attributes };
  return {
    request: updateRequest(id, {
      ...(decline && { status: "declined" }),
      connection: { state: "creation-failed", error: told },
    }),
    target: {
      provisioning: { ...facts.provisioning, state: "FAILED", error: told },
      ...(decline && { status: "DECLINED" }),
    },
  };
}
