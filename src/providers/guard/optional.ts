import type { Call, Provider, ProviderChanges } from "../provider.ts";

export type OptionalOperation =
  | "listStatements"
  | "getDepositInformation"
  | "listProducts"
  | "getOwner"
  | "registerWebhooks"
  | "send"
  | "takeInventory"
  | "findCreated";

type Guarded = <T>(operation: OptionalOperation, call: Call, run: (call: Call) => Promise<T>) => Promise<T>;

/** What a provider can do beyond its accounts, each call behind the guard; what it cannot do stays undefined. */
export function guardOptional(provider: Provider, guarded: Guarded): Partial<Provider> {
  const listStatements = provider.listStatements?.bind(provider);
  const getDepositInformation = provider.getDepositInformation?.bind(provider);
  const listProducts = provider.listProducts?.bind(provider);
  const getOwner = provider.getOwner?.bind(provider);
  const registerWebhooks = provider.registerWebhooks?.bind(provider);
  const send = provider.send?.bind(provider);
  const takeInventory = provider.takeInventory?.bind(provider);
  const findCreated = provider.findCreated?.bind(provider);
  return {
    ...plans(provider),
    ...(listStatements && {
      listStatements: (call, id, query) => guarded("listStatements", call, (inner) => listStatements(inner, id, query)),
    }),
    ...(getDepositInformation && {
      getDepositInformation: (call, id) =>
        guarded("getDepositInformation", call, (inner) => getDepositInformation(inner, id)),
    }),
    ...(listProducts && { listProducts: (call) => guarded("listProducts", call, (inner) => listProducts(inner)) }),
    ...(getOwner && { getOwner: (call, owner) => guarded("getOwner", call, (inner) => getOwner(inner, owner)) }),
    ...(registerWebhooks && {
      registerWebhooks: (call, address) =>
        guarded("registerWebhooks", call, (inner) => registerWebhooks(inner, address)),
    }),
    ...(send && { send: (call, request) => guarded("send", call, (inner) => send(inner, request)) }),
    ...(takeInventory && {
      takeInventory: (call, plan, cursor) =>
        guarded("takeInventory", call, (inner) => takeInventory(inner, plan, cursor)),
    }),
    ...(findCreated && {
      findCreated: (call, sought, cursor) =>
        guarded("findCreated", call, (inner) => findCreated(inner, sought, cursor)),
    }),
  };
}

/** Planning calls nobody: it needs no guard. */
function plans(provider: Provider): Partial<ProviderChanges> {
  const { updatableFields, replayHorizonMs, findsLookalikes } = provider;
  const planCreation = provider.planCreation?.bind(provider);
  const planMigration = provider.planMigration?.bind(provider);
  const planUpdate = provider.planUpdate?.bind(provider);
  const planStatusChange = provider.planStatusChange?.bind(provider);
  const planClosing = provider.planClosing?.bind(provider);
  const planHolderClosing = provider.planHolderClosing?.bind(provider);
  const planConnectionReport = provider.planConnectionReport?.bind(provider);
  const planAdjustment = provider.planAdjustment?.bind(provider);
  return {
    ...(updatableFields && { updatableFields }),
    ...(replayHorizonMs !== undefined && { replayHorizonMs }),
    ...(findsLookalikes !== undefined && { findsLookalikes }),
    ...(planCreation && { planCreation }),
    ...(planMigration && { planMigration }),
    ...(planUpdate && { planUpdate }),
    ...(planStatusChange && { planStatusChange }),
    ...(planClosing && { planClosing }),
    ...(planHolderClosing && { planHolderClosing }),
    ...(planConnectionReport && { planConnectionReport }),
    ...(planAdjustment && { planAdjustment }),
  };
}
