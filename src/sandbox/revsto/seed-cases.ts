import type { RevstoAccount } from "./account.ts";
import type { RevstoUser } from "./users.ts";

/** The distributor is a user itself: its own account stands in the list of its customers' accounts. */
export const distributorUserId = 1016;

const user = (id: number, name: string, profileId: number, more: Partial<RevstoUser> = {}): RevstoUser => ({
  id,
  name,
  profileId,
  kyc: "PASSED",
  status: "OPEN",
  ...more,
});

/** Users that exist whatever the number of accounts; those without accounts show why an opening can fail. */
export const seedUsers: readonly RevstoUser[] = [
  user(distributorUserId, "Distributor", 0),
  user(3630, "Test Company ApS", 306),
  /** Has no accounts: ready for a first one, as in the documents' sample. */
  user(3633, "Sample Trading Ltd", 306),
  user(3640, "Sørine Ågård-Müller", 151),
  user(3641, "Łódź Logistics", 306),
  user(3642, "Żaneta Çelik", 151),
  user(3643, "Smørrebrød & Sønner ApS", 309),
  user(3690, "Waiting For Approval", 306, { kyc: "PENDING", status: "PENDING" }),
  user(3691, "Refused Person", 151, { kyc: "REFUSED", status: "PENDING" }),
  user(3692, "Дмитро Коваленко", 151),
  user(3693, "Gone Away", 151, { status: "CLOSED" }),
  user(3694, "Blocked Bros", 306, { status: "BLOCKED" }),
];

/** What is special about a seeded account; the rest is filled in. */
export interface SeedCase extends Partial<Omit<RevstoAccount, "id" | "currency" | "createdAt" | "lastUsedAt">> {
  readonly userId: number;
  readonly productId: number;
  /** ISO 8601, to the second. */
  readonly createdAt?: string;
  readonly lastUsedAt?: string;
}

/** The documents' samples. */
export const documentedAccounts: readonly (SeedCase & { readonly id: string })[] = [
  {
    id: "10000008325",
    userId: distributorUserId,
    productId: 8,
    createdAt: "2024-06-21T15:20:46+03:00",
    lastUsedAt: "2024-06-21T15:20:46+03:00",
    iban: "DK7289000020669352",
  },
  {
    id: "10000096916",
    userId: 3630,
    productId: 235,
    balance: "997480",
    createdAt: "2025-05-05T16:39:51+03:00",
    lastUsedAt: "2025-05-08T14:37:51+03:00",
    iban: "DK6189000021685625",
  },
];

/** Every state and oddity that the API allows. */
export const seedCases: readonly SeedCase[] = [
  // One person, three accounts in two currencies.
  { userId: 3640, productId: 260, balance: "125050" },
  { userId: 3640, productId: 260, balance: "1" },
  { userId: 3640, productId: 261, balance: "45000", held: "5000" },
  // Without an IBAN, until somebody assigns one.
  { userId: 3641, productId: 235, identifiedAt: null },
  { userId: 3641, productId: 242, status: "PENDING", identifiedAt: null },
  { userId: 3641, productId: 242, status: "PENDING" },
  { userId: 3641, productId: 251, status: "SUSPENDED", balance: "997480" },
  { userId: 3641, productId: 235, status: "CLOSED", lastUsedAt: "2025-09-09T10:00:00+03:00" },
  { userId: 3693, productId: 260, status: "CLOSED", identifiedAt: null },
  { userId: 3694, productId: 235, status: "SUSPENDED" },
  // Currencies without cents, and with three digits after the point.
  { userId: 3641, productId: 262, balance: "150000" },
  { userId: 3641, productId: 263, balance: "1234567", held: "567" },
  { userId: 3642, productId: 260, balance: "-1250" },
  // More than a double can count.
  { userId: 3643, productId: 235, balance: "9007199254740993", held: "1" },
  { userId: 3643, productId: 242, held: "2500" },
  { userId: 3643, productId: 251, hasStandingOrders: true },
  { userId: 3643, productId: 251 },
  // Opened after midnight in Revsto's time, while it is still the day (and the year) before in UTC.
  { userId: 3642, productId: 261, createdAt: "2026-01-01T00:30:00+03:00" },
  // Opened in the same second.
  { userId: 3630, productId: 242, createdAt: "2026-01-02T12:00:00+03:00" },
  { userId: 3630, productId: 242, createdAt: "2026-01-02T12:00:00+03:00" },
];
