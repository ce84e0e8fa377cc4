import type { Connection, ConnectionState, Status } from "./account.ts";

/** One demo account in short; `client` and `main` are numbers of clients and of earlier rows. */
export interface DemoRow {
  readonly client: number;
  readonly currency: string;
  readonly alias?: string;
  /** Active unless said otherwise. */
  readonly status?: Status;
  readonly provider?: string;
  readonly method?: Connection["method"];
  readonly main?: number;
  /** In step with the status unless said otherwise. */
  readonly state?: ConnectionState;
  readonly available?: string;
  readonly receivable?: string;
  readonly isPooled?: boolean;
  readonly hasNoIdentifiers?: boolean;
  /** Put in place of the generated one, as the documents print it; its check digits are wrong. */
  readonly iban?: string;
  /** The provider's word for the status where it is a peculiar one. */
  readonly connectionStatus?: string;
}

/** Every kind and state there is. Nothing here changes by itself: an account in progress stays so. */
export const demoRows: readonly DemoRow[] = [
  { client: 1, currency: "GBP", alias: "Salary Account", available: "1520.75", receivable: "12.50" },
  { client: 1, currency: "EUR", alias: "Investment Funds", provider: "currencycloud", available: "98000.10" },
  { client: 1, currency: "GBP", alias: "Holiday savings", main: 1, available: "300.00" },
  { client: 1, currency: "EUR", status: "pending", state: "creation-in-progress" },
  { client: 2, currency: "EUR", alias: "Konto główne Żanety", available: "44.00", receivable: "0.01" },
  { client: 2, currency: "PLN", alias: "Złotówki", provider: "currencycloud", available: "7120.33" },
  { client: 2, currency: "USD", provider: "nium", available: "0.99" },
  { client: 2, currency: "EUR", status: "pending", provider: "failingbank", state: "creation-failed" },
  { client: 2, currency: "EUR", status: "declined", provider: "decliningbank" },
  { client: 2, currency: "GBP", status: "pending", provider: "dependentbank", state: "dependency-failed" },
  { client: 3, currency: "EUR", alias: "Geschäftskonto", available: "250000.00", receivable: "1200.00" },
  { client: 3, currency: "EUR", alias: "Löhne und Gehälter", main: 11, available: "18000.00" },
  { client: 3, currency: "EUR", alias: "Rücklagen", main: 11, available: "0.00" },
  { client: 3, currency: "EUR", alias: "Projekt Nord", main: 11, status: "closed" },
  { client: 3, currency: "EUR", alias: "Projekt Süd", main: 11, status: "pending" },
  {
    client: 3,
    currency: "GBP",
    alias: "UK suppliers",
    provider: "clearbank",
    state: "completed-outdated",
    available: "5.00",
  },
  { client: 3, currency: "USD", alias: "Dollar", provider: "currencycloud", status: "suspended", available: "900.00" },
  { client: 4, currency: "DKK", alias: "Lønkonto", provider: "currencycloud", available: "10500.00" },
  {
    client: 4,
    currency: "EUR",
    method: "plug-in",
    provider: "revolut",
    alias: "Ledger at Revolut",
    available: "61.20",
  },
  { client: 4, currency: "GBP", method: "plug-in", provider: "revolut", status: "pending" },
  { client: 4, currency: "EUR", method: "plug-in", provider: "revolut", status: "pending", state: "creation-failed" },
  { client: 4, currency: "EUR", method: "plug-in", provider: "revolut", status: "declined" },
  { client: 4, currency: "GBP", method: "plug-in", provider: "revolut", status: "inactive", available: "3.00" },
  { client: 4, currency: "EUR", method: "plug-in", provider: "revolut", status: "suspended" },
  { client: 4, currency: "EUR", method: "plug-in", provider: "revolut", status: "closed" },
  { client: 5, currency: "EUR", alias: "Pâtisserie", method: "plug-in", provider: "qonto", available: "777.77" },
  { client: 5, currency: "EUR", alias: "Pâtisserie Noël", main: 26, available: "7.00" },
  { client: 5, currency: "EUR", method: "plug-in", provider: "qonto", state: "completed-outdated", available: "1.00" },
  {
    client: 5,
    currency: "GBP",
    alias: "Pooled pounds",
    provider: "railsbank",
    isPooled: true,
    hasNoIdentifiers: true,
    available: "2300.00",
  },
  { client: 6, currency: "JPY", alias: "Tiền yên", provider: "currencycloud", available: "150000.00" },
  { client: 6, currency: "EUR", alias: "Without IBAN", hasNoIdentifiers: true, available: "10.00" },
  { client: 6, currency: "GBP", status: "inactive", available: "81.00" },
  { client: 7, currency: "EUR", alias: "Λογαριασμός", status: "suspended", available: "12.00" },
  // More digits than a double keeps: 90071992547409.93 read as one becomes ….94.
  { client: 7, currency: "EUR", alias: "Clearing", available: "90071992547409.93", receivable: "0.10" },
  { client: 8, currency: "EUR", alias: "Former account", status: "closed" },
  { client: 8, currency: "GBP", alias: "Sample", iban: "GB99AAAA01234567890123", available: "0.00" },
  { client: 9, currency: "TRY", alias: "Türk Lirası", provider: "nium", available: "-250.40" },
  {
    client: 9,
    currency: "TRY",
    status: "pending",
    provider: "nium",
    state: "creation-failed",
    connectionStatus: "null",
  },
  { client: 10, currency: "USD", alias: "Exactly thirty characters long", available: "64.00" },
  { client: 10, currency: "GBP", alias: "Salary Account", status: "inactive", provider: "clearbank" },
];
