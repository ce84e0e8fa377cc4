import { z } from "zod";
import type { DepositAccount, DepositInstruction } from "../../domain/deposit-information.ts";
import { optionalText } from "../kit/wire.ts";

const codes = z
  .record(z.string(), optionalText)
  .nullish()
  .transform((map) => Object.entries(map ?? {}).flatMap(([scheme, value]) => (value ? [{ scheme, value }] : [])));

const wireAccount = z.object({
  accountHolderName: optionalText,
  country: optionalText,
  currency: optionalText,
  routingCodes: codes,
  accountNumber: optionalText,
  iban: optionalText,
  ledgerNumber: optionalText,
  reference: optionalText,
  bankName: optionalText,
  bankAddress: optionalText,
});

/** How to pay in, by scheme: an open map. */
export const wireDepositInformation = z.object({
  data: z.object({
    depositInformation: z.record(z.string(), wireAccount.extend({ intermediaryAccount: wireAccount.nullish() })),
  }),
});

export function toInstructions({
  data: { depositInformation },
}: z.infer<typeof wireDepositInformation>): readonly DepositInstruction[] {
  return Object.entries(depositInformation).map(([scheme, { intermediaryAccount, ...account }]) => {
    const intermediary: DepositAccount | null = intermediaryAccount ?? null;
    return { scheme, ...account, intermediaryAccount: intermediary };
  });
}
