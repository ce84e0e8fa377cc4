import { z } from "zod";
import { holderTypes } from "../../domain/account.ts";
import { countryCode, lettersAndDigits, shownText } from "../kit/creation-fields.ts";

// Inventi documents no limits but that texts are not blank: the longest are ours.
const optional = (longest: number, description: string) => shownText(longest, description).optional();
const mostAliases = 50;

const organisation = z
  .strictObject({
    lei: optional(35, "Legal Entity Identifier."),
    bic: optional(35, "The organisation's own BIC."),
    other: z
      .strictObject({
        identification: optional(256, "The number itself, such as `123-AS-323`."),
        schemeNameCode: optional(35, "What kind of number it is, by ISO 20022 code, such as `DUNS`."),
        schemeNameProprietary: optional(140, "What kind of number it is, in words, such as `LocalRegistry`."),
        issuer: optional(140, "Who gave it, such as `ChamberOfCommerce`."),
      })
      .optional()
      .meta({ title: "InventiOrganisationOtherInput", description: "A number in another register." }),
  })
  .optional()
  .meta({
    title: "InventiOrganisationInput",
    description: "How the organisation is identified; needed for an ORGANISATION, not taken for an INDIVIDUAL.",
  });

export const creationInput = z
  .strictObject({
    holder: z
      .strictObject({
        type: z.enum(holderTypes).meta({
          title: "HolderType",
          description: "INDIVIDUAL for a private account, ORGANISATION for a legal one; cannot be changed later.",
        }),
        name: shownText(256, "Full name of the person or company."),
        aliases: z
          .array(shownText(256, "One of them."))
          .max(mostAliases, `Give at most ${mostAliases}.`)
          .optional()
          .meta({ description: "Other names of the holder, which payments are matched by." }),
        organisation,
      })
      .meta({ title: "InventiHolderInput", description: "Who holds the account." }),
    iban: optional(
      50,
      "An existing IBAN to register, with the scope accounts:all; either this or `generate`. Blanks and case do not matter.",
    ),
    generate: z
      .strictObject({
        countryCode: countryCode("Country of the IBAN, ISO 3166-1, such as `LT`."),
        bankCode: lettersAndDigits(30, "Code of the bank in that country, such as `70440`."),
        accountCode: lettersAndDigits(30, "The account's own part of the IBAN, such as `1869`."),
      })
      .optional()
      .meta({
        title: "InventiGenerateIbanInput",
        description:
          "What Inventi makes a new IBAN of; either this or `iban`. For customers, one that no account here has.",
      }),
  })
  .meta({ title: "InventiAccountInput", description: "An account for SEPA payments at Inventi." });
export type CreationInput = z.output<typeof creationInput>;
