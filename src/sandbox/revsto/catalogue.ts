/** What is the same for every customer of the sandbox: scopes, products, profiles, one transaction. */
export const scopes = [
  "profile_view",
  "kyc_view",
  "user_creation",
  "document_management",
  "open_identity",
  "account_creation",
  "account_view",
  "account_close",
  "user_deactivate",
  "event_management",
  "transaction_view",
  "customer-instruction_view",
  "payment-instruction_view",
  "customer-instruction_initiation",
  "customer-instruction_submission",
] as const;
export type Scope = (typeof scopes)[number];

export interface Product {
  readonly id: string;
  readonly type: string;
  readonly currency: string;
  readonly name: string;
  /** Which profiles may hold it. */
  readonly profiles: readonly number[];
}

/** The first three are the documents' samples, the others show more currencies. */
export const products: readonly Product[] = [
  { id: "235", type: "CURRENT", currency: "EUR", name: "REVSTO_TESTING EUR", profiles: [306, 309] },
  { id: "242", type: "CURRENT", currency: "EUR", name: "REVSTO TEST C2B", profiles: [306, 309] },
  { id: "251", type: "CURRENT", currency: "EUR", name: "REVSTO TEST C2B 1.7_0.25", profiles: [306, 309] },
  { id: "260", type: "CURRENT", currency: "EUR", name: "REVSTO Privé EUR", profiles: [151] },
  { id: "261", type: "CURRENT", currency: "DKK", name: "REVSTO Løbende konto DKK", profiles: [151, 306] },
  { id: "262", type: "CURRENT", currency: "JPY", name: "REVSTO_TESTING JPY", profiles: [306] },
  { id: "263", type: "CURRENT", currency: "BHD", name: "REVSTO_TESTING BHD", profiles: [306] },
];

/** The distributor's own account is of a product that nobody is offered. */
const distributorProduct = { id: "8", name: "Distributor Current account Revsto (EUR)" };

export function productNamed(id: number): string {
  return [...products, distributorProduct].find((product) => product.id === String(id))?.name ?? "";
}

export const profiles = [
  { id: "306", role: "Company", name: "REVSTO TEST Unregulated_B2B_1", description: "" },
  { id: "309", role: "Company", name: "REVSTO TEST_Regulated_B2B_1", description: "" },
  { id: "151", role: "DelegateUser", name: "REVSTO Users", description: "" },
] as const;

export const hookEvents = [
  "account.status.opened",
  "account.status.blocked",
  "account.status.unblocked",
  "identity.blocked",
  "identity.unblocked",
  "identity.closed",
  "payment_transaction.external_refused",
  "payment_transaction.settled",
  "transaction.new",
  "iban_structure.created",
  "iban_structure.field_updated",
  "iban_structure.file_imported",
] as const;

/** The documents show one transaction; accounts of the sandbox move no money. */
export const transactions = [
  {
    id: "15044",
    externalId: null,
    processId: 16268,
    type: "ACCOUNT_TO_EXTERNAL",
    localizedType: { value: "ACCOUNT_TO_EXTERNAL", label: "Settlement of transfer issued" },
    amount: { value: 10000, currency: "EUR" },
    description: "Transfer to Test ltd",
    shortDescription: "Transfer to Test ltd",
    media: "API",
    createdAt: "2025-05-09T09:54:57+03:00",
    businessProcessId: 16268,
  },
];
