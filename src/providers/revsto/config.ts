import { z } from "zod";
import { httpUrl } from "../kit/http-url.ts";
import { headerName, webhookSecret } from "../kit/webhook-settings.ts";

/** Revsto's part of a provider entry. Whatever has a default was assumed or may change, see README.md. */
export const configSchema = z.strictObject({
  /** Ends in `/api`; `/distributor/v1` is appended. */
  baseUrl: httpUrl,
  /** The whole token endpoint: it is on another host than the API. */
  tokenUrl: httpUrl,
  username: z.string().min(1),
  password: z.string().min(1),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** What the whole numbers in balances count. A wrong choice is a factor of 100: confirm with Revsto. */
  amountUnit: z.enum(["minor", "major"]).default("minor"),
  /** Scopes to ask for, separated by blanks; "" asks for none by name. */
  scope: z.string().default("account_view profile_view account_creation account_close user_deactivate"),
  /** Token life where the token answer does not tell `expires_in`. */
  tokenLifeSeconds: z.int().positive().default(300),
  /** The most rows asked for per list page; the provider's own limit is not documented. */
  pageSize: z.int().min(4).max(1000).default(20),
  offsetParameter: z.string().min(1).default("offset"),
  limitParameter: z.string().min(1).default("limit"),
  /** The roles of user profiles whose holders are organisations; holders of all other roles are persons. */
  organisationRoles: z.array(z.string()).default(["Company"]),
  /** Whether a suspended account may be closed without being released first. */
  closesSuspended: z.boolean().default(false),
  /** How far Revsto's clock may be behind ours, when an account is known by the time of its opening. */
  clockToleranceSeconds: z.int().min(0).max(3600).default(60),
  /**
   * Stands at the end of the address that Revsto's hooks call, or in `webhookSecretHeader`. None: webhooks are switched off.
   */
  webhookSecret: webhookSecret.optional(),
  webhookSecretHeader: headerName.default("x-webhook-secret"),
  /**
   * Where Revsto reaches this gateway: `https://gateway.example`. With it and a secret, the hooks are
   * registered at each start.
   */
  publicUrl: httpUrl.optional(),
});
export type Config = z.output<typeof configSchema>;
