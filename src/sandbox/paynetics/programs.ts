/** A program fixes an account's currencies and whether it gets IBANs and account numbers. */
export interface Program {
  readonly code: string;
  readonly currencies: readonly string[];
  readonly identifiers: boolean;
  readonly active: boolean;
}

/** The programs of the demo instance. */
const programs: readonly Program[] = [
  { code: "account_eur", currencies: ["EUR"], identifiers: true, active: true },
  { code: "account_gbp", currencies: ["GBP"], identifiers: true, active: true },
  { code: "account_bgn", currencies: ["BGN"], identifiers: true, active: true },
  { code: "account_multi", currencies: ["EUR", "GBP", "BGN"], identifiers: true, active: true },
  { code: "account_wallet", currencies: ["EUR"], identifiers: false, active: true },
  { code: "account_legacy", currencies: ["EUR"], identifiers: true, active: false },
];

export function findProgram(code: string): Program | undefined {
  return programs.find((program) => program.code === code && program.active);
}
