/** Whether a text has nothing but letters, marks, digits, punctuation, symbols and plain blanks. */
export function isWritten(text: string): boolean {
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u.test(text);
}

/** The same, but for those of them that show nothing. */
const printable = /^[[\p{L}\p{M}\p{N}\p{P}\p{S} ]--[\p{Default_Ignorable_Code_Point}\u2800]]*$/v;

/** Whether everything in a text can be seen, or is a plain blank. */
function isPrintable(text: string): boolean {
  return printable.test(text);
}

/** Whether anything of a text can be seen. */
export function isVisible(text: string): boolean {
  return /[^\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/v.test(text);
}

/** Whether a text can be told from others by looking at it: it is printable, and begins and ends with what can be seen. */
export function isPlain(text: string): boolean {
  return isPrintable(text) && text !== "" && text.trim() === text;
}

/** Whether a text is composed as Unicode's form NFC says: the same text in another form has other characters. */
export function isComposed(text: string): boolean {
  return text.normalize("NFC") === text;
}

/** Whether a text can be what a provider calls something: plain, and one word. */
export function isPlainWord(text: string): boolean {
  return isPlain(text) && !text.includes(" ");
}
