import type { MutationName } from "../../../src/domain/operation.ts";
import { operationId, webhookDeliveryId } from "../../../src/graphql/relay/node.ts";
import { annas, annasId } from "./mutation-world.ts";

interface Sample {
  readonly input: Readonly<Record<string, unknown>>;
  /** What the command is told, beside the key. */
  readonly command: Readonly<Record<string, unknown>>;
}

const uuid = "6f2b6a3e-8d0c-4a6e-9a53-0d7c1d3f5b11";

/** For each mutation an input with everything that it takes, and what it means. */
export const samples: Readonly<Record<MutationName, Sample>> = {
  createAccount: {
    input: {
      clientAccountId: "salary-1",
      customerId: "anna",
      label: "Salary",
      holderName: "Anna Able",
      target: {
        acme: {
          ...{ provider: "p", userId: "7", mode: "FAST", mainAccountId: annasId, days: 3, isQuiet: true },
          holder: { type: "INDIVIDUAL", aliases: ["Anna"] },
        },
      },
    },
    command: {
      clientAccountId: "salary-1",
      customerId: "anna",
      label: "Salary",
      holderName: "Anna Able",
      target: {
        acme: {
          ...{ provider: "p", userId: "7", mode: "FAST", mainAccountId: "p:1", days: 3, isQuiet: true },
          holder: { type: "INDIVIDUAL", aliases: ["Anna"] },
        },
      },
    },
  },
  migrateAccount: {
    input: {
      ...{ provider: "p", clientAccountId: "salary-2", clientId: "c", currency: "EUR", label: "Salary" },
      ...{ serviceProvider: "railsbank", sourceId: "s-1" },
    },
    command: {
      ...{ provider: "p", clientAccountId: "salary-2", clientId: "c", currency: "EUR", label: "Salary" },
      ...{ serviceProvider: "railsbank", sourceId: "s-1" },
    },
  },
  updateAccount: {
    input: {
      accountId: annasId,
      holder: { name: "Anna", aliases: [], organisation: { lei: "L", other: { issuer: "I" } } },
      ...{ label: "Rent", clientAccountId: "rent-1", iban: "LT00", accountNumber: "1" },
      routingCodes: [{ scheme: "sort-code", value: "123456" }],
    },
    command: {
      account: annas,
      update: {
        ...{ holderName: "Anna", holderAliases: [] },
        organisation: {
          lei: "L",
          bic: null,
          other: { identification: null, schemeNameCode: null, schemeNameProprietary: null, issuer: "I" },
        },
        ...{ label: "Rent", clientAccountId: "rent-1", iban: "LT00", accountNumber: "1" },
        routingCodes: [{ scheme: "sort-code", value: "123456" }],
      },
    },
  },
  changeAccountStatus: {
    input: { accountId: annasId, status: "SUSPENDED", reason: "asked by phone" },
    command: { account: annas, status: "SUSPENDED", reason: "asked by phone" },
  },
  closeAccount: {
    input: { accountId: annasId, reason: "moved" },
    command: { account: annas, reason: "moved" },
  },
  closeAccountHolder: {
    input: { provider: "p", owner: { kind: "USER", id: "7" }, reason: "died" },
    command: { provider: "p", owner: { kind: "USER", id: "7" }, reason: "died" },
  },
  reportConnection: {
    input: {
      accountId: annasId,
      outcome: {
        failed: {
          error: {
            ...{ category: "FUNCTIONAL", origin: "PROVIDER", code: "NAME", message: "The name is unknown." },
            attributes: [{ key: "field", value: "name" }],
          },
          decline: true,
        },
      },
    },
    command: {
      account: annas,
      report: {
        outcome: "FAILED",
        error: {
          ...{ category: "functional", origin: "provider", code: "NAME", message: "The name is unknown." },
          attributes: { field: "name" },
        },
        decline: true,
      },
    },
  },
  adjustBalance: {
    input: {
      ...{ accountId: annasId, direction: "DEBIT", amount: "12.50", currency: "EUR", description: "fee" },
      ...{ correction: { type: "FEE", transactionType: "fee" }, unconnectedServiceProvider: "gps" },
    },
    command: {
      ...{ account: annas, direction: "DEBIT", amount: "12.5", currency: "EUR", description: "fee" },
      ...{ correction: { type: "fee", transactionType: "fee" }, synchronization: null },
      unconnectedServiceProvider: "gps",
    },
  },
  linkCustomer: {
    input: { customerId: "anna", customerName: "Anna A.", accountId: annasId, holderName: "Anna Able" },
    command: {
      ...{ customerId: "anna", customerName: "Anna A.", account: annas, holderName: "Anna Able" },
      ...{ provider: null, owner: null },
    },
  },
  unlinkCustomer: {
    input: { customerId: "anna", provider: "p", owner: { kind: "USER", id: "7" } },
    command: { customerId: "anna", account: null, provider: "p", owner: { kind: "USER", id: "7" } },
  },
  resolveOperation: {
    input: { operationId: operationId(uuid), decision: "ADOPT", accountId: annasId, reason: "seen there" },
    command: { operationId: uuid, decision: { kind: "ADOPT", account: annas }, reason: "seen there" },
  },
  replayWebhookDelivery: { input: { id: webhookDeliveryId(uuid) }, command: { deliveryId: uuid } },
};

/** `mutation ($input: CloseAccountInput!) { closeAccount(input: $input) { … } }` */
export function documentOf(
  mutation: MutationName,
  selection = "errors { __typename code message path retryable }",
): string {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  return `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`;
}
