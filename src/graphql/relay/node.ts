import { fromGlobalId, toGlobalId } from "graphql-relay";
import { Field, ID, InterfaceType } from "type-graphql";
import { type AccountRef, parseRefKey, refKey } from "../../domain/account-ref.ts";
import { GatewayError } from "../../domain/errors.ts";

@InterfaceType({
  description: "Anything with a global id.",
  resolveType: (value: Node) => value.nodeType,
})
export abstract class Node {
  /** The schema type of the value: how the interface tells its members apart. */
  nodeType!: "Account" | "Provider";

  @Field(() => ID, {
    description: "The global id: the same for ever, the key of client caches, and what `node` takes.",
  })
  id!: string;
}

export type NodeAddress =
  | { readonly type: "Account"; readonly ref: AccountRef }
  | { readonly type: "Provider"; readonly name: string };

export function accountId(ref: AccountRef): string {
  return toGlobalId("Account", refKey(ref));
}

export function providerId(name: string): string {
  return toGlobalId("Provider", name);
}

const longest = 256;

/** What a global id points to; throws INVALID_ID for anything that this schema never gives out. */
export function parseNodeId(id: string): NodeAddress {
  const { type, id: key } = id.length <= longest ? fromGlobalId(id) : { type: "", id: "" };
  // Base64 has several spellings of the same text; a second spelling of an id would be a second cache entry.
  if (toGlobalId(type, key) === id) {
    const ref = type === "Account" ? parseRefKey(key) : null;
    if (ref !== null) return { type: "Account", ref };
    if (type === "Provider" && key !== "") return { type: "Provider", name: key };
  }
  throw new GatewayError("INVALID_ID", "This is not an id of this gateway; use the `id` field of an earlier answer.");
}

/** As `parseNodeId`, for places that take accounts only. */
export function parseAccountId(id: string): AccountRef {
  const address = parseNodeId(id);
  if (address.type === "Account") return address.ref;
  throw new GatewayError("INVALID_ID", `This is the id of a ${address.type}, not of an Account.`);
}
