import { z } from "zod";

const code = (description: string) => z.string().regex(/^\S+$/).max(64).optional().meta({ description });

export const creationInput = z
  .strictObject({
    clientId: z
      .string()
      .regex(/^\S+$/)
      .max(64)
      .meta({ description: "The client at Integrated Finance whose account it will be." }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, "A currency is a code of ISO 4217 in capitals, such as EUR.")
      .max(3)
      .meta({ description: "The account's one currency, ISO 4217." }),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, "A country is a code of ISO 3166-1 in capitals, such as LT.")
      .max(2)
      .optional()
      .meta({ description: "Country of the account, ISO 3166-1; only of a PLUG_IN account." }),
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
    serviceProvider: code("Code of the service provider, such as `railsbank`."),
    mainAccountId: z
      .string()
      .regex(/^\S+$/)
      .max(512)
      .optional()
      .meta({ description: "Opens a sub-account of this account, in its currency and for its client." }),
  })
  .meta({ title: "IntegratedFinanceAccountInput", description: "A client account at Integrated Finance." });
export type CreationInput = z.output<typeof creationInput>;
