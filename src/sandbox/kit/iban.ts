/** The IBAN of a national account number, with its check digits (ISO 13616): `checkedIban("BG", "PATC…")`. */
export function checkedIban(country: string, nationalNumber: string): string {
  return `${country}${String(98 - remainder97(`${nationalNumber}${country}00`)).padStart(2, "0")}${nationalNumber}`;
}

/** Letters count as two digits, A = 10 … Z = 35. */
function remainder97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}
