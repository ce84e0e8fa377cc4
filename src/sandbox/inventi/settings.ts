import { z } from "zod";
import type { SimulatorSettings } from "../kit/simulator.ts";

/** What Inventi's documents leave open, each with the choice we took. */
const settingsSchema = z.strictObject({
  tokenLifeSeconds: z.number().positive().default(2700),
  /** Inventi admits listed addresses only; true plays a caller that is not on the list. */
  refuseAddress: z.boolean().default(false),
  errorShape: z.enum(["problem", "message", "empty"]).default("problem"),
  /** The status of an answer that repeats an earlier create. */
  replayStatus: z.number().default(201),
  /** A known key with another body: the first account again, or 409. */
  keyConflict: z.enum(["replay", "refuse"]).default("replay"),
  /** False makes generated IBANs with wrong check digits, like those in the documents' samples. */
  ibanChecksum: z.boolean().default(true),
  nextPageToken: z.string().default("nextPageToken"),
  previousPageToken: z.string().default("previousPageToken"),
  /** How the answer says that there is no page that way. */
  missingPageToken: z.enum(["null", "absent"]).default("null"),
  /** Search rows with every field, or without the optional ones, as in the documents' sample. */
  listRows: z.enum(["full", "short"]).default("full"),
  closeAllowed: z.boolean().default(true),
  reopenAllowed: z.boolean().default(true),
  patchClosedAllowed: z.boolean().default(true),
  legalNeedsOrganisation: z.boolean().default(true),
  /** Digits; ids count up from here. Large ones show who reads them as floats. */
  firstId: z.string().regex(/^\d+$/).default("1"),
});
export type InventiSettings = z.output<typeof settingsSchema>;

export function inventiSettings(settings: SimulatorSettings): InventiSettings {
  return settingsSchema.parse(settings);
}
