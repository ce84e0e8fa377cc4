import { fold } from "./folding.ts";

/**
 * How names are searched: a text is kept folded, with marks before each word, so that every question becomes one of
 * substrings of at least three letters, which a trigram index can answer: `"^^tom ^^muller"` contains `ulle`, its words
 * begin with `mu` (`^mu`) and with `m` (`^^m`).
 */
const mark = "^";
const shortest = 3;

/** The searchable text of several names: `searchText(["Tom Müller", null]) // "^^tom ^^muller"` */
export function searchText(names: readonly (string | null)[]): string {
  const words = names.flatMap((name) => wordsOf(name ?? ""));
  return [...new Set(words)].map((word) => `${mark}${mark}${word}`).join(" ");
}

/**
 * What must all occur in a searchable text: of each word its whole, anywhere; of a word under three letters, its place at
 * the beginning of a word. Empty for a search without a letter.
 */
export function searchTerms(search: string): readonly string[] {
  // Letters, not UTF-16 units: `padStart` would leave a rare letter too short for the index.
  const terms = wordsOf(search).map((word) => mark.repeat(Math.max(0, shortest - [...word].length)) + word);
  return [...new Set(terms)];
}

/** Every three letters in a row, each once: what a trigram index knows of a text. */
export function trigrams(text: string): readonly string[] {
  const letters = [...text];
  const all = letters.slice(0, Math.max(0, letters.length - 2)).map((_, at) => letters.slice(at, at + 3).join(""));
  return [...new Set(all)];
}

/** How many words a search has; more than a few are refused before they get here. */
export function wordsOf(text: string): readonly string[] {
  return fold(text.replaceAll(mark, " "))
    .split(" ")
    .filter((word) => word !== "");
}
