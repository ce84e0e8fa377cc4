import { z } from "zod";
import { AdminRefusal, adminAction, mustFind } from "../kit/admin.ts";
import { hundredths, subtractAmounts, toAmount } from "../kit/amount.ts";
import type { Books } from "../kit/books.ts";
import type { AdminAction } from "../kit/simulator.ts";
import { revokeTokens } from "../kit/tokens.ts";
import { connectionStates, type IfAccount, statuses } from "./account.ts";
import { createAccount } from "./create.ts";
import { addEntry } from "./entries.ts";
import { readEnvelope } from "./envelope.ts";
import { settle } from "./provisioning.ts";
import { Refusal } from "./refusal.ts";
import { settingsOf } from "./settings.ts";
import { entryDateTime, nextTransactionNumber } from "./transaction-number.ts";
import { messageOf, webhookTypes } from "./webhook-messages.ts";
import { webhookKeyVersion, webhookKeyVersions, webhookUrl } from "./webhooks.ts";

const amount = z.string().regex(/^-?\d+\.\d{2}$/, 'an amount is a text such as "12.30"');

/** Replaces fields of the account as it stands now; what was to happen later is kept. */
function change(books: Books<IfAccount>, id: string, fields: Partial<IfAccount>): IfAccount {
  return books.update(id, { ...current(books, id), ...fields });
}

function current(books: Books<IfAccount>, id: string): IfAccount {
  return settle(mustFind(books, id), books.now());
}

const setStatus = adminAction(
  z.strictObject({ id: z.string(), status: z.enum(statuses) }),
  (books: Books<IfAccount>, { id, status }) => change(books, id, { status }),
);

/** Sets the given fields of the connection; an error is an object like those of the API, or null. */
const setConnection = adminAction(
  z.strictObject({
    id: z.string(),
    state: z.enum(connectionStates).optional(),
    status: z.string().nullable().optional(),
    connectionId: z.string().nullable().optional(),
    reference: z.string().nullable().optional(),
    error: z
      .strictObject({
        category: z.string(),
        origin: z.string(),
        code: z.string(),
        message: z.string(),
        attributes: z.record(z.string(), z.string()),
      })
      .nullable()
      .optional(),
  }),
  (books: Books<IfAccount>, { id, connectionId, state, status, reference, error }) => {
    const { connection } = current(books, id);
    if (!connection) throw new AdminRefusal(`account ${id} has no connection`);
    return change(books, id, {
      connection: {
        ...connection,
        ...(state !== undefined && { state }),
        ...(status !== undefined && { status }),
        ...(connectionId !== undefined && { id: connectionId }),
        ...(reference !== undefined && { reference }),
        ...(error !== undefined && { error }),
      },
      upcoming: null,
    });
  },
);

/** Books the difference as an incoming or outgoing transfer. */
const setBalance = adminAction(
  z.strictObject({ id: z.string(), available: amount, receivable: amount.optional() }),
  (books: Books<IfAccount>, { id, available, receivable }) => {
    const account = current(books, id);
    const difference = hundredths(subtractAmounts(available, account.available));
    const isCredit = difference > 0n;
    const entry = {
      transactionNumber: nextTransactionNumber(books, books.now()),
      entryDateTime: entryDateTime(books.now()),
      direction: isCredit ? "credit" : "debit",
      amount: toAmount(isCredit ? difference : -difference),
      transactionType: isCredit ? "incoming-transfer" : "outgoing-transfer",
      entryType: "principal",
      balance: available,
      narrative: "Transfer",
    } as const;
    if (difference !== 0n) addEntry(books, id, entry);
    return change(books, id, { available, receivable: receivable ?? account.receivable });
  },
);

/** Takes the body of the API's own create call. */
const create = adminAction(z.looseObject({ data: z.unknown() }), (books: Books<IfAccount>, body) => {
  try {
    return createAccount(books, settingsOf(books), readEnvelope(body)).account;
  } catch (error) {
    throw error instanceof Refusal ? new AdminRefusal(error.message) : error;
  }
});

const remove = adminAction(z.strictObject({ id: z.string() }), (books: Books<IfAccount>, { id }) =>
  books.remove(mustFind(books, id).id),
);

const assignIdentifiers = adminAction(
  z.strictObject({
    id: z.string(),
    iban: z.string().nullable().optional(),
    accountNumber: z.string().nullable().optional(),
    routingCodes: z.record(z.string(), z.string()).optional(),
  }),
  (books: Books<IfAccount>, { id, iban, accountNumber, routingCodes }) =>
    change(books, id, {
      ...(iban !== undefined && { iban }),
      ...(accountNumber !== undefined && { accountNumber }),
      ...(routingCodes !== undefined && { routingCodes }),
    }),
);

/** What the platform's staff do when a customer wants webhooks; null: no more. */
const setWebhookUrl = adminAction(
  z.strictObject({ url: z.url({ protocol: /^https?$/ }).nullable() }),
  (books: Books<IfAccount>, { url }) => books.setNote(webhookUrl, url ?? undefined),
);

/** Signs with this key from now on: the first, or the one that comes after it. */
const setWebhookKey = adminAction(
  z.strictObject({ version: z.enum(webhookKeyVersions) }),
  (books: Books<IfAccount>, { version }) => books.setNote(webhookKeyVersion, version),
);

/** Tells of an account as it stands, whether or not anything changed. */
const sendWebhook = adminAction(
  z.strictObject({ id: z.string(), type: z.enum(webhookTypes) }),
  (books: Books<IfAccount>, { id, type }) => books.tell(messageOf(type, current(books, id))),
);

/** Changes behind the API's back. */
export const admin: Readonly<Record<string, AdminAction<IfAccount>>> = {
  setStatus,
  setConnection,
  setBalance,
  create,
  remove,
  assignIdentifiers,
  setWebhookUrl,
  setWebhookKey,
  sendWebhook,
  revokeTokens: adminAction(z.strictObject({}), (books: Books<IfAccount>) => revokeTokens(books)),
};
