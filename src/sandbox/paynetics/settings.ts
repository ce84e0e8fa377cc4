import { z } from "zod";
import type { Books } from "../kit/books.ts";
import type { PayneticsAccount } from "./account.ts";
import { signingModes } from "./signature.ts";

/** What the public documents leave open, with the safest reading as default. */
const settingsSchema = z.strictObject({
  signing: z.enum(signingModes).default("strip-all"),
  /** How far a request's timestamp may be from the clock, either way. */
  toleranceSeconds: z.number().default(15),
  /** Added to the clock that timestamps are compared with. */
  clockOffsetSeconds: z.number().default(0),
  /** The largest page of accounts; the documents say 10 in words and 20 in their sample. */
  maxLimit: z.number().default(10),
  overLimit: z.enum(["clamp", "refuse"]).default("clamp"),
  totalAs: z.enum(["text", "number"]).default("text"),
  /** How an unused merchant or user is shown: as "", as null, or not at all. */
  emptyOwner: z.enum(["text", "null", "absent"]).default("text"),
  closeWithBalance: z.boolean().default(false),
  closeMainWithOpenVirtuals: z.boolean().default(false),
  /** Adds a map of fields to validation errors. */
  errorDetails: z.boolean().default(false),
});
export type PayneticsSettings = z.output<typeof settingsSchema>;

export function settingsOf(books: Books<PayneticsAccount>): PayneticsSettings {
  return settingsSchema.parse(books.settings);
}
