import { createHmac, randomBytes } from "node:crypto";
import { decrypt, deriveKey, encrypt, nonceLength } from "../crypto/cipher.ts";

/** Keeps personal data unreadable where the cache is, and answers that were not put there by us out. */
export interface Seal {
  close(text: string): string;
  /** Throws for anything that this key did not close. */
  open(sealed: string): string;
  /** A name for a key that tells nothing of it: always the same. */
  name(key: string): string;
}

export function createSeal(key: Uint8Array): Seal {
  const cipherKey = deriveKey(key, "cache encryption");
  const nameKey = deriveKey(key, "cache names");
  return {
    close: (text) => encrypt(cipherKey, randomBytes(nonceLength), text).toString("base64"),
    open: (sealed) => decrypt(cipherKey, Buffer.from(sealed, "base64")),
    name: (text) => createHmac("sha256", nameKey).update(text).digest("base64url"),
  };
}
