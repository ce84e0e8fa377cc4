import { z } from "zod";
import { countryCode, currencyCode, providersWord } from "../kit/creation-fields.ts";

export const creationInput = z
  .strictObject({
    clientId: providersWord(64, "The client at Integrated Finance whose account it will be."),
    currency: currencyCode("The account's one currency, ISO 4217."),
    country: countryCode("Country of the account, ISO 3166-1; only of a PLUG_IN account.").optional(),
    connectMethod: z
      .enum(["BUILT_IN", "PLUG_IN"])
      .optional()
      .meta({
        title: "ConnectMethod",
        description: "Who opens it at the service provider; BUILT_IN unless you say otherwise.",
        valueDescriptions: {
          BUILT_IN: "Integrated Finance does.",
          PLUG_IN: "You do, and tell with `reportConnection` how it ended.",
        },
      }),
    connectType: z
      .enum(["EXPLICIT", "IMPLICIT"])
      .optional()
      .meta({
        title: "ConnectType",
        description: "Who chooses the service provider; by default as `serviceProvider` is given or not.",
        valueDescriptions: { EXPLICIT: "You do: `serviceProvider`.", IMPLICIT: "Integrated Finance does." },
      }),
    serviceProvider: providersWord(64, "Code of the service provider, such as `railsbank`.").optional(),
    mainAccountId: providersWord(
      512,
      "Opens a sub-account of this account, in its currency and for its client.",
    ).optional(),
  })
  .meta({ title: "IntegratedFinanceAccountInput", description: "A client account at Integrated Finance." });
export type CreationInput = z.output<typeof creationInput>;
