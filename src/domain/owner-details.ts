import type { HolderType } from "./account.ts";

/** The provider's own record of an owner. Unknown is null. */
export interface OwnerDetails {
  readonly name: string | null;
  readonly holderType: HolderType | null;
  /** The provider's own word for the state of the owner. */
  readonly status: string | null;
  /** The identity as the provider has it: its own field names, values as text (an address is flattened: `address.city`). */
  readonly identity: readonly { readonly name: string; readonly value: string }[];
}
