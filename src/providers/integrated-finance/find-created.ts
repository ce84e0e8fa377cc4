import { z } from "zod";
import type { ProviderAccount } from "../../domain/account.ts";
import type { ListFilter, SoughtCreation } from "../provider.ts";

/** What a creation asked for, read from the request as it was stored. */
const storedCreation = z.object({
  data: z.object({
    account: z.object({
      clientId: z.string(),
      currency: z.string(),
      alias: z.string().optional(),
      mainAccountId: z.string().optional(),
    }),
  }),
  connect: z.object({ method: z.string().optional(), serviceProvider: z.string().optional() }),
});

export interface Search {
  /** What the provider is asked for. */
  readonly filter: ListFilter;
  /** Whether an account that it lists may have come of the creation. */
  matches(account: ProviderAccount): boolean;
}

/**
 * How to look for a creation by what it asked for. The service provider is compared here and not asked for: plug-in
 * accounts have none in the account's own field at first, and an implicit one is chosen by Integrated Finance.
 */
export function searchFor({ plan }: SoughtCreation): Search {
  const { data, connect } = storedCreation.parse(JSON.parse(plan.request.body ?? ""));
  const { clientId, currency, mainAccountId, alias = `${currency} Account` } = data.account;
  const { serviceProvider, method = "built-in" } = connect;
  return {
    filter: { clientId, currency, ...(mainAccountId !== undefined && { mainAccountId }) },
    matches({ facts: { label, mainAccountId: main = null, product, provisioning } }) {
      if (label !== alias || main !== (mainAccountId ?? null)) return false;
      // A sub-account shows its main account's connection, if any.
      if (mainAccountId !== undefined) return true;
      return isOrUnknown(serviceProvider, product?.code) && isOrUnknown(method, provisioning?.method);
    },
  };
}

const isOrUnknown = (asked: string | undefined, told: string | null | undefined): boolean =>
  asked === undefined || told === undefined || told === null || told === asked;
