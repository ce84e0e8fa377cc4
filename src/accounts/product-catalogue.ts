import type { Product } from "../domain/product.ts";
import type { Provider } from "../providers/provider.ts";
import { foreground } from "./foreground.ts";

/** What accounts can be opened under at each provider, kept for some minutes: a walk through its pages sees one list. */
export interface ProductCatalogue {
  /** Undefined where the provider has no such list. One call for all who ask at once. */
  read(provider: Provider): Promise<readonly Product[]> | undefined;
}

const keptMs = 5 * 60_000;

/** `now` in milliseconds. */
export function createProductCatalogue(now: () => number): ProductCatalogue {
  const kept = new Map<string, { readonly products: Promise<readonly Product[]>; readonly until: number }>();
  return {
    read(provider) {
      const known = kept.get(provider.name);
      if (known !== undefined && now() < known.until) return known.products;
      // Not the caller's signal: others wait for this call too, and the guard ends it in any case.
      const products = provider.listProducts?.(foreground());
      if (products === undefined) return undefined;
      const entry = { products, until: now() + keptMs };
      kept.set(provider.name, entry);
      products.catch(() => {
        if (kept.get(provider.name) === entry) kept.delete(provider.name);
      });
      return products;
    },
  };
}
