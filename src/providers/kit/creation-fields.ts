import { z } from "zod";
import { countryRule, currencyRule, plainWordRule } from "../../domain/input-messages.ts";
import { isPlainWord } from "../../domain/printable.ts";

// Fields of creation inputs. Each says in words what to give, and has a length that is known without reading its pattern.

/** What the provider calls something: an id, a token, a code. */
export function providersWord(longest: number, description: string) {
  const message = plainWordRule(longest);
  return z.string().max(longest, message).refine(isPlainWord, message).meta({ description });
}

/** In the form of ISO 4217; whether there is such a currency is asked by `checkCurrency`. */
export function currencyCode(description: string) {
  return z
    .string()
    .regex(/^[A-Z]{3}$/, currencyRule)
    .max(3, currencyRule)
    .meta({ description });
}

/** In the form of ISO 3166-1; whether there is such a country is asked by `checkCountry`. */
export function countryCode(description: string) {
  return z
    .string()
    .regex(/^[A-Z]{2}$/, countryRule)
    .max(2, countryRule)
    .meta({ description });
}

/** A part of an account number. */
export function lettersAndDigits(longest: number, description: string) {
  const message = `Give 1 to ${longest} letters and digits.`;
  return z
    .string()
    .regex(/^[A-Za-z0-9]+$/, message)
    .max(longest, message)
    .meta({ description });
}

/** What people read, such as a name. */
export function shownText(longest: number, description: string) {
  const message = `Give 1 to ${longest} characters, not only blanks.`;
  return z.string().regex(/\S/, message).max(longest, message).meta({ description });
}
