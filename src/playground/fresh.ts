/** A key that nobody had before: 128 random bits. `crypto.randomUUID` is missing where a page came without TLS. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** An example's variables for a tab that is opened now: every `<key>` is a new one, and so are the eight `<digits>`. */
export function fillIn(variables: string): string {
  return variables.replaceAll("<key>", newKey).replaceAll("<digits>", newDigits);
}

function newDigits(): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return String(number % 100_000_000).padStart(8, "0");
}
