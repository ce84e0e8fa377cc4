import type { Books } from "../kit/books.ts";
import type { Random } from "../kit/random.ts";
import type { InventiAccount } from "./account.ts";
import { generateIban, nextId } from "./create.ts";
import { type SeedCase, seedCases } from "./seed-cases.ts";
import { inventiSettings } from "./settings.ts";

const firstOpened = Date.UTC(2024, 0, 8, 9, 0, 0, 758);
const pace = 7 * 60_000; // 100,000 accounts fill sixteen months.

/** The cases first, then as many everyday accounts as asked for. */
export function seed(books: Books<InventiAccount>, count: number, random: Random): void {
  const settings = inventiSettings(books.settings);
  for (let number = 1; number <= count; number += 1) {
    const { updatedAfterMs = 0, openedWithPrevious, ...facts } = seedCases[number - 1] ?? everydayCase(random);
    const openedAt = firstOpened + pace * (openedWithPrevious ? number - 1 : number);
    const metadata = { countryCode: "LT", bankCode: "70440", accountCode: String(1868 + number) };
    books.insert({
      id: nextId(books, settings),
      clientAccountId: `acc_${String(number).padStart(3, "0")}`,
      iban: generateIban(metadata, settings),
      status: "OPEN",
      createdAt: new Date(openedAt).toISOString(),
      updatedAt: new Date(openedAt + updatedAfterMs).toISOString(),
      ...(facts.iban === undefined && { ibanMetadata: metadata }),
      ...facts,
    });
  }
}

const firstNames = ["Jonas", "Eglė", "Žygimantas", "Ieva", "Łukasz", "Zoë", "Søren", "Anna", "Márton", "Chloé", "Uģis"];
const lastNames = ["Kazlauskas", "Šimkutė", "Müller", "Nowak", "O'Brien", "Horváth", "Ångström", "Bērziņš", "Weiß"];
const companies = ["Baltic Freight", "Žalgirio Prekyba", "Nordic Tea", "Kavos Draugas", "Amber & Co", "Vėjo Energija"];
const forms = ["UAB", "AB", "MB", "SIA", "OÜ"];

function everydayCase(random: Random): SeedCase {
  const isCompany = random.chance(0.3);
  const company = random.pick(companies);
  return {
    accountType: isCompany ? "LEGAL" : "PRIVATE",
    accountHolderName: isCompany
      ? `${company} ${random.pick(forms)}`
      : `${random.pick(firstNames)} ${random.pick(lastNames)}`,
    status: random.chance(0.12) ? "CLOSED" : "OPEN",
    accountHolderNameAliases: isCompany && random.chance(0.5) ? [company] : null,
    organisationIdentification: isCompany
      ? { lei: `5493${random.digits(14)}${random.integer(10, 99)}`, bic: null, other: null }
      : null,
    updatedAfterMs: random.integer(0, 90 * 24 * 3600) * 1000,
  };
}
