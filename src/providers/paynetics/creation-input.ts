import { z } from "zod";
import { providersWord } from "../kit/creation-fields.ts";

const longest = 128;

/** What an account is opened with (`POST /v2/accounts`); the alias is the label that every creation may have. */
export const creationInput = z
  .strictObject({
    program: providersWord(longest, "The code of the program, which fixes currencies and identifiers: `account_eur`."),
    merchant: providersWord(
      longest,
      "The token of the business that owns the account. A merchant or a user is needed.",
    ).optional(),
    user: providersWord(
      longest,
      "The token of the person that owns the account; beside a merchant, the person below it.",
    ).optional(),
    mainAccountId: providersWord(
      512,
      "Makes a virtual account, which shows the money of this main account of the same merchant and user.",
    ).optional(),
    skipIbanGeneration: z
      .boolean()
      .optional()
      .meta({ description: "Opens the account without IBAN and account number although its program has them." }),
  })
  .meta({ title: "PayneticsAccountInput", description: "An account at Paynetics." });

export type PayneticsCreation = z.output<typeof creationInput>;
