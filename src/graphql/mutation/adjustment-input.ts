import { Field, InputType, registerEnumType } from "type-graphql";
import { z } from "zod";
import { words } from "../enum-words.ts";
import { Decimal } from "../scalars.ts";
import { accountId, currency, keyed, orNull, text } from "./input-rules.ts";
import { AccountChangeInput } from "./keyed-input.ts";
import type { Reading } from "./perform.ts";

const directions = ["DEBIT", "CREDIT"] as const;
const AdjustmentDirection = words(directions);
registerEnumType(AdjustmentDirection, {
  name: "AdjustmentDirection",
  description: "Which way an adjustment goes.",
  valuesConfig: { DEBIT: { description: "Out of the account." }, CREDIT: { description: "Into the account." } },
});

const correctionTypes = ["FEE", "UNKNOWN"] as const;
const CorrectionType = words(correctionTypes);
registerEnumType(CorrectionType, {
  name: "CorrectionType",
  description: "What a correction is counted as.",
  valuesConfig: {
    FEE: { description: "As revenue from fees: it is swept with the others." },
    UNKNOWN: { description: "As nothing: it is not mirrored at the service provider." },
  },
});

const SynchronizationType = words(["UNCONNECTED_SERVICE_PROVIDER"]);
registerEnumType(SynchronizationType, {
  name: "SynchronizationType",
  description: "What a balance is brought in step with.",
  valuesConfig: { UNCONNECTED_SERVICE_PROVIDER: { description: "A service provider that is not connected." } },
});

@InputType({ description: "Something was booked wrong." })
export class BalanceCorrectionInput {
  @Field(() => CorrectionType, { description: "What it is counted as." })
  type!: (typeof correctionTypes)[number];

  @Field(() => String, { description: "The kind of transaction that is corrected, such as `incoming-transfer`." })
  transactionType!: string;
}

@InputType({ description: "Something happened elsewhere and is recorded here." })
export class BalanceSynchronizationInput {
  @Field(() => SynchronizationType, {
    defaultValue: "UNCONNECTED_SERVICE_PROVIDER",
    description: "What the balance is brought in step with: there is only one kind.",
  })
  type!: keyof typeof SynchronizationType;
}

@InputType({ description: "A booking by hand: either a correction or a synchronization." })
export class AdjustBalanceInput extends AccountChangeInput {
  @Field(() => AdjustmentDirection, { description: "Which way it goes." })
  direction!: (typeof directions)[number];

  @Field(() => Decimal, { description: "How much, above zero, in major units: `12.50`." })
  amount!: string;

  @Field(() => String, { description: "The account's currency, ISO 4217." })
  currency!: string;

  @Field(() => String, { description: "What it is for: at most 500 characters." })
  description!: string;

  @Field(() => BalanceCorrectionInput, { nullable: true, description: "Either this or `synchronization`." })
  correction?: BalanceCorrectionInput | null;

  @Field(() => BalanceSynchronizationInput, {
    nullable: true,
    description: "Either this or `correction`; may be `{}`.",
  })
  synchronization?: BalanceSynchronizationInput | null;

  @Field(() => String, {
    nullable: true,
    description: "The service provider that is not connected, where the booking happened, such as `gps`.",
  })
  unconnectedServiceProvider?: string | null;
}

const correction = z.object({
  type: z.enum(correctionTypes).transform((type) => (type === "FEE" ? "fee" : "unknown")),
  transactionType: text(64),
});

/** `10.50` and `10.5` are the same wish: whoever keeps amounts as numbers sends them back otherwise. */
function withoutIdleZeros(amount: string): string {
  return amount.replace(/^0+(?=\d)/, "").replace(/\.?0*$/, (end) => (amount.includes(".") ? "" : end));
}

export const adjustment: Reading<"adjustBalance"> = {
  mutation: "adjustBalance",
  schema: z
    .object({
      ...keyed,
      accountId,
      direction: z.enum(directions),
      amount: z
        .string()
        .regex(/^(?=.*[1-9])[\d.]+$/, "The amount is above zero; `direction` says which way it goes.")
        .transform(withoutIdleZeros),
      currency,
      description: text(500),
      correction: orNull(correction),
      synchronization: orNull(z.object({}).transform((): Readonly<Record<string, never>> => ({}))),
      unconnectedServiceProvider: orNull(text(64)),
    })
    .refine((input) => (input.correction === null) !== (input.synchronization === null), {
      path: ["correction"],
      message: "Give either `correction` or `synchronization`.",
    })
    .transform(({ accountId: account, ...command }) => ({ ...command, account })),
};
