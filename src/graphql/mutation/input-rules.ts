import { z } from "zod";
import { ownerKinds } from "../../domain/account.ts";
import { type ErrorCode, GatewayError } from "../../domain/errors.ts";
import { currencyRule, plainWordRule } from "../../domain/input-messages.ts";
import { isComposed, isPlain, isPlainWord, isVisible } from "../../domain/printable.ts";
import { parseAccountId, parseOperationId, parseWebhookDeliveryId } from "../relay/node.ts";

// What texts of clients may be, whatever they are for. The rules of each provider are its own.

/** Text that any database can keep. */
export const keepable = /^[^\p{Cc}\p{Cs}]*$/u;

/** `longest` characters at most, no control characters, and at least one that can be seen. */
export function text(longest: number) {
  const message = `Give 1 to ${longest} printable characters.`;
  return z.string().max(longest, message).regex(keepable, message).refine(isVisible, message);
}

/**
 * An id that the client makes up: two that look the same are the same. Another form of Unicode is refused and not mended,
 * since accounts are looked up by their ids character by character, and a provider may have such an id already.
 */
function ownId(longest: number) {
  const message = `Give 1 to ${longest} printable characters, without blanks at either end.`;
  return z
    .string()
    .max(longest, message)
    .refine(isPlain, message)
    .refine(isComposed, "Give it in Unicode's form NFC: in another form the same text is another id.");
}

/** What a provider calls something: an id or a code. */
export function providersWord(longest: number) {
  const message = plainWordRule(longest);
  return z.string().max(longest, message).refine(isPlainWord, message);
}

/** In GraphQL null and nothing mean the same here. */
export function orNull<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? null);
}

/** A list of at most `most` things. */
export function listOf<Schema extends z.ZodType>(schema: Schema, most: number) {
  return z.array(schema).max(most, `Give at most ${most}.`);
}

const letters = { reason: 500, customerId: 256, clientAccountId: 128, ownerId: 128, label: 200, name: 256 };

/** The key is judged where it is used. */
export const keyed = { idempotencyKey: z.string() };
export const clientAccountId = ownId(letters.clientAccountId);
/** The subject of tokens: whatever their issuer makes it. */
export const customerId = text(letters.customerId);
export const label = text(letters.label);
export const currency = z.string().regex(/^[A-Z]{3}$/, currencyRule);
export const personName = text(letters.name);
export const reason = orNull(text(letters.reason));
export const accountId = globalId(parseAccountId);
export const operationId = globalId(parseOperationId);
export const deliveryId = globalId(parseWebhookDeliveryId);
export const owner = z.object({ kind: z.enum(ownerKinds), id: text(letters.ownerId) });
export const routingCodes = listOf(z.object({ scheme: text(35), value: text(35) }), 20);

function globalId<Address>(parse: (id: string) => Address) {
  return z.string().transform((id, context) => {
    try {
      return parse(id);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      context.addIssue({ code: "custom", message: error.message, params: { code: error.code } });
      return z.NEVER;
    }
  });
}

/** What an input says, or what is wrong with it and where. */
export function readInput<Command>(schema: z.ZodType<Command>, input: unknown): Command | GatewayError {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const code = issue?.code === "custom" ? (issue.params?.code as ErrorCode | undefined) : undefined;
  const inputPath = issue?.path.map(String) ?? [];
  return new GatewayError(code ?? "BAD_USER_INPUT", issue?.message ?? "The input is not valid.", { inputPath });
}
