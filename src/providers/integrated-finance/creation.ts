import { checkCountry, checkCurrency, wrongInput } from "../kit/client-input.ts";
import type { ChangeRequest, CreationContext, Migration, PlannedCreation } from "../provider.ts";
import type { CreationInput } from "./creation-input.ts";
import { checkedAlias, creationRequest } from "./requests.ts";

const methods = { BUILT_IN: "built-in", PLUG_IN: "plug-in" } as const;
const types = { EXPLICIT: "explicit", IMPLICIT: "implicit" } as const;

/** Issues an account at a service provider, or opens a sub-account where a main account is named. */
export function planCreation(provider: string, input: CreationInput, context: CreationContext): PlannedCreation {
  const { clientId, currency, country, mainAccountId } = input;
  checkCurrency(provider, currency, ["currency"]);
  const alias = aliasOf(provider, context);
  if (mainAccountId !== undefined) {
    const field = (["country", "connectMethod", "connectType", "serviceProvider"] as const).find((name) => input[name]);
    if (field) throw wrongInput(provider, [field], `Leave \`${field}\` out: a sub-account follows its main account.`);
    const account = { clientId, currency, alias, mainAccountId };
    return planned(input, context, creationRequest(context.key, "client.sub-account", { account }, {}));
  }
  const connect = connectOf(provider, input);
  if (country !== undefined) checkCountry(provider, country, ["country"]);
  const account = { clientId, country, currency, alias };
  return planned(input, context, creationRequest(context.key, "client.issuing", { account }, connect));
}

/** Takes over an account that exists at a service provider; the client must be there already. */
export function planMigration(provider: string, migration: Migration): PlannedCreation {
  const { clientId, currency, serviceProvider, sourceId, key } = migration;
  checkCurrency(provider, currency, ["currency"]);
  const account = { clientId, currency, alias: aliasOf(provider, migration) };
  const connect = { type: types.EXPLICIT, serviceProvider };
  return planned(migration, migration, creationRequest(key, "client.migration", { account, sourceId }, connect));
}

/** The combinations of method, type and service provider that there are; what is left out follows from the rest. */
function connectOf(provider: string, input: CreationInput): Readonly<Record<string, unknown>> {
  const { connectMethod = "BUILT_IN", serviceProvider, country } = input;
  const isPlugIn = connectMethod === "PLUG_IN";
  const { connectType = isPlugIn || serviceProvider !== undefined ? "EXPLICIT" : "IMPLICIT" } = input;
  if (isPlugIn && connectType !== "EXPLICIT")
    throw wrongInput(provider, ["connectType"], "A PLUG_IN account is connected by you: its type must be EXPLICIT.");
  if (connectType === "EXPLICIT" && serviceProvider === undefined)
    throw wrongInput(
      provider,
      ["serviceProvider"],
      isPlugIn
        ? "Name the `serviceProvider`: a PLUG_IN account is connected there by you."
        : "Name the `serviceProvider`, or let the type be IMPLICIT.",
    );
  if (connectType === "IMPLICIT" && serviceProvider !== undefined)
    throw wrongInput(provider, ["serviceProvider"], "Leave it out for IMPLICIT: Integrated Finance chooses one.");
  if (!isPlugIn && country !== undefined)
    throw wrongInput(provider, ["country"], "Leave `country` out: only a PLUG_IN account takes one.");
  return { method: methods[connectMethod], type: types[connectType], serviceProvider };
}

/** Undefined lets the provider call it "EUR Account". */
function aliasOf(provider: string, { label }: CreationContext): string | undefined {
  return label === null ? undefined : checkedAlias(provider, label, ["label"]);
}

function planned(
  { clientId, serviceProvider, mainAccountId }: Pick<CreationInput, "clientId" | "serviceProvider" | "mainAccountId">,
  { clientAccountId }: CreationContext,
  request: ChangeRequest,
): PlannedCreation {
  return {
    request,
    owner: { kind: "CLIENT", id: clientId, secondaryId: null },
    productCode: serviceProvider ?? null,
    mainAccountId: mainAccountId ?? null,
    exclusive: false,
    memory: { clientAccountId },
  };
}
