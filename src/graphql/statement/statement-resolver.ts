import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { refKey } from "../../domain/account-ref.ts";
import type { AccountSnapshot } from "../../domain/account-snapshot.ts";
import { GatewayError } from "../../domain/errors.ts";
import { type StatementRange, statementRange } from "../../domain/statement-range.ts";
import { Account } from "../account/account-type.ts";
import type { GatewayContext } from "../context.ts";
import { cursorBinding } from "../relay/cursor.ts";
import { offsetPage } from "../relay/offset-page.ts";
import { StatementArguments, StatementConnection } from "./statement-type.ts";

@Resolver(() => Account)
export class StatementResolver {
  @FieldResolver(() => StatementConnection, {
    nullable: true,
    description:
      "Its movements, oldest first, asked of the provider now: of the current month (UTC) unless you say otherwise, at most 366 days. Null with an error where the provider has none (capability STATEMENTS).",
  })
  async statements(
    @Root() { reading }: Account,
    @Args(() => StatementArguments) args: StatementArguments,
    @Ctx() context: GatewayContext,
  ): Promise<StatementConnection> {
    return statementPage(context, reading.snapshot, args);
  }
}

const longestMs = 366 * 24 * 60 * 60_000;

async function statementPage(
  { extras, cursors, directory }: GatewayContext,
  account: AccountSnapshot,
  args: StatementArguments,
): Promise<StatementConnection> {
  const binding = cursorBinding(["statements", refKey(account.ref)]);
  // A cursor carries its range: pages go on in it, also when meanwhile another month has begun.
  const carried = args.after ?? args.before;
  const given = { from: args.from?.toISOString() ?? null, to: args.to?.toISOString() ?? null };
  const range =
    carried == null
      ? statementRange(given.from, given.to, await directory.now())
      : rangeOf(cursors.open(binding, carried).key);
  check(range, given);

  const page = await offsetPage(
    args,
    async (offset, limit) => {
      const { entries, total } = await extras.statements(account, { ...range, offset, limit });
      return { rows: entries, total };
    },
    {
      seal: (row) => cursors.seal(binding, { key: `${range.from}/${range.to}`, rowId: row }),
      open: (cursor) => cursors.open(binding, cursor).rowId,
    },
  );
  return page;
}

function rangeOf(key: number | string): StatementRange {
  const [from = "", to = ""] = String(key).split("/");
  return { from, to };
}

function check(range: StatementRange, given: { readonly from: string | null; readonly to: string | null }): void {
  if ((given.from ?? range.from) !== range.from || (given.to ?? range.to) !== range.to) {
    throw new GatewayError(
      "CURSOR_MISMATCH",
      "This cursor belongs to a statement of other dates; start that one anew.",
    );
  }
  if (range.from > range.to) {
    throw new GatewayError(
      "BAD_USER_INPUT",
      "The statement ends before it begins: `from` must not be later than `to`.",
    );
  }
  if (Date.parse(range.to) - Date.parse(range.from) > longestMs) {
    throw new GatewayError("BAD_USER_INPUT", "A statement covers at most 366 days: ask for several.");
  }
}
