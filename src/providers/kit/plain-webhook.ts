import { z } from "zod";
import type { Owner, OwnerKind } from "../../domain/account.ts";
import { isAddressable } from "../../domain/account-ref.ts";
import { isNumberText } from "../../domain/json.ts";
import type { WebhookReader, WebhookSubject } from "../provider.ts";
import { contentKey, eventWord, readBody, requireSecret } from "./webhook.ts";
import { optionalInstant, optionalText } from "./wire.ts";

/**
 * Where webhooks whose form nobody documents say what they are about. Dots lead into objects; neither case nor `_` and `-`
 * matter, and each field is looked for in the body and in its envelopes.
 */
export interface PlainWebhooks {
  /** Undefined: switched off. */
  readonly secret: string | undefined;
  readonly secretHeader: string;
  /** Fields of the body that hold the type; the first that is there counts. */
  readonly type: readonly string[];
  /** Fields that hold an account's id. */
  readonly account: readonly string[];
  /** Fields that hold its owner's id. */
  readonly owner: { readonly kind: OwnerKind; readonly fields: readonly string[] } | null;
  /** The id of what an envelope holds: the account's or the owner's, by what the message is about. */
  readonly ownId: string;
  readonly subjectOf: (type: string) => WebhookSubject;
  readonly tellsEveryStatus: boolean;
}

/**
 * What messages are commonly wrapped in. An id of the body's own would be the message's, so `ownId` is only looked for here.
 */
const envelopes = ["data", "payload", "object", "resource", "content", "details", "data.object", "payload.data"];
const time = ["createdAt", "timestamp"];
/** Of body, envelope and what is in it: as deep as any field is. */
const deepest = 4;

/** Unsigned webhooks, proved by a shared secret alone: nothing they say is believed but which account to read again. */
export function plainWebhooks(options: PlainWebhooks): WebhookReader | null {
  const { secret, owner } = options;
  if (secret === undefined) return null;
  const own = envelopes.map((envelope) => `${envelope}.${options.ownId}`);
  const accountFields = anywhere(options.account);
  const ownerFields = anywhere(owner?.fields ?? []);

  // A message without a type may well be about an account, one that tries out an address is about nothing.
  function subjectOf(type: string): WebhookSubject {
    if (type === "unknown") return "ACCOUNT";
    return /\b(ping|test)\b/i.test(type) ? null : options.subjectOf(type);
  }

  return {
    tellsEveryStatus: options.tellsEveryStatus,
    subjectOf,
    read(request) {
      requireSecret(request, secret, options.secretHeader);
      const body = folded(readBody(anyObject, request));
      const type = eventWord(first(body, options.type));
      const subject = subjectOf(type);
      const idIn = (fields: readonly string[]) => {
        const id = first(body, fields);
        return id !== null && isAddressable(id) ? id : null;
      };
      const accountId = idIn(subject === "ACCOUNT" ? [...accountFields, ...own] : accountFields);
      const ownerId = idIn(subject === "OWNER" ? [...ownerFields, ...own] : ownerFields);
      const accountIds = accountId === null ? [] : [accountId];
      const owners: Owner[] =
        owner === null || ownerId === null ? [] : [{ kind: owner.kind, id: ownerId, secondaryId: null }];
      // What it is about is read; the account's owner, or the owner's account, where only that is named.
      const isByOwner = subject === "OWNER" ? owners.length > 0 : subject !== null && accountIds.length === 0;
      return {
        key: contentKey(request),
        isNumbered: false,
        type,
        accountIds: isByOwner ? [] : accountIds,
        owners: isByOwner ? owners : [],
        providerTime: optionalInstant.safeParse(first(body, anywhere(time))).data ?? null,
        movesBalances: subject === "MONEY",
      };
    },
  };
}

function anywhere(fields: readonly string[]): readonly string[] {
  return ["", ...envelopes.map((envelope) => `${envelope}.`)].flatMap((place) => fields.map((field) => place + field));
}

const anyObject = z.record(z.string(), z.unknown());
type Fields = z.output<typeof anyObject>;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isNumberText(value);
const fold = (name: string) => name.toLowerCase().replaceAll(/[_-]/g, "");

/** An object whose fields, and theirs, have folded names. */
function folded(fields: Fields, depth = 1): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      fold(name),
      isObject(value) && depth < deepest ? folded(value, depth + 1) : value,
    ]),
  );
}

/** The first of these fields that holds a text or a number. */
function first(body: Fields, paths: readonly string[]): string | null {
  for (const path of paths) {
    const value = path.split(".").reduce<unknown>((parent, field) => {
      const name = fold(field);
      return isObject(parent) && Object.hasOwn(parent, name) ? parent[name] : undefined;
    }, body);
    const text = optionalText.safeParse(value).data;
    if (text) return text;
  }
  return null;
}
