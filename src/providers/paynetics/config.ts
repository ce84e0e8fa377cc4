import { z } from "zod";
import { httpUrl } from "../kit/http-url.ts";
import { headerName, webhookSecret } from "../kit/webhook-settings.ts";
import { hashEncodings, signingModes } from "./signing.ts";

const program = z.strictObject({ code: z.string().min(1), currencies: z.array(z.string().min(1)) });

/** Paynetics' part of a provider entry. Whatever has a default was assumed, not documented. */
export const configSchema = z.strictObject({
  /** The host; `/v2/…` is appended. Paynetics publishes none: it comes with the credentials. */
  baseUrl: httpUrl,
  apiKey: z.string().min(1),
  apiSecret: z.string().min(1),
  /** What "whitespace is removed before hashing" means for blanks within words. */
  signingMode: z.enum(signingModes).default("strip-all"),
  hashEncoding: z.enum(hashEncodings).default("hex"),
  /** Added to our clock when signing, for a provider whose clock is off: requests are good for 15 seconds only. */
  clockOffsetSeconds: z.int().default(0),
  /** The most rows asked for per list page; the documents say "maximum 10" and show 20. */
  pageSize: z.int().min(4).max(1000).default(10),
  /** Programs that accounts can be opened in; Paynetics has no list of them. */
  programs: z.array(program).default([]),
  /** Whether an account is closed that has money on it, or virtual accounts below it. */
  closesWithBalance: z.boolean().default(false),
  closesMainWithVirtuals: z.boolean().default(false),
  /**
   * A secret agreed with whoever sends webhooks, at the end of their address or in
   * `webhookSecretHeader`. None: switched off.
   */
  webhookSecret: webhookSecret.optional(),
  webhookSecretHeader: headerName.default("x-webhook-secret"),
});
export type Config = z.output<typeof configSchema>;
