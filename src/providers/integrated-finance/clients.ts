import { z } from "zod";
import { isNumberText } from "../../domain/json.ts";
import type { OwnerDetails } from "../../domain/owner-details.ts";
import { optionalText } from "../kit/wire.ts";
import { holderTypes } from "./mapper.ts";

/** A client record (`GET /clients/{id}`); of its identity only the type is needed, the rest is passed on. */
export const wireClient = z.object({
  data: z.object({
    client: z.object({
      fullName: optionalText,
      status: optionalText,
      identity: z.record(z.string(), z.unknown()).nullish(),
    }),
  }),
});

export function toOwnerDetails({ data: { client } }: z.infer<typeof wireClient>): OwnerDetails {
  const { type, ...identity } = client.identity ?? {};
  return {
    name: client.fullName,
    holderType: typeof type === "string" ? (holderTypes.get(type) ?? null) : null,
    status: client.status,
    identity: flatten("", identity),
  };
}

/** `{ address: { city: "London" } }` → `address.city: London`; what is empty is left out. */
function flatten(path: string, value: unknown): OwnerDetails["identity"] {
  if (typeof value === "string") return value === "" ? [] : [{ name: path, value }];
  if (isNumberText(value)) return [{ name: path, value: value.rawJSON }];
  if (typeof value === "boolean") return [{ name: path, value: String(value) }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => flatten(path === "" ? name : `${path}.${name}`, inner));
}
