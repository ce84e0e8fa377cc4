import { toAmount } from "../kit/amount.ts";
import type { Books } from "../kit/books.ts";
import type { Random } from "../kit/random.ts";
import { readableId } from "../kit/readable-id.ts";
import type { PayneticsAccount } from "./account.ts";
import {
  accountToken,
  type DemoRow,
  demoMerchants,
  demoRows,
  demoUsers,
  merchantToken,
  userToken,
} from "./demo-accounts.ts";
import { withFigures } from "./figures.ts";
import { openAccount } from "./opening.ts";
import { addOwner } from "./owners.ts";
import { findProgram } from "./programs.ts";

const firstBooking = Date.UTC(2025, 0, 6, 9, 30);

/** The demo accounts, then more of the same variety until there are `count`. */
export function seed(books: Books<PayneticsAccount>, count: number, random: Random): void {
  for (let number = 1; number <= demoMerchants; number += 1) addOwner(books, "merchant", merchantToken(number));
  for (let number = 1; number <= demoUsers; number += 1) addOwner(books, "user", userToken(number));
  for (let row = 1; row <= count; row += 1) {
    const blueprint = demoRows[row - 1] ?? anyRow(row, books, random);
    if (blueprint.user !== undefined) addOwner(books, "user", userToken(blueprint.user));
    books.insert(seedAccount(books, row, blueprint));
  }
}

function seedAccount(books: Books<PayneticsAccount>, row: number, demo: DemoRow): PayneticsAccount {
  const program = findProgram(demo.program);
  if (!program) throw new Error(`demo account ${row} names an unknown program`);
  const opened = openAccount(
    {
      program,
      merchant: demo.merchant === undefined ? "" : merchantToken(demo.merchant),
      user: demo.user === undefined ? "" : userToken(demo.user),
      main: demo.main === undefined ? null : accountToken(demo.main),
      alias: demo.alias ?? "",
      skipIdentifiers: demo.skipIdentifiers ?? false,
    },
    {
      token: () => readableId("b", books.next("balance token")),
      number: () => books.next("number"),
    },
  );
  const figures = (demo.figures ?? []).map(([available, blocked], index) => ({
    currency: program.currencies[index] ?? "",
    available,
    blocked,
  }));
  const account = withFigures({ ...opened, id: accountToken(row), status: demo.status ?? "active" }, figures, {
    token: () => readableId("d", books.next("movement token")),
    date: new Date(firstBooking + row * 3_600_000).toISOString(),
  });
  const { iban } = demo;
  if (iban === undefined) return account;
  return { ...account, balances: account.balances.map((balance) => ({ ...balance, iban })) };
}

/** Active for the most part; one in eight is a virtual account of the one before it, where that can have one. */
function anyRow(row: number, books: Books<PayneticsAccount>, random: Random): DemoRow {
  const user = demoUsers + Math.ceil((row - demoRows.length) / 3);
  const before = books.get(accountToken(row - 1));
  if (random.chance(1 / 8) && before?.user === userToken(user) && before.main === null && before.status === "active") {
    return { program: before.program, user, main: row - 1 };
  }
  const status = random.pick([
    "active",
    "active",
    "active",
    "active",
    "active",
    "active",
    "blocked",
    "closed",
  ] as const);
  const available = status === "closed" ? "0.00" : toAmount(BigInt(random.integer(0, 900_000)));
  return {
    program: random.pick(["account_eur", "account_eur", "account_eur", "account_gbp", "account_bgn", "account_multi"]),
    user,
    alias: `Account ${row}`,
    status,
    figures: [[available, "0.00"]],
  };
}
