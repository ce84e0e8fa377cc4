import { registerEnumType } from "type-graphql";
import * as domain from "../../domain/audit.ts";
import { words } from "../enum-words.ts";

export const AuditKind = words(domain.auditKinds);
registerEnumType(AuditKind, {
  name: "AuditKind",
  description: "What an audit entry tells of.",
  valuesConfig: {
    ACCOUNT_REGISTERED: { description: "An account was opened, or seen for the first time." },
    STATUS_CHANGED: { description: "An account has another status." },
    DETAILS_CHANGED: {
      description: "Something else about an account changed, or its IBAN or your id of it was told for the first time.",
    },
    PROVISIONING_CHANGED: { description: "The provider came further, or failed, with setting an account up." },
    ACCOUNT_MISSING: { description: "The provider, asked for an account, did not know it any more." },
    ACCOUNT_RETURNED: { description: "The provider knows an account again." },
    LATE_ACCOUNT: {
      description:
        "An account appeared that may have come of an operation which was given up, or sent again. `operationId` says which.",
    },
    FAILED_WRITE: { description: "A change was refused, was not sent, or nobody knows whether it was made." },
    CHANGE_MADE: {
      description:
        "A change was made of which no other entry tells: it moved money, changed nothing, or was seen before its answer came.",
    },
    REASON_GIVEN: { description: "Why somebody asked for a change of status, or a closing, that was made." },
    HOLDER_CLOSED: { description: "An owner was closed at its provider, and with it all its accounts." },
    OPERATION_RESOLVED: { description: "Somebody decided what becomes of an operation in doubt." },
    WEBHOOK_REPLAYED: { description: "Somebody had the accounts of a webhook delivery read again." },
    CUSTOMER_LINKED: {
      description: "A customer may see an account, or all of an owner's; or their holder was given another name.",
    },
    CUSTOMER_UNLINKED: { description: "A customer may not see them any more." },
    FAILED_READS: { description: "Reads of a provider failed: one entry per code, minute and process." },
    DETAILS_ERASED: { description: "The details of entries were erased, for a person's sake." },
  },
});

export const AuditSystemPart = words(domain.systemParts);
registerEnumType(AuditSystemPart, {
  name: "AuditSystemPart",
  description: "What of the gateway acted on its own.",
  valuesConfig: {
    SWEEP: { description: "It walked through all accounts of a provider." },
    READ: { description: "It asked a provider for what somebody wanted to see." },
    WEBHOOK: { description: "It asked a provider for what the provider had told of." },
    CONFIGURATION: { description: "It followed its configuration file." },
    COMMAND: { description: "Somebody at the machine gave it a command." },
  },
});

export const AuditDecision = words(["ADOPT", "RETRY", "ABANDON"] as const);
registerEnumType(AuditDecision, {
  name: "AuditDecision",
  description: "What somebody decided on an operation in doubt.",
  valuesConfig: {
    ADOPT: { description: "This account is what came of it." },
    RETRY: { description: "Nothing came of it; it is sent again." },
    ABANDON: { description: "Nothing more is done." },
  },
});
