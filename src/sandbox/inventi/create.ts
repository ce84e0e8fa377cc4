import { z } from "zod";
import type { Books } from "../kit/books.ts";
import { checkedIban } from "../kit/iban.ts";
import type { IbanMetadata, InventiAccount } from "./account.ts";
import { mustFit, Problem, violation } from "./problem.ts";
import type { InventiSettings } from "./settings.ts";

const text = z.string().min(1, "must not be blank");
export const organisationSchema = z.looseObject({
  lei: z.string().nullish(),
  bic: z.string().nullish(),
  other: z
    .looseObject({
      identification: z.string().nullish(),
      schemeNameCode: z.string().nullish(),
      schemeNameProprietary: z.string().nullish(),
      issuer: z.string().nullish(),
    })
    .nullish(),
});
const newAccountSchema = z.object({
  accountType: z.enum(["PRIVATE", "LEGAL"]),
  accountHolderName: text,
  clientAccountId: text,
  accountHolderNameAliases: z.array(z.string()).nullish(),
  organisationIdentification: organisationSchema.nullish(),
  iban: text.nullish(),
  countryCode: z
    .string()
    .regex(/^[A-Z]{2}$/, "must be an ISO 3166 alpha-2 code")
    .nullish(),
  bankCode: z
    .string()
    .regex(/^\d{5}$/, "must have 5 digits")
    .nullish(),
  accountCode: z
    .string()
    .regex(/^\d{1,11}$/, "must have 1 to 11 digits")
    .nullish(),
});
type NewAccount = z.output<typeof newAccountSchema>;

interface KeyNote {
  readonly id: string;
  readonly body: string;
}

export interface Created {
  readonly account: InventiAccount;
  readonly isReplay: boolean;
}

/** Opens an account, or finds the one that this key opened before. */
export function createAccount(
  books: Books<InventiAccount>,
  key: string | undefined,
  body: unknown,
  settings: InventiSettings,
): Created {
  if (!key) throw violation("Idempotency-Key", "header", "is required");
  const earlier = books.note(`key ${key}`) as KeyNote | undefined;
  const account = earlier && books.get(earlier.id);
  if (account) {
    if (settings.keyConflict === "refuse" && earlier.body !== JSON.stringify(body))
      throw new Problem(409, "Idempotency-Key was used with another request");
    return { account, isReplay: true };
  }

  const wanted = mustFit(newAccountSchema, body, "body");
  if (wanted.accountType === "LEGAL" && settings.legalNeedsOrganisation && !wanted.organisationIdentification)
    throw violation("organisationIdentification", "body", "is required for LEGAL accounts");
  const identifiers = identifiersFor(wanted, settings);
  mustBeFree(books, wanted.clientAccountId);

  const now = new Date(books.now()).toISOString();
  const opened: InventiAccount = {
    id: nextId(books, settings),
    clientAccountId: wanted.clientAccountId,
    iban: identifiers.iban,
    accountType: wanted.accountType,
    accountHolderName: wanted.accountHolderName,
    status: "OPEN",
    createdAt: now,
    updatedAt: now,
    ibanMetadata: identifiers.metadata,
    accountHolderNameAliases: wanted.accountHolderNameAliases ?? null,
    organisationIdentification: wanted.organisationIdentification ?? null,
  };
  books.insert(opened);
  books.setNote(`key ${key}`, { id: opened.id, body: JSON.stringify(body) } satisfies KeyNote);
  return { account: opened, isReplay: false };
}

/** Throws 409 when an account, also a closed one, has this reference. */
export function mustBeFree(books: Books<InventiAccount>, clientAccountId: string): void {
  if (books.all().some((account) => account.clientAccountId === clientAccountId))
    throw new Problem(409, "clientAccountId already in use");
}

export function nextId(books: Books<InventiAccount>, { firstId }: InventiSettings): string {
  return String(BigInt(firstId) + BigInt(books.next("account") - 1));
}

/** Exactly one of two ways: register the given IBAN, or make one of country, bank and account code. */
function identifiersFor(
  { iban, countryCode, bankCode, accountCode }: NewAccount,
  settings: InventiSettings,
): { readonly iban: string; readonly metadata: IbanMetadata | null } {
  const given = [countryCode, bankCode, accountCode].filter((part) => typeof part === "string").length;
  if (iban && given > 0) throw violation("iban", "body", "not together with countryCode, bankCode, accountCode");
  if (iban) return { iban, metadata: null };
  if (!countryCode || !bankCode || !accountCode)
    throw violation("iban", "body", "either iban or countryCode, bankCode and accountCode are required");
  return {
    iban: generateIban({ countryCode, bankCode, accountCode }, settings),
    metadata: { countryCode, bankCode, accountCode },
  };
}

/** Bank code, then the account code filled up to 11 digits: LT, 70440, 1869 → LT857044000000001869. */
export function generateIban(metadata: IbanMetadata, { ibanChecksum }: InventiSettings): string {
  const basic = `${metadata.bankCode}${metadata.accountCode.padStart(11, "0")}`;
  return ibanChecksum ? checkedIban(metadata.countryCode, basic) : `${metadata.countryCode}00${basic}`;
}
