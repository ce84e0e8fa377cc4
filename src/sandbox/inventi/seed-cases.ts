import type { InventiAccount } from "./account.ts";

/** What is special about a seeded account; the rest is filled in. */
export interface SeedCase extends Partial<Omit<InventiAccount, "id" | "createdAt" | "updatedAt">> {
  readonly accountType: InventiAccount["accountType"];
  readonly accountHolderName: string;
  /** How long after its opening the account was last changed. */
  readonly updatedAfterMs?: number;
  /** Opened in the same millisecond as the account before. */
  readonly openedWithPrevious?: boolean;
}

const minute = 60_000;
const sampleOrganisation = {
  lei: "3423455234Y45D34",
  bic: "DEUTDEFFXXX",
  other: {
    identification: "123-AS-323",
    schemeNameCode: "BANK",
    schemeNameProprietary: "LocalRegistry",
    issuer: "ChamberOfCommerce",
  },
};

/** Every state, holder type and oddity that the API allows. The first three are the documents' own samples. */
export const seedCases: readonly SeedCase[] = [
  {
    accountType: "PRIVATE",
    accountHolderName: "Jane Doe",
    accountHolderNameAliases: ["HGRP"],
    organisationIdentification: null,
    updatedAfterMs: 12 * minute,
  },
  // The sample IBAN of the documents, which fails the checksum.
  { accountType: "PRIVATE", accountHolderName: "Jane Doe", iban: "LT121000011111111111", ibanMetadata: null },
  {
    accountType: "LEGAL",
    accountHolderName: "HGRP UAB",
    accountHolderNameAliases: ["HGRP"],
    organisationIdentification: sampleOrganisation,
  },
  { accountType: "PRIVATE", accountHolderName: "Ona Petrauskienė", status: "CLOSED", updatedAfterMs: 30 * minute },
  {
    accountType: "LEGAL",
    accountHolderName: "Žuvėdra ir Ąžuolas, UAB",
    accountHolderNameAliases: ["Žuvėdra", "Zuvedra", "ŽĄ"],
    organisationIdentification: { lei: "529900T8BM49AURSDO55", bic: null, other: null },
  },
  {
    accountType: "LEGAL",
    accountHolderName: "Likviduojama MB",
    status: "CLOSED",
    organisationIdentification: { lei: null, bic: "CBVILT2XXXX" },
    updatedAfterMs: 60 * minute,
  },
  { accountType: "PRIVATE", accountHolderName: "Gheorghe Țîrlea-Înălțimea", accountHolderNameAliases: [] },
  { accountType: "PRIVATE", accountHolderName: "Nguyễn Thị Hồng", accountHolderNameAliases: null },
  // Decomposed accents: equal to the eye, other code points.
  { accountType: "PRIVATE", accountHolderName: "Zoe\u0308 Ange\u0301lique" },
  { accountType: "PRIVATE", accountHolderName: "Дмитро Коваленко", accountHolderNameAliases: ["Dmytro Kovalenko"] },
  { accountType: "PRIVATE", accountHolderName: "Αλεξάνδρα Παπαδοπούλου" },
  { accountType: "PRIVATE", accountHolderName: "محمد الأحمد", accountHolderNameAliases: ["Mohammad Al-Ahmad"] },
  { accountType: "LEGAL", accountHolderName: "株式会社サンプル", organisationIdentification: sampleOrganisation },
  { accountType: "PRIVATE", accountHolderName: "D'Arcy O’Neill-Smith Jr." },
  { accountType: "PRIVATE", accountHolderName: "X" },
  {
    accountType: "LEGAL",
    accountHolderName: `Lietuvos ${"tarptautinė ".repeat(14)}bendrovė`,
    organisationIdentification: { lei: "5493001KJTIIGC8Y1R12" },
  },
  // Registered with IBANs of other countries; the second account has the same IBAN as the first.
  { accountType: "PRIVATE", accountHolderName: "Jürgen Groß", iban: "DE89370400440532013000" },
  {
    accountType: "LEGAL",
    accountHolderName: "Groß & Söhne GmbH",
    iban: "DE89370400440532013000",
    organisationIdentification: { other: { identification: "HRB 86786", schemeNameCode: "COID" } },
  },
  { accountType: "PRIVATE", accountHolderName: "Twin One" },
  { accountType: "PRIVATE", accountHolderName: "Twin Two", openedWithPrevious: true },
  {
    accountType: "PRIVATE",
    accountHolderName: '<b>Robert</b>"); DROP TABLE accounts;--',
    clientAccountId: "acc 021/ü",
  },
  // Closed and opened again: OPEN, changed long after.
  { accountType: "PRIVATE", accountHolderName: "Rytis Sugrįžęs", updatedAfterMs: 200 * 24 * 60 * minute },
  { accountType: "LEGAL", accountHolderName: "Old Registration AB", organisationIdentification: null },
  { accountType: "PRIVATE", accountHolderName: "jane doe", status: "CLOSED" },
];
