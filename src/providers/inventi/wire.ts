import { z } from "zod";
import { id, optionalText, text, toldInstant, toldText } from "../kit/wire.ts";

const wireOrganisation = z.object({
  lei: optionalText,
  bic: optionalText,
  other: z
    .object({
      identification: optionalText,
      schemeNameCode: optionalText,
      schemeNameProprietary: optionalText,
      issuer: optionalText,
    })
    .nullish(),
});

/**
 * An account as every endpoint answers it. Lists show the last three fields or leave them out, as the documents' sample
 * does: absent is not told, null is none.
 */
export const wireAccount = z.object({
  id,
  clientAccountId: toldText,
  iban: toldText,
  accountType: text,
  accountHolderName: toldText,
  status: text,
  createdAt: toldInstant,
  updatedAt: toldInstant,
  ibanMetadata: z.object({ countryCode: optionalText, bankCode: optionalText, accountCode: optionalText }).nullish(),
  // Documented as a list; one sample shows plain text.
  accountHolderNameAliases: z.union([z.array(text), text.transform((alias) => [alias])]).nullish(),
  organisationIdentification: wireOrganisation.nullish(),
});
export type WireAccount = z.output<typeof wireAccount>;

/** A search page. Tokens are opaque; null, absent and "" all mean that there is no page that way. */
export const wirePage = z.object({
  meta: z.object({ nextPageToken: optionalText }).nullish(),
  accounts: z.array(z.unknown()),
});

/** What a creation asked for, read from the request as it was stored. */
export const storedCreation = z.object({
  accountType: z.string(),
  accountHolderName: z.string(),
  iban: z.string().optional(),
  countryCode: z.string().optional(),
  bankCode: z.string().optional(),
  accountCode: z.string().optional(),
});
