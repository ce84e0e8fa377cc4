import { createGatewayClient, unwrap } from "../../src/client/index.ts";
import type { Gateway } from "../support/gateway.ts";

/** The list that is walked through while it grows: of providers that tell names. */
export const byName = {
  filter: { providers: ["inventi", "if"] },
  orderBy: { field: "HOLDER_NAME", direction: "DESC" },
} as const;

/** The ids of all accounts in that order, as they are now. */
export async function allByName({ url, tokens }: Gateway): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of createGatewayClient({ url, token: tokens.backoffice }).accounts(byName)) ids.push(id);
  return ids;
}

let turns = 0;

/**
 * Opens two accounts at a provider and lets the gateway meet them: the first one stands before all others, where a walk
 * has been already; the second one at the end, where it is still to come.
 */
export async function grow(gateway: Gateway): Promise<{ behind: string; ahead: string }> {
  const client = createGatewayClient({ url: gateway.url, token: gateway.tokens.backoffice });
  const open = async (accountHolderName: string) => {
    const wish = { accountType: "PRIVATE", accountHolderName, clientAccountId: accountHolderName.toLowerCase() };
    const { result } = (await gateway.simulator("inventi").admin({ action: "create", ...wish, ...generated })) as {
      result: { id: number };
    };
    const id = Buffer.from(`Account:inventi:${result.id}`).toString("base64");
    await unwrap(client.account({ id, maxAge: 0 }));
    return id;
  };
  turns += 1;
  return { behind: await open(`Zzz ${turns}`), ahead: await open(`0 ${1000 - turns}`) };
}

const generated = { countryCode: "LT", bankCode: "70440", accountCode: "1869" };
