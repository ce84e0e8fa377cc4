import { z } from "zod";
import { count, decimal, id, optionalInstant, optionalText, text } from "../kit/wire.ts";

const wireAmount = z.object({ value: decimal, currency: text });
export type WireAmount = z.output<typeof wireAmount>;

/** Whose account of which product a row is, however little else of it is understood. */
export const wireHolding = z.object({ userId: optionalText, productId: optionalText });

/** An account as reads and lists answer it. */
export const wireAccount = z.object({
  id,
  externalId: optionalText,
  ...wireHolding.shape,
  status: text,
  label: optionalText,
  balance: wireAmount.nullish(),
  availableBalance: wireAmount.nullish(),
  createdAt: optionalInstant,
  lastUsedAt: optionalInstant,
  // Absent, null and "" all mean "not yet".
  iban: optionalText,
  bic: optionalText,
});
export type WireAccount = z.output<typeof wireAccount>;

/** The frame around list rows. Whether `count` is of all rows or of the page's is not documented. */
export const wireList = z.object({ items: z.array(z.unknown()), count, limit: count });
