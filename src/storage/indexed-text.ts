/** PostgreSQL's index entries hold 2,700 bytes, of which two texts may take their part; no filter's value is as long. */
const mostBytes = 1_000;

/** Of one UTF-16 unit: letters of four bytes are two. */
const mostBytesOfLetter = 3;

const encoder = new TextEncoder();

/**
 * A provider's text as it can be stored and indexed on both engines: without U+0000, which PostgreSQL has not, and cut,
 * between two letters, to 1,000 bytes. What an account shows is not made from it.
 */
export function indexedText(text: string): string {
  const plain = text.replaceAll("\u0000", "");
  if (plain.length * mostBytesOfLetter <= mostBytes) return plain;
  const { read } = encoder.encodeInto(plain, new Uint8Array(mostBytes));
  return plain.slice(0, read);
}

/** Whether any stored text can be this one. */
export function isStorable(text: string): boolean {
  return !text.includes("\u0000");
}
