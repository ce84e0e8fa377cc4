import { z } from "zod";

const longest = 128;

/** What an account is opened with (`POST /v2/accounts`); the alias is the label that every creation may have. */
export const creationInput = z
  .strictObject({
    program: z
      .string()
      .min(1)
      .max(longest)
      .meta({ description: "The code of the program, which fixes currencies and identifiers: `account_eur`." }),
    merchant: z
      .string()
      .min(1)
      .max(longest)
      .optional()
      .meta({ description: "The token of the business that owns the account. A merchant or a user is needed." }),
    user: z
      .string()
      .min(1)
      .max(longest)
      .optional()
      .meta({ description: "The token of the person that owns the account; beside a merchant, the person below it." }),
    mainAccountId: z.string().min(1).max(512).optional().meta({
      description: "Makes a virtual account, which shows the money of this main account of the same merchant and user.",
    }),
    skipIbanGeneration: z
      .boolean()
      .optional()
      .meta({ description: "Opens the account without IBAN and account number although its program has them." }),
  })
  .meta({ title: "PayneticsAccountInput", description: "An account at Paynetics." });

export type PayneticsCreation = z.output<typeof creationInput>;
