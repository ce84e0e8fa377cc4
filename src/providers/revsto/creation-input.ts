import { z } from "zod";
import { providersWord } from "../kit/creation-fields.ts";

/** What an account is opened with (`POST /users/{userId}/accounts`). Labels are Revsto's own. */
export const creationInput = z
  .strictObject({
    userId: providersWord(18, "The user who will own the account, by its number; known to Revsto, approved and open."),
    productId: providersWord(18, "The product, by its number in `Provider.products`: it fixes the currency."),
  })
  .meta({ title: "RevstoAccountInput", description: "An account at Revsto." });

export type RevstoCreation = z.output<typeof creationInput>;
