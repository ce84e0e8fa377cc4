import { type Connection, type ConnectionError, connectionStates, type Status } from "./account.ts";
import { type Fields, fieldsAt, textAt } from "./envelope.ts";
import { invalid } from "./refusal.ts";

const path = "data.account.connection";

/** A plug-in connection after what the customer reports of it; its status follows the account's once it exists. */
export function readConnectionReport(
  connection: Connection | null,
  report: unknown,
  status: Status,
): Connection | null {
  if (!connection) return null;
  const reported =
    report === undefined ? connection : apply(connection, fieldsAt({ connection: report }, "connection", path));
  return reported.state === "completed-up-to-date" ? { ...reported, status: providerStatus(status) } : reported;
}

function apply(connection: Connection, report: Fields): Connection {
  const state = report.state === undefined ? connection.state : connectionStates.find((word) => word === report.state);
  if (!state) throw invalid(`${path}.state`, `must be one of ${connectionStates.join(", ")}`);
  const isFailure = state === "creation-failed" || state === "dependency-failed" || state === "completed-outdated";
  return {
    ...connection,
    id: nullableText(report, "id") ?? connection.id,
    reference: nullableText(report, "reference") ?? connection.reference,
    state,
    error: isFailure ? readError(report, connection.error) : null,
  };
}

function nullableText(report: Fields, name: string): string | null {
  return report[name] === undefined || report[name] === null ? null : textAt(report, name, `${path}.${name}`);
}

function readError(report: Fields, known: ConnectionError | null): ConnectionError | null {
  if (report.error === undefined || report.error === null) return known;
  const error = fieldsAt(report, "error", `${path}.error`);
  const text = (name: string) => textAt(error, name, `${path}.error.${name}`);
  const attributes = error.attributes === undefined ? {} : fieldsAt(error, "attributes", `${path}.error.attributes`);
  return {
    category: text("category"),
    origin: text("origin"),
    code: text("code"),
    message: text("message"),
    attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)])),
  };
}

/** Providers know active, inactive and closed accounts; a suspended one is inactive to them. */
function providerStatus(status: Status): string {
  return status === "active" || status === "closed" ? status : "inactive";
}
