/** People write IBANs with blanks and in either case; stored and compared is the plain form. */
export function plainIban(iban: string): string {
  return iban.replaceAll(/\s/g, "").toUpperCase();
}
