import type { HolderType, ProductKind } from "./account.ts";

/** What an account can be opened under at a provider. */
export interface Product {
  readonly kind: ProductKind;
  readonly code: string;
  readonly name: string | null;
  /** The provider's own word, such as `CURRENT`. */
  readonly type: string | null;
  readonly currencies: readonly string[];
  /** The user profiles that may hold it (Revsto); empty where the provider has none. */
  readonly profiles: readonly ProductProfile[];
}

export interface ProductProfile {
  readonly id: string;
  readonly name: string | null;
  /** The provider's own word, such as `Company`. */
  readonly role: string | null;
  /** What that role means; null when unknown. */
  readonly holderType: HolderType | null;
}
