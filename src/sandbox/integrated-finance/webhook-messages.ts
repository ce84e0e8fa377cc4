import type { Message } from "../kit/books.ts";
import type { Connection, IfAccount, Status } from "./account.ts";
import { mirrorOf, presentAccount } from "./present.ts";

/** All that the platform tells of accounts; balances are not among it. */
export const webhookTypes = [
  "account-activated",
  "account-inactivated",
  "account-suspended",
  "account-closed",
  "account-declined",
  "account-information-updated",
  "connection-creation-instructed",
  "connection-created",
  "connection-creation-failed",
  "connection-update-instructed",
  "connection-updated",
  "connection-update-failed",
] as const;
export type WebhookType = (typeof webhookTypes)[number];

const ofStatus: Readonly<Partial<Record<Status, WebhookType>>> = {
  active: "account-activated",
  inactive: "account-inactivated",
  suspended: "account-suspended",
  closed: "account-closed",
  declined: "account-declined",
};

/** What a change is told as: first what became of the connection, then of the account itself. */
export function messagesOf(before: IfAccount | undefined, after: IfAccount | undefined): readonly Message[] {
  if (after === undefined) return [];
  const connected = connectionType(before, after);
  const status = before?.status === after.status ? undefined : ofStatus[after.status];
  // An activation tells the identifiers as well.
  const isIdentified = before !== undefined && status !== "account-activated" && !hasSameDetails(before, after);
  return [connected, status, isIdentified ? ("account-information-updated" as const) : undefined]
    .filter((type) => type !== undefined)
    .map((type) => messageOf(type, after));
}

function connectionType(before: IfAccount | undefined, after: IfAccount): WebhookType | undefined {
  const [was, is] = [before?.connection ?? null, after.connection];
  if (is === null) return undefined;
  if (was?.state !== is.state) return stateType(was, is);
  const isClosing = before?.upcoming == null && after.upcoming !== null && after.status === "closed";
  if (isClosing) return "connection-update-instructed";
  return was.status !== is.status || was.reference !== is.reference ? "connection-updated" : undefined;
}

function stateType(was: Connection | null, { state }: Connection): WebhookType {
  switch (state) {
    case "creation-in-progress":
      return "connection-creation-instructed";
    case "completed-up-to-date":
      return was?.state === "completed-outdated" ? "connection-updated" : "connection-created";
    case "completed-outdated":
      return "connection-update-failed";
    case "creation-failed":
    case "dependency-failed":
      return "connection-creation-failed";
  }
}

function hasSameDetails(before: IfAccount, after: IfAccount): boolean {
  const details = ({ country, iban, accountNumber, routingCodes }: IfAccount) =>
    JSON.stringify([country, iban, accountNumber, Object.entries(routingCodes).sort()]);
  return details(before) === details(after);
}

/**
 * The body's parts, as the documents' samples have them: a failed connection says "null" where it has no status, and
 * where an update failed the metadata stand within `connect`.
 */
export function messageOf(type: WebhookType, account: IfAccount): Message {
  const spelled = account.connection && {
    ...account.connection,
    ...(type === "connection-creation-failed" && { status: account.connection.status ?? "null" }),
  };
  const connect = spelled && spelled.id !== null ? { connection: mirrorOf(spelled) } : {};
  const data = { account: presentAccount({ ...account, connection: spelled }, "get") };
  const parts =
    type === "connection-update-failed"
      ? { data, connect: { ...connect, metadata: {} } }
      : { data, connect, metadata: {} };
  return { type, data: { webhook: { module: "accounts", type }, ...parts } };
}
