import { z } from "zod";
import type { SimulatorSettings } from "../kit/simulator.ts";
import { scopes } from "./catalogue.ts";

/** What Revsto's documents leave open, each with the choice we took. */
const settingsSchema = z.strictObject({
  tokenLifeSeconds: z.number().positive().default(300),
  /** What our client may ask for, separated by blanks. */
  grantedScopes: z.string().default(scopes.join(" ")),
  amountUnit: z.enum(["minor", "major"]).default("minor"),
  /** How long after its opening an account shows IBAN and BIC. */
  ibanDelayMs: z.number().nonnegative().default(5000),
  /** How reads show an IBAN that is not there yet. */
  missingIban: z.enum(["absent", "null", "empty"]).default("absent"),
  createStatus: z.union([z.literal(200), z.literal(201)]).default(201),
  initialStatus: z.enum(["OPENED", "PENDING"]).default("OPENED"),
  /** How long a new account stays PENDING, if that is how it begins. */
  openDelayMs: z.number().nonnegative().default(5000),
  pageMax: z.number().positive().default(100),
  /** A page larger than the maximum is cut, or refused. */
  overPageMax: z.enum(["clamp", "refuse"]).default("clamp"),
  countMeans: z.enum(["total", "page"]).default("total"),
  /** The order that account lists name; the documents say `+ids`. */
  sortEcho: z.string().default("+ids"),
  errorShape: z.enum(["code", "oauth", "errors"]).default("code"),
  /** Closing a closed account: 409, or 200 once more. */
  closeTwice: z.enum(["refuse", "accept"]).default("refuse"),
  suspendedCloseAllowed: z.boolean().default(false),
  closeAnswer: z.enum(["object", "empty"]).default("object"),
  distributorAccountVisible: z.boolean().default(true),
  /** Whether a hook that could not be called is called again, after 5, 15, 30 and 60 seconds. */
  retriesWebhooks: z.boolean().default(false),
});
export type RevstoSettings = z.output<typeof settingsSchema>;

const parsed = new WeakMap<SimulatorSettings, RevstoSettings>();

/** Checked once per simulator, since every printed account asks. */
export function revstoSettings(settings: SimulatorSettings): RevstoSettings {
  const known = parsed.get(settings) ?? settingsSchema.parse(settings);
  parsed.set(settings, known);
  return known;
}
