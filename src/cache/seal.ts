import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from "node:crypto";

/** Keeps personal data unreadable where the cache is, and answers that were not put there by us out. */
export interface Seal {
  close(text: string): string;
  /** Throws for anything that this key did not close. */
  open(sealed: string): string;
  /** A name for a key that tells nothing of it: always the same. */
  name(key: string): string;
}

const nonceLength = 12;
const tagLength = 16;

export function createSeal(key: Uint8Array): Seal {
  const derive = (use: string) => createSecretKey(Buffer.from(hkdfSync("sha256", key, "", `cache ${use}`, 32)));
  const cipherKey = derive("encryption");
  const nameKey = derive("names");
  return {
    close(text) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv("aes-256-gcm", cipherKey, nonce);
      const sealed = [nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat(sealed).toString("base64");
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, "base64");
      const decipher = createDecipheriv("aes-256-gcm", cipherKey, bytes.subarray(0, nonceLength), {
        authTagLength: tagLength,
      });
      decipher.setAuthTag(bytes.subarray(-tagLength));
      const text = decipher.update(bytes.subarray(nonceLength, -tagLength));
      return Buffer.concat([text, decipher.final()]).toString("utf8");
    },
    name: (text) => createHmac("sha256", nameKey).update(text).digest("base64url"),
  };
}
