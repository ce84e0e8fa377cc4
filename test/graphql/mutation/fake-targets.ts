import { z } from "zod";
import type { ProviderTarget } from "../../../src/graphql/mutation/provider-target.ts";

/** Two kinds of providers that are nobody's, with every kind of field that an input can have. */
export const fakeTargets: readonly ProviderTarget[] = [
  {
    field: "acme",
    schema: z
      .strictObject({
        userId: z.string().meta({ description: "The user." }),
        holder: z
          .strictObject({
            type: z.enum(["INDIVIDUAL", "ORGANISATION"]).meta({ title: "HolderType", description: "Person or not." }),
            aliases: z.array(z.string()).optional().meta({ description: "Other names." }),
          })
          .optional()
          .meta({ title: "AcmeHolderInput", description: "Who holds it." }),
        mode: z
          .enum(["FAST", "SLOW"])
          .optional()
          .meta({
            title: "AcmeMode",
            description: "How it is opened.",
            valueDescriptions: { FAST: "At once.", SLOW: "By and by." },
          }),
        mainAccountId: z.string().optional().meta({ description: "The account above it." }),
        days: z.int().optional().meta({ description: "How many days." }),
        isQuiet: z.boolean().default(false).meta({ description: "Whether nobody is told." }),
      })
      .meta({ title: "AcmeAccountInput", description: "An account at Acme." }),
  },
  {
    field: "boltBank",
    schema: z
      .strictObject({ clientId: z.string().meta({ description: "The client." }) })
      .meta({ title: "BoltBankAccountInput", description: "An account at Bolt Bank." }),
  },
];
