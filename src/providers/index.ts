import { integratedFinance } from "./integrated-finance/index.ts";
import { inventi } from "./inventi/index.ts";
import { paynetics } from "./paynetics/index.ts";
import type { CreationInput, ProviderModule } from "./provider.ts";
import { revsto } from "./revsto/index.ts";

/** Every kind of provider that the gateway can talk to. The only place that names them. */
export const providerModules: readonly ProviderModule[] = [inventi, integratedFinance, paynetics, revsto];

/** What `createAccount` takes for each kind that can open accounts, in the order of the list. */
export const creationTargets: readonly CreationInput[] = providerModules.flatMap(
  ({ creationInput }) => creationInput ?? [],
);
