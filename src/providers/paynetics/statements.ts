import { z } from "zod";
import { GatewayError } from "../../domain/errors.ts";
import type { StatementEntry, StatementPage, StatementQuery } from "../../domain/statement.ts";
import { readShape } from "../kit/answers.ts";
import { toStatementEntry } from "../kit/statement-entry.ts";
import { count, decimal, instant, optionalText, text } from "../kit/wire.ts";
import type { PayneticsRead } from "./client.ts";

/** What the documents allow in one page, and how many such pages one statement may take. */
const pageSize = 1_000;
const mostPages = 10;

/** The shape of a movement is not documented: whatever is not there is unknown. */
const wireMovement = z.object({
  token: optionalText,
  date: instant,
  type: optionalText,
  code: optionalText,
  amount: decimal,
  currency: text,
  debit_credit: optionalText,
  reference: optionalText,
});
type WireMovement = z.infer<typeof wireMovement>;

const wirePage = z.object({ items: z.array(wireMovement), total_items: count });

/**
 * An account's movements (`transactions_list`), oldest first. In which order Paynetics lists them is not documented, so
 * the whole range is read, sorted and cut here. Throws BAD_USER_INPUT for a range with more than 10,000 movements.
 */
export async function readStatements(
  provider: string,
  get: (read: PayneticsRead) => Promise<unknown>,
  accountId: string,
  { from, to, offset, limit }: StatementQuery,
): Promise<StatementPage> {
  const movements: WireMovement[] = [];
  for (let page = 1; ; page++) {
    const path = `/transactions/${page}/${pageSize}`;
    // Days, both included; the time of day is cut below.
    const query = { account: accountId, start_date: from.slice(0, 10), end_date: to.slice(0, 10) };
    const { items, total_items: total } = readShape(
      provider,
      wirePage,
      await get({ operation: "transactions_list", path, query }),
    );
    movements.push(...items);
    if (items.length === 0 || (total === null ? items.length < pageSize : movements.length >= total)) break;
    if (page === mostPages) throw tooMany(provider);
  }
  const entries = movements
    .filter(({ date }) => date >= from && date <= to)
    .map(toEntry)
    .sort((one, other) => (one.bookedAt < other.bookedAt ? -1 : Number(one.bookedAt > other.bookedAt)));
  return { entries: entries.slice(offset, offset + limit), total: entries.length };
}

function toEntry(wire: WireMovement): StatementEntry {
  return toStatementEntry({
    transactionNumber: wire.token,
    bookedAt: wire.date,
    direction: wire.debit_credit,
    amount: wire.amount,
    balance: null,
    currency: wire.currency,
    transactionType: wire.type,
    entryType: wire.code,
    narrative: null,
    reference: wire.reference,
  });
}

function tooMany(provider: string): GatewayError {
  const message = `${provider} has more than ${mostPages * pageSize} movements in this range: ask for a shorter one.`;
  return new GatewayError("BAD_USER_INPUT", message, { provider });
}
