import type { Call, Provider } from "../provider.ts";

export const optionalOperations = ["listStatements", "getDepositInformation", "listProducts", "getOwner"] as const;
export type OptionalOperation = (typeof optionalOperations)[number];

type Guarded = <T>(operation: OptionalOperation, call: Call, run: (call: Call) => Promise<T>) => Promise<T>;

/** What a provider can do beyond its accounts, each behind the guard; what it cannot do stays undefined. */
export function guardOptional(provider: Provider, guarded: Guarded): Pick<Provider, OptionalOperation> {
  const listStatements = provider.listStatements?.bind(provider);
  const getDepositInformation = provider.getDepositInformation?.bind(provider);
  const listProducts = provider.listProducts?.bind(provider);
  const getOwner = provider.getOwner?.bind(provider);
  return {
    ...(listStatements && {
      listStatements: (call, id, query) => guarded("listStatements", call, (inner) => listStatements(inner, id, query)),
    }),
    ...(getDepositInformation && {
      getDepositInformation: (call, id) =>
        guarded("getDepositInformation", call, (inner) => getDepositInformation(inner, id)),
    }),
    ...(listProducts && { listProducts: (call) => guarded("listProducts", call, (inner) => listProducts(inner)) }),
    ...(getOwner && { getOwner: (call, owner) => guarded("getOwner", call, (inner) => getOwner(inner, owner)) }),
  };
}
