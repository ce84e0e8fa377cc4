/**
 * An amount as decimal text in major units ("12.34", "-0.50") and the provider's currency word.
 * Text, because it survives JSON, caches and databases without ever being a float.
 */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}
