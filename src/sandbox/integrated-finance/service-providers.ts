import { z } from "zod";
import type { Books } from "../kit/books.ts";
import type { IfAccount } from "./account.ts";

/** What a service provider makes of an instruction to open an account. */
const outcomes = ["succeeds", "fails", "declines", "dependency-fails", "stalls"] as const;
export type Outcome = (typeof outcomes)[number];

interface ServiceProvider {
  readonly code: string;
  readonly currencies: readonly string[];
  readonly outcome: Outcome;
}

/** Built-in providers; the last four are made up so that each bad ending can be had by name. */
const catalogue: readonly ServiceProvider[] = [
  { code: "railsbank", currencies: ["EUR", "GBP", "USD"], outcome: "succeeds" },
  { code: "clearbank", currencies: ["GBP"], outcome: "succeeds" },
  { code: "currencycloud", currencies: ["EUR", "GBP", "USD", "DKK", "PLN", "TRY", "JPY"], outcome: "succeeds" },
  { code: "nium", currencies: ["EUR", "GBP", "USD", "TRY"], outcome: "succeeds" },
  { code: "failingbank", currencies: ["EUR", "GBP", "USD"], outcome: "fails" },
  { code: "decliningbank", currencies: ["EUR", "GBP", "USD"], outcome: "declines" },
  { code: "dependentbank", currencies: ["EUR", "GBP", "USD"], outcome: "dependency-fails" },
  { code: "stallingbank", currencies: ["EUR", "GBP", "USD"], outcome: "stalls" },
];

export function findServiceProvider(code: string): ServiceProvider | undefined {
  return catalogue.find((provider) => provider.code === code);
}

/** The platform's own choice for a currency. */
export function chooseServiceProvider(currency: string): ServiceProvider | undefined {
  return catalogue.find(({ currencies }) => currencies.includes(currency));
}

export function outcomeOf(books: Books<IfAccount>, { code, outcome }: ServiceProvider): Outcome {
  return z.enum(outcomes).default(outcome).parse(books.settings[`outcome.${code}`]);
}
