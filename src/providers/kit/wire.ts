import { z } from "zod";
import type { Instant } from "../../domain/account.ts";
import { isNumberText, type NumberText } from "../../domain/json.ts";
import { parseDecimal, printDecimal } from "./decimal.ts";

// The pieces that provider schemas are made of. They read what `parseJson` gives, where numbers are source text.

const numberText = z.custom<NumberText>(isNumberText).transform((number) => number.rawJSON);

/** Text, or a number as its digits: ids come as both. */
export const text = z.union([z.string(), numberText]);

/** A provider's id of something, always text and never empty. */
export const id = text.refine((value) => value !== "", "is empty");

/** Like `text`; absent, null and "" are null. */
export const optionalText = text.nullish().transform((value) => value || null);

/** Like `text`, but an answer may leave it out (undefined: not told) or tell it to be unknown (null or ""). */
export const toldText = text
  .nullable()
  .transform((value) => value || null)
  .optional();

/** An amount written as number or text, as plain decimal text with the digits as given ("1.2e1" becomes "12"). */
export const decimal = text.transform((value, context) => {
  const parsed = parseDecimal(value);
  if (parsed !== null) return printDecimal(parsed, parsed.scale);
  context.addIssue("not a decimal number");
  return z.NEVER;
});

/** A whole number from 0, written as number or text; null when absent or unreadable: a count is never worth an error. */
export const count = z.unknown().optional().transform(toCount);

function toCount(value: unknown): number | null {
  const written = isNumberText(value) ? value.rawJSON : value;
  return typeof written === "string" && /^\d{1,15}$/.test(written) ? Number(written) : null;
}

/** True or false, also as text. */
export const flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((value) => value === "true")]);

const moment = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:(Z)|([+-]\d\d):?(\d\d)?)?$/i;

/** An ISO 8601 moment, with offset or in UTC (also when no zone is written), as UTC with milliseconds. */
export const instant = z.string().transform((value, context): Instant => {
  const [, day, time, , hours, minutes = "00"] = moment.exec(value) ?? [];
  const milliseconds = Date.parse(`${day}T${time}${hours === undefined ? "Z" : `${hours}:${minutes}`}`);
  if (!Number.isNaN(milliseconds)) return new Date(milliseconds).toISOString();
  context.addIssue("not a moment in time");
  return z.NEVER;
});

/** Like `instant`; absent is not told (undefined), null and "" are null. */
export const toldInstant = z
  .union([z.literal("").transform(() => null), instant])
  .nullable()
  .optional();

/** Like `instant`; absent, null and "" are null. */
export const optionalInstant = toldInstant.transform((value) => value ?? null);
