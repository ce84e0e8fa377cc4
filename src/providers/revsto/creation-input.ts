import { z } from "zod";

/** What an account is opened with (`POST /users/{userId}/accounts`). Labels are Revsto's own. */
export const creationInput = z
  .strictObject({
    userId: z
      .string()
      .min(1)
      .max(18)
      .meta({ description: "The user who will own the account, by its number; known to Revsto, approved and open." }),
    productId: z
      .string()
      .min(1)
      .max(18)
      .meta({ description: "The product, by its number in `Provider.products`: it fixes the currency." }),
  })
  .meta({ title: "RevstoAccountInput", description: "An account at Revsto." });

export type RevstoCreation = z.output<typeof creationInput>;
