import { z } from "zod";
import type { Books } from "../kit/books.ts";
import type { IfAccount } from "./account.ts";
import { errorShapes } from "./refusal.ts";

/** What the public documents leave open. Beside these, `outcome.<service provider>` overrules the catalogue. */
const settingsSchema = z.strictObject({
  tokenLifeSeconds: z.number().default(300),
  /** From an instruction to what the service provider makes of it. */
  provisioningDelayMs: z.number().default(2000),
  /** Whether the answer to an implicit creation names the chosen provider at once. */
  namesImplicitProvider: z.boolean().default(true),
  /** The deprecated `connect.connection` of `metadata.include`. */
  mirror: z.boolean().default(true),
  subAccounts: z.boolean().default(true),
  /** Whether built-in accounts take every status change, as plug-in ones do, or only `closed`. */
  builtInStatusChanges: z.boolean().default(false),
  closePending: z.boolean().default(false),
  closeWithBalance: z.boolean().default(false),
  pageMax: z.number().default(100),
  refuseOverdraft: z.boolean().default(false),
  errorShape: z.enum(errorShapes).default("error"),
  /** What the retries of webhooks, after 5, 15, 30 and 60 minutes, are shortened by. */
  webhookHurry: z.number().positive().default(1),
});
export type IfSettings = z.output<typeof settingsSchema>;

export function settingsOf(books: Books<IfAccount>): IfSettings {
  const own = Object.entries(books.settings).filter(([name]) => !name.startsWith("outcome."));
  return settingsSchema.parse(Object.fromEntries(own));
}
