import { Extensions, Field, InputType, registerEnumType } from "type-graphql";
import { z } from "zod";
import { words } from "../enum-words.ts";
import { accountId, keyed, listOf, orNull, routingCodes, text } from "./input-rules.ts";
import { AccountChangeInput, RoutingCodeInput } from "./keyed-input.ts";
import { exactlyOne } from "./one-of.ts";
import type { Reading } from "./perform.ts";

const categories = ["FUNCTIONAL", "TECHNICAL"] as const;
const ConnectionErrorCategory = words(categories);
registerEnumType(ConnectionErrorCategory, {
  name: "ConnectionErrorCategory",
  description: "What kind of failure it was.",
  valuesConfig: {
    FUNCTIONAL: { description: "Something was not allowed or not right; trying again changes nothing." },
    TECHNICAL: { description: "Something did not work." },
  },
});

const origins = ["CUSTOMER", "PLATFORM", "PROVIDER"] as const;
const ConnectionErrorOrigin = words(origins);
registerEnumType(ConnectionErrorOrigin, {
  name: "ConnectionErrorOrigin",
  description: "Where a failure came from.",
  valuesConfig: {
    CUSTOMER: { description: "From what the customer did or said." },
    PLATFORM: { description: "From the platform between." },
    PROVIDER: { description: "From the service provider." },
  },
});

@InputType({ description: "One more word about an error." })
export class ErrorAttributeInput {
  @Field(() => String, { description: "What it is about, often a field's name." })
  key!: string;

  @Field(() => String, { description: "What is said of it." })
  value!: string;
}

@InputType({ description: "Why an account could not be opened at its service provider." })
export class ConnectionErrorInput {
  @Field(() => ConnectionErrorCategory, { description: "What kind of failure it was." })
  category!: (typeof categories)[number];

  @Field(() => ConnectionErrorOrigin, { description: "Where it came from." })
  origin!: (typeof origins)[number];

  @Field(() => String, { description: "A code, of your own choice." })
  code!: string;

  @Field(() => String, { description: "The same in words." })
  message!: string;

  @Field(() => [ErrorAttributeInput], { nullable: true, description: "Details, such as which field was refused." })
  attributes?: ErrorAttributeInput[] | null;
}

@InputType({ description: "The account was opened at its service provider." })
export class AccountConnectedInput {
  @Field(() => String, { description: "The account's id at the service provider." })
  connectionId!: string;

  @Field(() => String, { nullable: true, description: "The account's reference there." })
  reference?: string | null;

  @Field(() => String, { nullable: true, description: "IBAN, with or without blanks." })
  iban?: string | null;

  @Field(() => String, { nullable: true, description: "Local account number." })
  accountNumber?: string | null;

  @Field(() => [RoutingCodeInput], { nullable: true, description: "Sort code, bank code and the like." })
  routingCodes?: RoutingCodeInput[] | null;

  @Field(() => Boolean, { defaultValue: true, description: "Whether the account becomes ACTIVE with it." })
  activate!: boolean;
}

@InputType({ description: "The account could not be opened at its service provider." })
export class ConnectionFailedInput {
  @Field(() => ConnectionErrorInput, { description: "Why." })
  error!: ConnectionErrorInput;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether the account becomes DECLINED with it, for good; else it stays PENDING.",
  })
  decline!: boolean;
}

@InputType({ description: "How connecting an account ended." })
@Extensions({ isOneOf: true })
export class ConnectionOutcomeInput {
  @Field(() => AccountConnectedInput, { nullable: true, description: "It was opened." })
  connected?: AccountConnectedInput | null;

  @Field(() => ConnectionFailedInput, { nullable: true, description: "It was not." })
  failed?: ConnectionFailedInput | null;
}

@InputType({ description: "How connecting a plug-in account ended." })
export class ReportConnectionInput extends AccountChangeInput {
  @Field(() => ConnectionOutcomeInput, { description: "How it ended." })
  outcome!: ConnectionOutcomeInput;
}

const lower = <Word extends string>(allowed: readonly Word[]) =>
  z.enum(allowed).transform((word) => word.toLowerCase() as Lowercase<Word>);

const connected = z
  .object({
    connectionId: text(128),
    reference: orNull(text(128)),
    iban: orNull(text(50)),
    accountNumber: orNull(text(64)),
    routingCodes: routingCodes.nullish().transform((codes) => codes ?? []),
    activate: z.boolean(),
  })
  .transform((report) => ({ ...report, outcome: "CONNECTED" as const }));

const failed = z
  .object({
    error: z.object({
      category: lower(categories),
      origin: lower(origins),
      code: text(128),
      message: text(500),
      attributes: listOf(z.object({ key: text(128), value: text(500) }), 50)
        .nullish()
        .transform((pairs) => Object.fromEntries((pairs ?? []).map(({ key, value }) => [key, value]))),
    }),
    decline: z.boolean(),
  })
  .transform((report) => ({ ...report, outcome: "FAILED" as const }));

export const connectionReport: Reading<"reportConnection"> = {
  mutation: "reportConnection",
  schema: z
    .object({ ...keyed, accountId, outcome: exactlyOne({ connected, failed }) })
    .transform(({ accountId: account, outcome: report, ...command }) => ({ ...command, account, report })),
  locate(path, { report }) {
    if (!Object.hasOwn(report, path[0] ?? "")) return path;
    return ["outcome", report.outcome === "CONNECTED" ? "connected" : "failed", ...path];
  },
};
