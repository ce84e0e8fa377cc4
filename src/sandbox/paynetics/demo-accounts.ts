import { readableId } from "../kit/readable-id.ts";
import type { Status } from "./account.ts";

/** One demo account in short. Owners are numbers of merchants and users, `main` is the number of an earlier row. */
export interface DemoRow {
  readonly program: string;
  readonly merchant?: number;
  readonly user?: number;
  readonly main?: number;
  readonly alias?: string;
  readonly status?: Status;
  readonly skipIdentifiers?: boolean;
  /** Available and blocked, balance by balance. */
  readonly figures?: readonly (readonly [available: string, blocked: string])[];
  /** Put in place of the generated one, as the documents print it; its check digits are wrong. */
  readonly iban?: string;
}

export const demoMerchants = 5;
export const demoUsers = 9;

export const accountToken = (row: number): string => readableId("a", row);
export const merchantToken = (number: number): string => readableId("e", number);
export const userToken = (number: number): string => readableId("f", number);

/** Every kind and state there is; row 1 comes first. */
export const demoRows: readonly DemoRow[] = [
  { program: "account_eur", user: 1, alias: "Główne konto Żanety", figures: [["1250.40", "35.00"]] },
  { program: "account_eur", user: 1, main: 1, alias: "Reise nach Zürich" },
  { program: "account_gbp", user: 1, alias: "Pounds", figures: [["310.05", "0.00"]] },
  { program: "account_eur", merchant: 1, alias: "Company expenses", figures: [["99810.00", "1200.50"]] },
  { program: "account_eur", merchant: 1, main: 4, alias: "Crédit Ångström" },
  { program: "account_eur", merchant: 1, main: 4, alias: "Suppliers" },
  { program: "account_eur", merchant: 1, main: 4, alias: "Old suppliers", status: "closed" },
  { program: "account_eur", merchant: 1, main: 4, alias: "Frozen supplier", status: "blocked" },
  {
    program: "account_multi",
    merchant: 1,
    alias: "Treasury",
    figures: [
      ["10.50", "0.00"],
      ["3.00", "1.00"],
      ["0.07", "0.00"],
    ],
  },
  { program: "account_multi", merchant: 1, main: 9, alias: "Treasury view" },
  { program: "account_eur", merchant: 2, user: 2, alias: "Employee card", figures: [["1.23", "1.23"]] },
  { program: "account_eur", merchant: 2, user: 3, alias: "Employee card", figures: [["640.00", "0.00"]] },
  { program: "account_eur", merchant: 2, user: 3, main: 12, alias: "Employee travel" },
  { program: "account_gbp", merchant: 2, alias: "UK branch", figures: [["88123.99", "0.01"]] },
  { program: "account_bgn", merchant: 2, alias: "София", figures: [["4500.00", "0.00"]] },
  { program: "account_eur", user: 4, alias: "Savings", status: "blocked", figures: [["5000.00", "0.00"]] },
  { program: "account_eur", user: 4, alias: "Former account", status: "closed" },
  { program: "account_eur", user: 4, alias: "Without IBAN", skipIdentifiers: true, figures: [["20.00", "0.00"]] },
  { program: "account_wallet", user: 5, alias: "Wallet", figures: [["7.77", "0.00"]] },
  { program: "account_wallet", user: 5, alias: "Wallet", status: "blocked", figures: [["0.00", "2.50"]] },
  { program: "account_wallet", user: 5, status: "closed" },
  { program: "account_gbp", user: 5, skipIdentifiers: true, figures: [["12.00", "0.00"]] },
  { program: "account_gbp", user: 6, status: "blocked", figures: [["0.01", "0.00"]] },
  { program: "account_gbp", user: 6, status: "closed" },
  { program: "account_bgn", user: 6, figures: [["150.00", "150.00"]] },
  { program: "account_bgn", user: 6, status: "closed" },
  {
    program: "account_multi",
    user: 7,
    figures: [
      ["0.00", "0.00"],
      ["45.10", "0.00"],
      ["0.00", "0.00"],
    ],
  },
  {
    program: "account_multi",
    user: 7,
    status: "blocked",
    figures: [
      ["1.00", "2.00"],
      ["3.00", "4.00"],
      ["5.00", "6.00"],
    ],
  },
  { program: "account_multi", user: 7, status: "closed" },
  {
    program: "account_multi",
    merchant: 3,
    skipIdentifiers: true,
    figures: [
      ["600.00", "0.00"],
      ["0.00", "0.00"],
      ["1.00", "0.00"],
    ],
  },
  { program: "account_eur", user: 8, alias: "Sample", iban: "BG31PATC4002115468108680", figures: [["1.23", "1.23"]] },
  // More digits than a double keeps: 90071992547409.93 read as one becomes ….94.
  { program: "account_eur", merchant: 3, alias: "Clearing", figures: [["90071992547409.93", "0.10"]] },
  { program: "account_eur", merchant: 3, alias: "Overdrawn", figures: [["-15.20", "0.00"]] },
  { program: "account_eur", merchant: 3, figures: [["0.00", "0.00"]] },
  { program: "account_eur", user: 8, main: 31 },
  { program: "account_gbp", merchant: 4, figures: [["2000000.00", "0.00"]] },
  { program: "account_gbp", merchant: 4, main: 36 },
  { program: "account_eur", merchant: 4, status: "blocked" },
  { program: "account_eur", merchant: 5, user: 9, status: "closed" },
  { program: "account_eur", merchant: 5, user: 9, figures: [["18.90", "0.00"]] },
];
