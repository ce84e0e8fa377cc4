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
      .regex(/^[A-Z]{3}$/)
      .max(3)
      .meta({ description: "The account's one currency, ISO 4217." }),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .max(2)
      .optional()
      .meta({ description: "Country of the account, ISO 3166-1; only of a PLUG_IN account." }),
    connectMethod: z.enum(["BUILT_IN", "PLUG_IN"]).optional().meta({
      title: "ConnectMethod",
      description: "BUILT_IN (the default): Integrated Finance opens it at a service provider. PLUG_IN: you do.",
    }),
    connectType: z.enum(["EXPLICIT", "IMPLICIT"]).optional().meta({
      title: "ConnectType",
      description:
        "EXPLICIT: at `serviceProvider`. IMPLICIT: Integrated Finance chooses one. By default as `serviceProvider` is given or not.",
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
