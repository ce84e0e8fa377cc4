/**
 * A UUID that a person recognises: a leading letter for the sort of thing and a number.
 * `readableId("a", 26) // "a0000000-0000-4000-8000-00000000001a"`
 */
export function readableId(letter: "a" | "b" | "c" | "d" | "e" | "f", number: number): string {
  return `${letter}0000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
}
