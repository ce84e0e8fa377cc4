import type { Books } from "../kit/books.ts";
import { rawJSON } from "../kit/raw-json.ts";
import type { SimulatorAccount } from "../kit/simulator.ts";
import { productNamed } from "./catalogue.ts";
import { revstoSettings } from "./settings.ts";

export const accountStatuses = ["PENDING", "OPENED", "SUSPENDED", "CLOSED"] as const;
export type RevstoStatus = (typeof accountStatuses)[number];

/** An account as Revsto's books know it; amounts are whole minor units as text, times milliseconds since 1970. */
export interface RevstoAccount extends SimulatorAccount {
  readonly userId: number;
  readonly productId: number;
  readonly currency: string;
  readonly status: RevstoStatus;
  /** A PENDING account is OPENED from then on; null: until somebody opens it. */
  readonly opensAt: number | null;
  readonly balance: string;
  /** Held by pending movements: part of the balance, but not available. */
  readonly held: string;
  /** Running standing orders or direct debits forbid closing; the API shows nothing of them. */
  readonly hasStandingOrders: boolean;
  readonly createdAt: number;
  readonly lastUsedAt: number;
  readonly iban: string;
  readonly bic: string;
  /** The API shows IBAN and BIC from then on; null: not before somebody assigns them. */
  readonly identifiedAt: number | null;
}

/** The status now: time opens what is pending. */
export function statusNow(account: RevstoAccount, now: number): RevstoStatus {
  const isDue = account.opensAt !== null && account.opensAt <= now;
  return account.status === "PENDING" && isDue ? "OPENED" : account.status;
}

/** The account as a create answers it: without IBAN and BIC, which come later. */
export function toNewJson(account: RevstoAccount, books: Books<RevstoAccount>): Record<string, unknown> {
  const status = statusNow(account, books.now());
  const available = status === "SUSPENDED" ? "0" : String(BigInt(account.balance) - BigInt(account.held));
  const { amountUnit } = revstoSettings(books.settings);
  const money = (units: string) => ({
    value: rawJSON(amountUnit === "minor" ? units : inMajorUnits(units, account.currency)),
    currency: account.currency,
  });
  return {
    id: account.id,
    externalId: null,
    userId: account.userId,
    productId: account.productId,
    status,
    label: `${productNamed(account.productId)} #${account.id}`,
    balance: money(account.balance),
    availableBalance: money(available),
    createdAt: inRevstoTime(account.createdAt),
    lastUsedAt: inRevstoTime(account.lastUsedAt),
  };
}

/** The account as reads answer it. */
export function toJson(account: RevstoAccount, books: Books<RevstoAccount>): Record<string, unknown> {
  const { missingIban } = revstoSettings(books.settings);
  const isIdentified = account.identifiedAt !== null && account.identifiedAt <= books.now();
  const missing = { absent: {}, null: { iban: null, bic: null }, empty: { iban: "", bic: "" } }[missingIban];
  return {
    ...toNewJson(account, books),
    ...(isIdentified ? { iban: account.iban, bic: account.bic } : missing),
  };
}

/** `2025-05-08T14:45:37+03:00`: whole seconds, three hours ahead of UTC. */
export function inRevstoTime(time: number): string {
  return new Date(time + 3 * 3600_000).toISOString().replace(/\.\d{3}Z$/, "+03:00");
}

const exponents: Readonly<Record<string, number>> = { JPY: 0, BHD: 3 };

/** `inMajorUnits("-5", "EUR") // "-0.05"` */
function inMajorUnits(units: string, currency: string): string {
  const exponent = exponents[currency] ?? 2;
  if (exponent === 0) return units;
  const digits = units.replace("-", "").padStart(exponent + 1, "0");
  return `${units.startsWith("-") ? "-" : ""}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
