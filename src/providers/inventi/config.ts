import { z } from "zod";
import { httpUrl } from "../kit/http-url.ts";
import { headerName, webhookSecret } from "../kit/webhook-settings.ts";

/** Inventi's part of a provider entry. Whatever has a default was assumed or may change, see README.md. */
export const configSchema = z.strictObject({
  /** The API's host; `pathPrefix` is appended. */
  baseUrl: httpUrl,
  /** The host of the token endpoint `/realms/{tenantId}/protocol/openid-connect/token`. */
  authUrl: httpUrl,
  tenantId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** Inventi tells no currency; its accounts are held at Lithuanian clearing systems. */
  currency: z.string().min(1).default("EUR"),
  pathPrefix: z.string().default("/account-service/v2"),
  /** Token life where the token answer does not tell `expires_in`. */
  tokenLifeSeconds: z.int().positive().default(2700),
  /** Rows per list page, 1 to 100. */
  pageSize: z.int().min(1).max(100).default(100),
  /** The query parameter that takes the token of the page wanted. */
  pageTokenParameter: z.string().min(1).default("nextPageToken"),
  /**
   * A secret agreed with whoever sends webhooks, at the end of their address or in
   * `webhookSecretHeader`. None: switched off.
   */
  webhookSecret: webhookSecret.optional(),
  webhookSecretHeader: headerName.default("x-webhook-secret"),
});
export type Config = z.output<typeof configSchema>;
