import DataLoader from "dataloader";
import type { Owner } from "../domain/account.ts";
import type { AccountSnapshot } from "../domain/account-snapshot.ts";
import type { DepositInstruction } from "../domain/deposit-information.ts";
import { GatewayError } from "../domain/errors.ts";
import type { OwnerDetails } from "../domain/owner-details.ts";
import type { Product } from "../domain/product.ts";
import type { StatementPage, StatementQuery } from "../domain/statement.ts";
import { type Call, optionalCapabilities, type Provider } from "../providers/provider.ts";
import { derivedInstructions } from "./derived-deposit-information.ts";
import type { ProductCatalogue } from "./product-catalogue.ts";

/**
 * What providers tell beyond their accounts, asked live for one request. The row rule is the caller's: pass
 * accounts and owners that the viewer may see. Throws what the provider throws, and UNSUPPORTED_OPERATION with the
 * capability that it lacks.
 */
export interface ProviderExtras {
  statements(account: AccountSnapshot, query: StatementQuery): Promise<StatementPage>;
  /** As the provider tells it, or, where it does not, made of the account's own numbers. */
  depositInformation(account: AccountSnapshot): Promise<DepositInformation>;
  products(provider: string): Promise<readonly Product[]>;
  /** One call for each owner, however many accounts it has. Null when the provider does not know it. */
  owner(provider: string, owner: Owner): Promise<OwnerDetails | null>;
}

export interface DepositInformation {
  readonly instructions: readonly DepositInstruction[];
  readonly isDerived: boolean;
}

export interface ProviderExtrasParts {
  readonly providers: ReadonlyMap<string, Provider>;
  readonly catalogue: ProductCatalogue;
  readonly signal: AbortSignal;
}

export function createProviderExtras({ providers, catalogue, signal }: ProviderExtrasParts): ProviderExtras {
  const call: Call = { signal, priority: "foreground" };

  const owners = new DataLoader<{ provider: Provider; owner: Owner }, OwnerDetails | null, string>(
    (asked) =>
      Promise.all(
        asked.map(({ provider, owner }) =>
          (provider.getOwner?.(call, owner) ?? Promise.reject(unsupported(provider, "getOwner"))).catch(
            (error: Error) => error,
          ),
        ),
      ),
    { cacheKeyFn: ({ provider, owner }) => JSON.stringify([provider.name, owner.kind, owner.id]) },
  );

  function configured(name: string): Provider {
    const provider = providers.get(name);
    if (provider === undefined) throw new Error(`The provider ${name} is not configured.`);
    return provider;
  }

  return {
    async statements({ ref }, query) {
      const provider = configured(ref.provider);
      if (provider.listStatements === undefined) throw unsupported(provider, "listStatements");
      return provider.listStatements(call, ref.id, query);
    },
    async depositInformation({ ref, facts }) {
      const told = await configured(ref.provider).getDepositInformation?.(call, ref.id);
      return { instructions: told ?? derivedInstructions(facts), isDerived: told === undefined };
    },
    async products(name) {
      const provider = configured(name);
      const products = catalogue.read(provider);
      if (products === undefined) throw unsupported(provider, "listProducts");
      return products;
    },
    owner: (name, owner) => owners.load({ provider: configured(name), owner }),
  };
}

function unsupported({ name }: Provider, method: keyof typeof optionalCapabilities): GatewayError {
  const capability = optionalCapabilities[method];
  return new GatewayError("UNSUPPORTED_OPERATION", `${name} has nothing like this (capability ${capability}).`, {
    provider: name,
    capability,
  });
}
