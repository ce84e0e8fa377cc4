import { createHash, createHmac, type KeyObject } from "node:crypto";
import { decrypt, deriveKey, encrypt, nonceLength } from "../../crypto/cipher.ts";
import type { Position } from "../../domain/account-list.ts";
import { GatewayError } from "../../domain/errors.ts";

/**
 * Cursors are opaque: encrypted (a position may hold a name) and authenticated, and bound to the ordering and filter of
 * the list they come from. The same place in the same list always has the same cursor, in every process with this key.
 */
export interface CursorCodec {
  seal(binding: string, position: Position): string;
  /** Throws INVALID_CURSOR for anything this gateway did not make, CURSOR_MISMATCH for a cursor of another list. */
  open(binding: string, cursor: string): Position;
}

/** The longest position is a name of 101 characters, each of at most four bytes. */
const longest = 1_024;

export function createCursorCodec(key: Uint8Array): CursorCodec {
  const cipherKey = deriveKey(key, "cursor encryption");
  const nonceKey = deriveKey(key, "cursor nonce");

  return {
    seal(binding, { key: sortKey, rowId }) {
      const plain = JSON.stringify([binding, sortKey, rowId]);
      // The nonce is derived from the text, so that equal positions have equal cursors and no nonce serves two texts.
      const nonce = createHmac("sha256", nonceKey).update(plain).digest().subarray(0, nonceLength);
      return encrypt(cipherKey, nonce, plain).toString("base64url");
    },
    open(binding, cursor) {
      const [madeFor, key, rowId] = unseal(cipherKey, cursor);
      if (madeFor !== binding) {
        throw new GatewayError(
          "CURSOR_MISMATCH",
          "This cursor belongs to a list with another filter or ordering; start that list anew.",
        );
      }
      return { key, rowId };
    },
  };
}

function unseal(key: KeyObject, cursor: string): [binding: string, key: Position["key"], rowId: number] {
  try {
    if (cursor.length > longest) throw new Error("too long");
    const sealed = Buffer.from(cursor, "base64url");
    // Base64 has several spellings of the same bytes; only ours is a cursor.
    if (sealed.toString("base64url") !== cursor) throw new Error("not canonical");
    return JSON.parse(decrypt(key, sealed));
  } catch (cause) {
    throw new GatewayError(
      "INVALID_CURSOR",
      "This is not a cursor of this gateway; use one from an edge or pageInfo.",
      {},
      cause,
    );
  }
}

/** What a cursor is bound to: a short digest of everything that decides which rows a list has, and in which order. */
export function cursorBinding(list: unknown): string {
  return createHash("sha256").update(JSON.stringify(list)).digest("base64url").slice(0, 16);
}
