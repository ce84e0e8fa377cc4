import { z } from "zod";
import type { HolderType } from "../../domain/account.ts";
import { GatewayError } from "../../domain/errors.ts";
import type { Product, ProductProfile } from "../../domain/product.ts";
import { readShape } from "../kit/answers.ts";
import type { JsonClient } from "../kit/json-client.ts";
import { count, id, optionalText } from "../kit/wire.ts";
import type { Call, ProviderContext } from "../provider.ts";
import type { Config } from "./config.ts";

/** A product as `GET /products` tells it. */
const wireProduct = z.object({
  id,
  type: optionalText,
  currency: optionalText,
  name: optionalText,
  profiles: z.array(id).catch([]),
});
const wireProfile = z.object({ id, role: optionalText, name: optionalText });
const frame = <Row>(row: z.ZodType<Row>) => z.object({ items: z.array(row), count });

const keptMs = 10 * 60_000;
const retryMs = 60_000;
const mostPages = 50;

/** What accounts can be opened under, and what that says of who holds them. */
export interface Catalogue {
  /** Asks Revsto. */
  read(call: Call): Promise<readonly Product[]>;
  /** Makes it known if it is not, or not lately; a failure is none of the caller's, who does without. */
  refresh(call: Call): Promise<void>;
  /** The type of holder that all profiles of a product agree on; undefined where that is not known. */
  holderType(productId: string): HolderType | undefined;
}

/** Products with their profiles; where profiles may not be read (scope `profile_view`), without their roles. */
export function createCatalogue(client: JsonClient, config: Config, { name, now, log }: ProviderContext): Catalogue {
  const holderTypes = new Map<string, HolderType>();
  let dueAt = 0;

  async function readAll<Row>(call: Call, path: string, row: z.ZodType<Row>): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for (let page = 0; page < mostPages; page++) {
      const query = { [config.offsetParameter]: rows.length, [config.limitParameter]: config.pageSize };
      const { items, count: counted } = readShape(name, frame(row), await client.get(call, path, query));
      rows.push(...items);
      if (items.length === 0 || (items.length < config.pageSize && rows.length >= (counted ?? 0))) break;
    }
    return rows;
  }

  async function readProfiles(call: Call): Promise<ReadonlyMap<string, ProductProfile>> {
    try {
      const profiles = await readAll(call, "/users/profiles", wireProfile);
      return new Map(profiles.map((profile) => [profile.id, { ...profile, holderType: typeOf(profile.role) }]));
    } catch (error) {
      if (error instanceof GatewayError && error.code === "PROVIDER_AUTH_FAILED") return new Map();
      throw error;
    }
  }

  function typeOf(role: string | null): HolderType | null {
    if (role === null) return null;
    return config.organisationRoles.includes(role) ? "ORGANISATION" : "INDIVIDUAL";
  }

  async function read(call: Call): Promise<readonly Product[]> {
    const [wire, profiles] = [await readAll(call, "/products", wireProduct), await readProfiles(call)];
    const products = wire.map(
      (product): Product => ({
        kind: "PRODUCT",
        code: product.id,
        name: product.name,
        type: product.type,
        currencies: product.currency === null ? [] : [product.currency],
        profiles: product.profiles.map(
          (profileId) => profiles.get(profileId) ?? { id: profileId, name: null, role: null, holderType: null },
        ),
      }),
    );
    holderTypes.clear();
    for (const product of products) {
      const types = new Set(product.profiles.map(({ holderType }) => holderType));
      const [only] = types;
      if (types.size === 1 && only) holderTypes.set(product.code, only);
    }
    dueAt = now() + keptMs;
    return products;
  }

  return {
    read,
    async refresh(call) {
      if (now() < dueAt) return;
      dueAt = now() + retryMs;
      try {
        await read(call);
      } catch (error) {
        if (call.signal.aborted) throw error;
        log.warn({ err: error, provider: name }, "the products could not be read: holder types stay as they are known");
      }
    },
    holderType: (productId) => holderTypes.get(productId),
  };
}
