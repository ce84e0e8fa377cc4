import { z } from "zod";
import type { Owner, OwnerKind } from "../../domain/account.ts";
import { isAddressable } from "../../domain/account-ref.ts";
import type { WebhookReader } from "../provider.ts";
import { contentKey, eventWord, readBody, requireSecret } from "./webhook.ts";
import { optionalInstant, optionalText } from "./wire.ts";

/** Where webhooks whose form nobody documents say what they are about. Dots lead into objects. */
export interface PlainWebhooks {
  /** Undefined: switched off. */
  readonly secret: string | undefined;
  readonly secretHeader: string;
  /** Fields that hold the type; the first that is there counts. */
  readonly type: readonly string[];
  readonly account: readonly string[];
  /** Of whom they are, when they are about an owner. */
  readonly owner: { readonly kind: OwnerKind; readonly fields: readonly string[] } | null;
  /** Whether a type is about the owner, and so about all its accounts. */
  readonly isOfOwner: (type: string) => boolean;
  readonly movesBalances: (type: string) => boolean;
  readonly tellsEveryStatus: boolean;
}

const anyObject = z.record(z.string(), z.unknown());
const time = ["createdAt", "timestamp", "data.createdAt", "payload.createdAt"];

/** Unsigned webhooks, proved by a shared secret alone: nothing they say is believed but which account to read again. */
export function plainWebhooks(options: PlainWebhooks): WebhookReader | null {
  const { secret, owner } = options;
  if (secret === undefined) return null;
  return {
    tellsEveryStatus: options.tellsEveryStatus,
    read(request) {
      requireSecret(request, secret, options.secretHeader);
      const body = readBody(anyObject, request);
      const at = (paths: readonly string[]) => first(body, paths);
      const type = eventWord(at(options.type));
      const ownerId = owner && at(owner.fields);
      const owners: Owner[] =
        owner && ownerId && isAddressable(ownerId) ? [{ kind: owner.kind, id: ownerId, secondaryId: null }] : [];
      const account = at(options.account);
      const isOfOwner = options.isOfOwner(type);
      return {
        key: contentKey(request),
        isNumbered: false,
        type,
        accountIds: !isOfOwner && account !== null && isAddressable(account) ? [account] : [],
        owners: isOfOwner ? owners : [],
        providerTime: optionalInstant.safeParse(at(time)).data ?? null,
        movesBalances: options.movesBalances(type),
      };
    },
  };
}

/** The first of these fields that holds a text or a number. */
function first(body: Readonly<Record<string, unknown>>, paths: readonly string[]): string | null {
  for (const path of paths) {
    const value = path.split(".").reduce<unknown>((parent, field) => {
      const fields = anyObject.safeParse(parent).data;
      return fields !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined;
    }, body);
    const text = optionalText.safeParse(value).data;
    if (text) return text;
  }
  return null;
}
