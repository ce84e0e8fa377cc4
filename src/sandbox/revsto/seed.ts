import type { Books } from "../kit/books.ts";
import type { Random } from "../kit/random.ts";
import type { RevstoAccount } from "./account.ts";
import { products } from "./catalogue.ts";
import { blankAccount, nextId } from "./open-account.ts";
import { documentedAccounts, type SeedCase, seedCases, seedUsers } from "./seed-cases.ts";
import { saveUser } from "./users.ts";

const firstOpened = Date.parse("2025-05-05T17:00:00+03:00");
const pace = 3 * 60_000; // 100,000 accounts fill seven months.

/** The documents' samples first, then the cases, then as many everyday accounts as asked for. */
export function seed(books: Books<RevstoAccount>, count: number, random: Random): void {
  for (const user of seedUsers) saveUser(books, user);
  const nextCase = everydayCases(books, random);
  for (let place = 0; place < count; place += 1) {
    const documented = documentedAccounts[place];
    const { createdAt, lastUsedAt, ...facts } =
      documented ?? seedCases[place - documentedAccounts.length] ?? nextCase();
    const openedAt = createdAt ? Date.parse(createdAt) : firstOpened + pace * place;
    const id = documented?.id ?? nextId(books);
    books.insert({
      ...blankAccount(id, facts.userId, facts.productId, currencyOf(facts.productId), openedAt),
      lastUsedAt: lastUsedAt ? Date.parse(lastUsedAt) : openedAt,
      ...facts,
    });
  }
}

const firstNames = ["Anna", "Søren", "Zoë", "Łukasz", "Chloé", "Jürgen", "Åse", "Márton", "Inês", "Uģis", "Šárka"];
const lastNames = ["Nielsen", "Østergård", "Müller", "Nowak", "O'Brien", "Horváth", "Ångström", "Weiß", "Đorđević"];

/** People and companies that hold one to three accounts each. */
function everydayCases(books: Books<RevstoAccount>, random: Random): () => SeedCase {
  let holder = { id: 3999, profileId: 306 };
  let accountsLeft = 0;
  return () => {
    if (accountsLeft === 0) {
      holder = { id: holder.id + 1, profileId: random.pick([151, 306, 309]) };
      accountsLeft = random.integer(1, 3);
      const name = `${random.pick(firstNames)} ${random.pick(lastNames)}`;
      saveUser(books, { ...holder, name, kyc: "PASSED", status: "OPEN" });
    }
    accountsLeft -= 1;
    const status = random.pick(["OPENED", "OPENED", "OPENED", "OPENED", "SUSPENDED", "PENDING", "CLOSED"] as const);
    const offered = products.filter(({ profiles }) => profiles.includes(holder.profileId));
    return {
      userId: holder.id,
      productId: Number(random.pick(offered).id),
      status,
      balance: status === "OPENED" || status === "SUSPENDED" ? String(random.integer(0, 2_000_000)) : "0",
    };
  };
}

function currencyOf(productId: number): string {
  return products.find(({ id }) => id === String(productId))?.currency ?? "EUR";
}
