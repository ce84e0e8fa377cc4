import { z } from "zod";
import { count, decimal, flag, optionalText, text } from "../kit/wire.ts";

/** Every answer: HTTP 200 always, `code` 0 for success, `data` where there is something to tell. */
export const wireEnvelope = z.object({ code: text, data: z.unknown().optional() });
export type WireEnvelope = z.infer<typeof wireEnvelope>;

/** One balance of an account. Identifiers depend on its currency: an IBAN for EUR, sort code and number for GBP. */
const wireBalance = z.object({
  token: optionalText,
  currency: text,
  available: decimal.nullish(),
  blocked: decimal.nullish(),
  iban: optionalText,
  sort_code: optionalText,
  account_number: optionalText,
  is_main: flag.nullish(),
});
export type WireBalance = z.infer<typeof wireBalance>;

/** What every row has, however little of it is understood. */
export const wireToken = z.object({ token: text.refine((token) => token !== "") });

/** An account as list and details tell it. An unused owner is "", null or absent: which is not documented. */
export const wireAccount = z.object({
  ...wireToken.shape,
  program: optionalText,
  merchant: optionalText,
  user: optionalText,
  type: optionalText,
  number: optionalText,
  is_main: flag.nullish(),
  status: text,
  balances: z.array(wireBalance).nullish(),
});
export type WireAccount = z.infer<typeof wireAccount>;

/** `total_items` is text in the documents ("1"). */
export const wireList = z.object({ items: z.array(z.unknown()), total_items: count });
