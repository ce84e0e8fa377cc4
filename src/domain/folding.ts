/** Letters that Unicode does not take apart into a plain letter and a mark, and a final sigma, which is a sigma. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ı: "i",
  ŧ: "t",
  ς: "σ",
};

const special = new RegExp(`[${Object.keys(plainLetters).join("")}]`, "g");

/**
 * A text as people compare it: without case, diacritics and repeated blanks. `fold("  Łukasz MÜLLER-Straße ") //
 * "lukasz muller-strasse"`. Done here and not in the database, so that both engines find and sort alike.
 */
export function fold(text: string): string {
  return (
    text
      .normalize("NFKD")
      .replaceAll(/\p{M}/gu, "")
      .toLowerCase()
      // Some capitals get a mark only when they are made small (İ).
      .replaceAll(/\p{M}/gu, "")
      .replaceAll(special, (letter) => plainLetters[letter] ?? letter)
      // Control characters are no letters either, and PostgreSQL refuses one of them (U+0000).
      .replaceAll(/[\s\p{Cc}]+/gu, " ")
      .trim()
  );
}
