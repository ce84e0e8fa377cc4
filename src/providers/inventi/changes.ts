import type { AccountStatus, ProviderAccount } from "../../domain/account.ts";
import { checkTransition, checkUpdate } from "../kit/change-rules.ts";
import { wrongInput } from "../kit/client-input.ts";
import type { AccountUpdate, ChangedAccount, ChangeRequest, PlannedChange, UpdatableField } from "../provider.ts";
import { toWireStatus } from "./mapper.ts";
import { plainOrganisation, toWireOrganisation } from "./organisation.ts";

export const updatableFields: readonly UpdatableField[] = [
  "holderName",
  "holderAliases",
  "organisation",
  "clientAccountId",
];

/** Opening and closing are a toggle. */
const transitions: Readonly<Partial<Record<AccountStatus, readonly AccountStatus[]>>> = {
  ACTIVE: ["CLOSED"],
  CLOSED: ["ACTIVE"],
};

export function transitionsOf(status: AccountStatus): readonly AccountStatus[] {
  return transitions[status] ?? [];
}

/** Changes what is named; an organisation is replaced as a whole. */
export function planUpdate(provider: string, { id, facts }: ChangedAccount, update: AccountUpdate): PlannedChange {
  checkUpdate(provider, updatableFields, update);
  const { holderName, holderAliases, clientAccountId, organisation: wanted } = update;
  if (holderName?.trim() === "")
    throw wrongInput(provider, ["holderName"], "Give the holder's name: it cannot be empty.");
  if (clientAccountId === "") throw wrongInput(provider, ["clientAccountId"], "Give an id: it cannot be empty.");
  if (wanted && facts.holderType === "INDIVIDUAL")
    throw wrongInput(
      provider,
      ["organisation"],
      "Leave `organisation` out: the holder of this account is an INDIVIDUAL.",
    );
  const organisation = wanted && plainOrganisation(wanted);
  if (organisation === null)
    throw wrongInput(provider, ["organisation"], "Identify the ORGANISATION: give its `lei`, its `bic` or `other`.");
  const body = {
    accountHolderName: holderName,
    accountHolderNameAliases: holderAliases,
    clientAccountId,
    organisationIdentification: organisation && toWireOrganisation(organisation),
  };
  return {
    request: { method: "PATCH", path: `/accounts/${encodeURIComponent(id)}`, body: JSON.stringify(body), key: null },
    target: {
      ...(holderName !== undefined && { holderName }),
      ...(holderAliases !== undefined && { holderAliases }),
      ...(clientAccountId !== undefined && { clientAccountId }),
      ...(organisation !== undefined && { organisation }),
    },
  };
}

/** Closes, or opens again: the end point takes both, and repeating it changes nothing. */
export function planStatus(provider: string, { id, facts }: ChangedAccount, status: AccountStatus): PlannedChange {
  checkTransition(provider, { from: facts.status, to: status }, transitionsOf(facts.status));
  return {
    request: {
      method: "POST",
      path: `/accounts/${encodeURIComponent(id)}/status`,
      body: JSON.stringify({ status: toWireStatus(status) }),
      key: null,
    },
    target: { status },
  };
}

/**
 * Whether an answer tells the status that was asked for. Inventi's sample of closing shows an account that is open: such an
 * answer says yes and no more, and the account has to be read.
 */
export function tellsAsked({ path, body }: ChangeRequest, { facts }: ProviderAccount): boolean {
  if (!path.endsWith("/status")) return true;
  return body === JSON.stringify({ status: facts.providerStatus });
}
