import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import { httpUrl } from "../kit/http-url.ts";

/** What RS256 needs; Integrated Finance itself asks for 4096. */
const leastBits = 2048;

/** The PEM text of an RSA private key, as a key. Says nothing of the text when it is not one. */
const rsaPrivateKey = z.string().transform((pem, context): KeyObject => {
  const key = parsePrivateKey(pem);
  if (key?.asymmetricKeyType === "rsa" && Number(key.asymmetricKeyDetails?.modulusLength) >= leastBits) return key;
  context.addIssue({ code: "custom", message: `must be an RSA private key of at least ${leastBits} bits in PEM form` });
  return z.NEVER;
});

function parsePrivateKey(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}

/** An Ed25519 public key, as PEM text or as base64 of its DER form, the way the documents print it. */
const webhookKey = z.string().transform((text, context): KeyObject => {
  const key = parsePublicKey(text.trim());
  if (key?.asymmetricKeyType === "ed25519") return key;
  context.addIssue({ code: "custom", message: "must be an Ed25519 public key, as PEM or base64 of its SPKI form" });
  return z.NEVER;
});

function parsePublicKey(text: string): KeyObject | null {
  try {
    if (text.startsWith("-----BEGIN PUBLIC KEY")) return createPublicKey(text);
    return createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" });
  } catch {
    return null;
  }
}

/** Integrated Finance's part of a provider entry. Whatever has a default was assumed, not documented. */
export const configSchema = z.strictObject({
  /** Includes version and instance: `https://api.integrated.finance/v1/acme`. */
  baseUrl: httpUrl,
  /** Tokens are fetched at `{issuer}/protocol/openid-connect/token`. */
  issuer: httpUrl,
  clientId: z.string().min(1),
  privateKey: rsaPrivateKey,
  /** How long one client assertion is good for. */
  assertionLifeSeconds: z.int().min(5).max(600).default(60),
  /** Token life where the token answer does not tell `expires_in`. */
  tokenLifeSeconds: z.int().positive().default(300),
  /** The most rows asked for per list page; the provider's own limit is not documented. */
  pageSize: z.int().min(4).max(1000).default(100),
  /** Whether an account that is still pending may be closed. */
  closesPending: z.boolean().default(false),
  /** Whether accounts connected by Integrated Finance itself may be suspended or inactivated, not only closed. */
  changesBuiltIn: z.boolean().default(false),
  /** Whether an account is closed only when it is empty and has no open sub-accounts. */
  closesEmptyOnly: z.boolean().default(true),
  /** How long the provider certainly knows an idempotency key. */
  keyLifeHours: z.number().positive().default(24),
  /** Public keys of webhook signatures, by version: old and new ones during a change. None: webhooks are switched off. */
  webhookKeys: z.array(z.strictObject({ version: z.string().min(1), publicKey: webhookKey })).default([]),
  /** How old a webhook's own time may be. The provider signs each of its attempts anew. */
  webhookToleranceSeconds: z.int().min(60).max(86_400).default(7_200),
});
export type Config = z.output<typeof configSchema>;
