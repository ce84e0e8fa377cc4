import { composeIBAN, countrySpecs } from "ibantools";
import type { ProviderAccount } from "../../domain/account.ts";
import { checkCountry, clientIban, wrongInput } from "../kit/client-input.ts";
import type { CreationContext, PlannedCreation, SoughtCreation } from "../provider.ts";
import type { CreationInput } from "./creation-input.ts";
import { toHolderType, toWireHolderType } from "./mapper.ts";
import { plainOrganisation, toWireOrganisation } from "./organisation.ts";
import { storedCreation } from "./wire.ts";

/** Letters and digits that an IBAN begins with. */
const countryAndChecksum = 4;

/** Registers an existing IBAN or has a new one made. The same `key` brings the same account again, for ever. */
export function planCreation(
  provider: string,
  { holder, iban, generate }: CreationInput,
  { clientAccountId, label, key }: CreationContext,
): PlannedCreation {
  const body = {
    accountType: toWireHolderType(holder.type),
    accountHolderName: holder.name,
    clientAccountId,
    accountHolderNameAliases: holder.aliases,
    organisationIdentification: organisationOf(provider, holder),
    ...identifiers(provider, iban, generate),
  };
  return {
    request: { method: "POST", path: "/accounts", body: JSON.stringify(body), key },
    owner: null,
    productCode: null,
    mainAccountId: null,
    exclusive: false,
    // Inventi knows no labels.
    memory: label === null ? {} : { label },
  };
}

/**
 * Undefined: none is generated. Null: no IBAN can be made of these parts. Inventi fills the account
 * code up with zeros [assumed].
 */
export function generatedIban({ generate }: CreationInput): string | null | undefined {
  if (generate === undefined) return undefined;
  const { countryCode, bankCode, accountCode } = generate;
  const length = (countrySpecs[countryCode]?.chars ?? 0) - countryAndChecksum;
  const bban = `${bankCode}${accountCode.padStart(length - bankCode.length, "0")}`;
  return composeIBAN({ countryCode, bban });
}

function organisationOf(provider: string, { type, organisation }: CreationInput["holder"]): object | undefined {
  const path = ["holder", "organisation"];
  const plain = organisation && plainOrganisation(organisation);
  if (type === "INDIVIDUAL") {
    if (organisation === undefined) return undefined;
    throw wrongInput(provider, path, "Leave `organisation` out for an INDIVIDUAL: only an ORGANISATION has one.");
  }
  if (!plain) throw wrongInput(provider, path, "Identify the ORGANISATION: give its `lei`, its `bic` or `other`.");
  return toWireOrganisation(plain);
}

function identifiers(provider: string, iban: string | undefined, generate: CreationInput["generate"]): object {
  if ((iban === undefined) === (generate === undefined)) {
    throw wrongInput(provider, ["iban"], "Give either `iban`, to register it, or `generate`, to have one made.");
  }
  if (iban !== undefined) return { iban: clientIban(provider, iban, ["iban"]) };
  if (generate !== undefined) checkCountry(provider, generate.countryCode, ["generate", "countryCode"]);
  return { ...generate };
}

/**
 * Whether an account is the one that was asked for. Our reference is unique at Inventi, but somebody else may have given
 * it to another account before: that one has another holder or IBAN, or an IBAN of other parts, and must not be taken for
 * ours.
 */
export function isSought({ facts }: ProviderAccount, { plan, clientAccountId }: SoughtCreation): boolean {
  const asked = storedCreation.parse(JSON.parse(plan.request.body ?? ""));
  return (
    facts.clientAccountId === clientAccountId &&
    facts.holderType === toHolderType(asked.accountType) &&
    facts.holderName === asked.accountHolderName &&
    (asked.iban === undefined || facts.iban === asked.iban) &&
    isOrUntold(asked.countryCode, facts.country) &&
    isOrUntold(asked.bankCode, facts.routingCodes?.find(({ scheme }) => scheme === "bank-code")?.value) &&
    isOrUntold(asked.accountCode, facts.accountNumber)
  );
}

/** Not every answer tells the parts of an IBAN; codes may be filled up with zeros. */
function isOrUntold(asked: string | undefined, told: string | null | undefined): boolean {
  const plain = (code: string) => code.replace(/^0+/, "");
  return asked === undefined || told == null || plain(told) === plain(asked);
}
