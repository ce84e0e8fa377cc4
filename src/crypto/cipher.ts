import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";

export const nonceLength = 12;
const tagLength = 16;
const algorithm = "aes-256-gcm";

/** A key for one use only, made of a secret that has several. */
export function deriveKey(secret: Uint8Array, use: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync("sha256", secret, "", use, 32)));
}

/** The text, encrypted and authenticated. No nonce may ever serve two texts under one key. */
export function encrypt(key: KeyObject, nonce: Uint8Array, text: string): Buffer {
  const cipher = createCipheriv(algorithm, key, nonce);
  return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
}

/** Throws for anything that `encrypt` did not make with this key. */
export function decrypt(key: KeyObject, sealed: Buffer): string {
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceLength), { authTagLength: tagLength });
  decipher.setAuthTag(sealed.subarray(-tagLength));
  return Buffer.concat([decipher.update(sealed.subarray(nonceLength, -tagLength)), decipher.final()]).toString("utf8");
}
