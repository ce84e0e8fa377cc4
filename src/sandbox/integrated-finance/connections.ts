import type { Connection, ConnectionError } from "./account.ts";

type Link = Pick<Connection, "method" | "serviceProvider">;
type Names = Pick<Connection, "id" | "reference">;

export function inProgress(link: Link): Connection {
  return { ...named(link, { id: null, reference: null }), state: "creation-in-progress", status: null, error: null };
}

export function completed(link: Link, names: Names, status = "active"): Connection {
  return { ...named(link, names), state: "completed-up-to-date", status, error: null };
}

/** The account exists at the provider, but its last change did not get there. */
export function outdated(link: Link, names: Names): Connection {
  return { ...named(link, names), state: "completed-outdated", status: "active", error: updateRefused };
}

export function failed(link: Link, error: ConnectionError): Connection {
  return { ...named(link, { id: null, reference: null }), state: "creation-failed", status: null, error };
}

/** Something that had to be there first, such as the client at the provider, failed. */
export function dependencyFailed(link: Link, names: Names): Connection {
  return { ...named(link, names), state: "dependency-failed", status: "pending", error: clientRefused };
}

function named({ method, serviceProvider }: Link, { id, reference }: Names) {
  return { id, method, serviceProvider, reference };
}

export const technicalFailure: ConnectionError = {
  category: "technical",
  origin: "platform",
  code: "unknown_error",
  message: "Unknown Error",
  attributes: { key: "value" },
};

export const providerRefusal: ConnectionError = {
  category: "functional",
  origin: "provider",
  code: "account_refused",
  message: "The provider does not open this account",
  attributes: { reason: "risk policy" },
};

const updateRefused: ConnectionError = {
  category: "functional",
  origin: "platform",
  code: "invalid_account_number",
  message: "Account Number is Invalid",
  attributes: { account_number: "Account Number length is too long." },
};

const clientRefused: ConnectionError = {
  category: "technical",
  origin: "platform",
  code: "generic",
  message: "provider rejected the client",
  attributes: {},
};
