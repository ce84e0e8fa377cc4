import { z } from "zod";
import { count, decimal, optionalText, text, toldText } from "../kit/wire.ts";

/** Failed connections say "null" where nothing is meant. */
const connectionText = optionalText.transform((value) => (value === "null" ? null : value));

const wireError = z.object({
  category: connectionText,
  origin: connectionText,
  code: connectionText,
  message: connectionText,
  // Free-form and informative only: attributes of an unforeseen shape must not hide the account.
  attributes: z.record(z.string(), text).catch({}),
});

const wireConnection = z.object({
  method: connectionText,
  serviceProvider: connectionText,
  reference: connectionText,
  state: connectionText,
  error: z.union([z.literal("null").transform(() => null), wireError]).nullish(),
});
export type WireConnection = z.infer<typeof wireConnection>;

/** An account. Which of the optional fields are there depends on the endpoint and on the kind of account. */
export const wireAccount = z.object({
  id: text.refine((id) => id !== ""),
  status: text,
  currency: text,
  clientId: toldText,
  mainAccountId: toldText,
  country: toldText,
  alias: toldText,
  routingCodes: z
    .record(z.string(), optionalText)
    .nullable()
    .transform((codes) => codes ?? {})
    .optional(),
  iban: toldText,
  accountNumber: toldText,
  ledgerNumber: toldText,
  availableBalance: decimal.nullish(),
  receivableBalance: decimal.nullish(),
  serviceProvider: toldText,
  accountHolderName: toldText,
  accountHolderIdentityType: toldText,
  connection: wireConnection.nullish(),
});
export type WireAccount = z.infer<typeof wireAccount>;

/** The envelope of one account. `workflow` and `connect`, with its deprecated copy of the connection, are not read. */
export const wireSingle = z.object({ data: z.object({ account: z.unknown() }) });

/** The envelope of a list page; `page` tells the size really used, which may be smaller than the one asked for. */
export const wireList = z.object({
  data: z.object({ accounts: z.array(z.unknown()) }),
  metadata: z.object({ page: z.object({ size: count, totalElements: count, totalPages: count }).nullish() }).nullish(),
});
