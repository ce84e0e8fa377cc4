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
  nodeType!: "Account" | "Provider" | "Operation" | "WebhookDelivery";

  @Field(() => ID, {
    description: "The global id: the same for ever, the key of client caches, and what `node` takes.",
  })
  id!: string;
}

export type NodeAddress =
  | { readonly type: "Account"; readonly ref: AccountRef }
  | { readonly type: "Provider"; readonly name: string }
  | { readonly type: "Operation"; readonly uuid: string }
  | { readonly type: "WebhookDelivery"; readonly uuid: string };

export function accountId(ref: AccountRef): string {
  return toGlobalId("Account", refKey(ref));
}

export function providerId(name: string): string {
  return toGlobalId("Provider", name);
}

export function operationId(uuid: string): string {
  return toGlobalId("Operation", uuid);
}

export function webhookDeliveryId(uuid: string): string {
  return toGlobalId("WebhookDelivery", uuid);
}

const longest = 256;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isUuid = (text: string): boolean => uuid.test(text);

/** What a global id points to; throws INVALID_ID for anything that this schema never gives out. */
export function parseNodeId(id: string): NodeAddress {
  const { type, id: key } = id.length <= longest ? fromGlobalId(id) : { type: "", id: "" };
  // Base64 has several spellings of the same text; a second spelling of an id would be a second cache entry.
  if (toGlobalId(type, key) === id) {
    const ref = type === "Account" ? parseRefKey(key) : null;
    if (ref !== null) return { type: "Account", ref };
    if (type === "Provider" && key !== "") return { type: "Provider", name: key };
    if ((type === "Operation" || type === "WebhookDelivery") && isUuid(key)) return { type, uuid: key };
  }
  throw new GatewayError("INVALID_ID", "This is not an id of this gateway; use the `id` field of an earlier answer.");
}

/** As `parseNodeId`, for places that take accounts only. */
export function parseAccountId(id: string): AccountRef {
  const address = parseNodeId(id);
  if (address.type === "Account") return address.ref;
  throw new GatewayError("INVALID_ID", `This is the id of something else (${address.type}), not of an Account.`);
}

/** The UUID of the operation that a global id points to; throws as `parseNodeId`. */
export function parseOperationId(id: string): string {
  return uuidOf(id, "Operation");
}

/** The UUID of the webhook delivery that a global id points to; throws as `parseNodeId`. */
export function parseWebhookDeliveryId(id: string): string {
  return uuidOf(id, "WebhookDelivery");
}

function uuidOf(id: string, type: "Operation" | "WebhookDelivery"): string {
  const address = parseNodeId(id);
  if (address.type === type) return address.uuid;
  throw new GatewayError("INVALID_ID", `This is the id of something else (${address.type}), not of ${article[type]}.`);
}

const article = { Operation: "an Operation", WebhookDelivery: "a WebhookDelivery" };
