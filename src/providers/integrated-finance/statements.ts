import { z } from "zod";
import type { StatementEntry, StatementPage, StatementQuery } from "../../domain/statement.ts";
import { readShape, unknownAccount } from "../kit/answers.ts";
import type { JsonClient } from "../kit/json-client.ts";
import { toStatementEntry } from "../kit/statement-entry.ts";
import { readWindow } from "../kit/window.ts";
import { count, decimal, instant, optionalText, text } from "../kit/wire.ts";
import type { Call } from "../provider.ts";

const wireEntry = z.object({
  transactionNumber: optionalText,
  // Without zone: UTC (assumed).
  entryDateTime: instant,
  direction: optionalText,
  amount: decimal,
  balance: decimal.nullish(),
  currency: text,
  transactionType: optionalText,
  entryType: optionalText,
  narrative: optionalText,
});
type WireEntry = z.infer<typeof wireEntry>;

const wirePage = z.object({
  data: z.object({ accountStatements: z.array(wireEntry) }),
  metadata: z.object({ page: z.object({ size: count, totalElements: count }) }),
});

/** An account's statement (`GET /accounts/{id}/account-statements`): by time of entry, oldest first. */
export async function readStatements(
  provider: string,
  client: JsonClient,
  call: Call,
  accountId: string,
  { from, to, offset, limit }: StatementQuery,
): Promise<StatementPage> {
  const { rows, total } = await readWindow({ offset, limit }, async (page, size) => {
    const query = {
      "metadata.page.number": page,
      "metadata.page.size": size,
      "data.accountStatement.entryDateTimeFrom": withoutZone(from),
      "data.accountStatement.entryDateTimeTo": withoutZone(to),
    };
    const answer = await client.find(call, "/accounts", accountId, { below: "/account-statements", query });
    if (answer === undefined) throw unknownAccount(provider);
    const { data, metadata } = readShape(provider, wirePage, answer);
    const counted = metadata.page.totalElements ?? page * size + data.accountStatements.length;
    return { rows: data.accountStatements, total: counted, served: metadata.page.size };
  });
  return { entries: rows.map(toEntry), total };
}

function toEntry(wire: WireEntry): StatementEntry {
  return toStatementEntry({
    transactionNumber: wire.transactionNumber,
    bookedAt: wire.entryDateTime,
    direction: wire.direction,
    amount: wire.amount,
    balance: wire.balance ?? null,
    currency: wire.currency,
    transactionType: wire.transactionType,
    entryType: wire.entryType,
    narrative: wire.narrative,
    reference: null,
  });
}

/** `2020-12-31T00:00:00.000Z` → `2020-12-31T00:00:00.000`, as the documents write it. */
function withoutZone(moment: string): string {
  return moment.replace(/Z$/, "");
}
