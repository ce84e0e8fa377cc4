import { registerEnumType } from "type-graphql";
import {
  accountKinds,
  accountStatuses,
  holderTypes,
  ownerKinds,
  productKinds,
  provisioningStates,
} from "../../domain/account.ts";
import { accountOrderFields } from "../../domain/account-list.ts";
import { words } from "../enum-words.ts";

export const AccountKind = words(accountKinds);
registerEnumType(AccountKind, {
  name: "AccountKind",
  description: "What an account is to the one above it.",
  valuesConfig: {
    MAIN: { description: "Stands on its own." },
    SUB: { description: "Has its own balance below a main account." },
    VIRTUAL: { description: "Has identifiers of its own but no money: it uses its main account's balance." },
  },
});

export const AccountStatus = words(accountStatuses);
registerEnumType(AccountStatus, {
  name: "AccountStatus",
  description: "The one vocabulary for all providers; `providerStatus` has the provider's own word.",
  valuesConfig: {
    PENDING: { description: "Ordered, not usable yet." },
    ACTIVE: { description: "Usable." },
    INACTIVE: { description: "Switched off; may be switched on again." },
    SUSPENDED: { description: "Blocked for the time being: no money in or out." },
    CLOSED: { description: "Closed; for good, unless `reopenable` says otherwise." },
    DECLINED: { description: "Never opened: the provider refused it." },
    UNKNOWN: { description: "The provider uses a word that this gateway does not know. Treat it as not usable." },
  },
});

export const HolderType = words(holderTypes);
registerEnumType(HolderType, {
  name: "HolderType",
  description: "Whether a person or an organisation holds the account.",
  valuesConfig: {
    INDIVIDUAL: { description: "A person." },
    ORGANISATION: { description: "A company or another legal entity." },
  },
});

export const OwnerKind = words(ownerKinds);
registerEnumType(OwnerKind, {
  name: "OwnerKind",
  description: "What the provider calls the owner of an account.",
  valuesConfig: {
    CLIENT: { description: "A client (Integrated Finance)." },
    USER: { description: "A user (Paynetics, Revsto)." },
    MERCHANT: { description: "A merchant (Paynetics)." },
  },
});

export const ProductKind = words(productKinds);
registerEnumType(ProductKind, {
  name: "ProductKind",
  description: "What the provider calls the thing that decides an account's terms.",
  valuesConfig: {
    PROGRAM: { description: "A program (Paynetics)." },
    PRODUCT: { description: "A product (Revsto)." },
    SERVICE_PROVIDER: { description: "The bank or institution behind the account (Integrated Finance)." },
  },
});

export const ProvisioningState = words(provisioningStates);
registerEnumType(ProvisioningState, {
  name: "ProvisioningState",
  description:
    "How far the provider is with setting the account up. Apart from the status: an account can be PENDING and FAILED.",
  valuesConfig: {
    READY: { description: "Set up and in step." },
    AWAITING_IDENTIFIERS: { description: "Open, but its IBAN has not been assigned yet." },
    IN_PROGRESS: { description: "Being set up." },
    FAILED: { description: "Could not be set up; see `error`." },
    OUTDATED: { description: "Set up, but its last change has not reached the institution behind it." },
    DEPENDENCY_FAILED: { description: "Something needed first, such as the client at the institution, failed." },
    UNKNOWN: { description: "Not told yet, or told in a word that this gateway does not know." },
  },
});

export const AccountOrderField = words(accountOrderFields);
registerEnumType(AccountOrderField, {
  name: "AccountOrderField",
  description: "What a list of accounts can be ordered by.",
  valuesConfig: {
    CREATED_AT: {
      description:
        "The provider's creation time; where it tells none, the time when the gateway first saw the account.",
    },
    HOLDER_NAME: {
      description:
        "The holder's name without case and diacritics, by its first 100 letters. Unknown names come first (ASC) or last (DESC).",
    },
    STATUS_CHANGED_AT: {
      description:
        "When the gateway last saw the status change. Accounts that it saw no change of come first (ASC) or last (DESC).",
    },
  },
});

export const OrderDirection = words(["ASC", "DESC"]);
registerEnumType(OrderDirection, {
  name: "OrderDirection",
  description: "Which way a list runs.",
  valuesConfig: { ASC: { description: "Oldest, or A, first." }, DESC: { description: "Newest, or Z, first." } },
});
