import type { AccountFacts } from "../../domain/account.ts";
import { clientIban, wrongInput } from "../kit/client-input.ts";

export interface GivenIdentifiers {
  readonly iban?: string | null;
  readonly accountNumber?: string | null;
  readonly routingCodes?: readonly { readonly scheme: string; readonly value: string }[];
}

/**
 * What a service provider gave a plug-in account, as fields of `data.account` and as the facts that will show it. Routing
 * codes are one map at Integrated Finance, sent as a whole: a BIC that is known stays in it.
 */
export function plannedIdentifiers(
  provider: string,
  facts: Pick<AccountFacts, "bic">,
  { iban, accountNumber, routingCodes }: GivenIdentifiers,
): { readonly fields: Readonly<Record<string, unknown>>; readonly target: Partial<AccountFacts> } {
  const plain = iban == null ? undefined : clientIban(provider, iban, ["iban"]);
  const number = accountNumber ?? undefined;
  if (number?.trim() === "")
    throw wrongInput(provider, ["accountNumber"], "Give the account number: it cannot be empty.");
  const codes = routingCodes && routingMap(provider, facts.bic, routingCodes);
  return {
    fields: { accountNumber: number, iban: plain, routingCodes: codes },
    target: {
      ...(number !== undefined && { accountNumber: number }),
      ...(plain !== undefined && { iban: plain }),
      ...(codes && {
        bic: codes.bic ?? null,
        routingCodes: Object.entries(codes).flatMap(([scheme, value]) => (scheme === "bic" ? [] : [{ scheme, value }])),
      }),
    },
  };
}

function routingMap(
  provider: string,
  bic: string | null,
  codes: NonNullable<GivenIdentifiers["routingCodes"]>,
): Readonly<Record<string, string>> {
  const inputPath = ["routingCodes"];
  if (codes.some(({ scheme, value }) => scheme.trim() === "" || value.trim() === ""))
    throw wrongInput(provider, inputPath, "Give each routing code its scheme and its value.");
  const map = new Map(codes.map(({ scheme, value }) => [scheme, value]));
  if (map.size < codes.length) throw wrongInput(provider, inputPath, "Name each scheme of a routing code once.");
  if (bic !== null && !map.has("bic")) map.set("bic", bic);
  return Object.fromEntries(map);
}
