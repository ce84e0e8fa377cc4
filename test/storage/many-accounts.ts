import { sql } from "kysely";
import type { AccountFacts } from "../../src/domain/account.ts";
import type { Database } from "../../src/storage/database.ts";
import { answer, euros, type TestDirectory } from "../accounts/directory-fixture.ts";

const originals = 1_000;
const copies = 99;
const copiesAtOnce = 11;
const firstNames = [
  "Anna",
  "Béla",
  "Chloé",
  "Đorđe",
  "Eva",
  "Jörg",
  "Łukasz",
  "Marie",
  "Søren",
  "Tomáš",
  "Věra",
  "Zoë",
];

/**
 * 100,000 accounts of `p` and `q`: copies of 1,000 whose numbers, names and times differ. In each
 * hundred, one has what is rare.
 */
export async function fillWithManyAccounts({ directory, database, later }: TestDirectory): Promise<void> {
  const asOf = await later();
  const answers = Array.from({ length: originals }, (_, index) =>
    answer(asOf, factsOf(index), `a${index}`, index % 2 === 0 ? "p" : "q"),
  );
  await directory.observe(answers, "SWEEP");
  await database.write.updateTable("accounts").set({ status_changed_order: 1.7e12 }).where("id", "<=", 3).execute();
  await directory.observeMissing(
    [1, 2].map((index) => ({ provider: "q", id: `a${index * 2 + 1}` })),
    await later(),
    "READ",
  );
  await copy(database);
  if (database.engine.name === "postgres") await sql`analyze`.execute(database.write);
}

function factsOf(index: number): Partial<AccountFacts> {
  const isRare = index === 123;
  const kind = isRare ? "SUB" : "MAIN";
  return {
    kind,
    status: isRare ? "DECLINED" : "ACTIVE",
    providerStatus: "word",
    holderType: isRare ? "ORGANISATION" : "INDIVIDUAL",
    holderName: isRare ? "Željko Rarität" : `${firstNames[index % firstNames.length]} Müller`,
    owner: { kind: "USER", id: `u${index}`, secondaryId: `s${index}` },
    product: { kind: "PRODUCT", code: isRare ? "rare" : "usual", name: null },
    provisioning: {
      state: "READY",
      method: null,
      serviceProvider: isRare ? "rare" : "usual",
      reference: null,
      error: null,
    },
    label: isRare ? "Rare" : "Usual",
    country: isRare ? "CZ" : "DE",
    currencies: isRare ? ["JPY"] : ["EUR"],
    clientAccountId: `c${index}`,
    mainAccountId: isRare ? "a1" : null,
    iban: `DE${index}`,
    accountNumber: `${index}`,
    ledgerNumber: `L${index}`,
    routingCodes: [{ scheme: "bank-code", value: isRare ? "999" : "100" }],
    balances: [euros(isRare ? "-5" : String(index))],
    createdAt: new Date(1.6e12 + index * 60_000).toISOString(),
  };
}

/** Copies in the database itself: a hundred times faster than observing each, and only the rows matter here. */
async function copy({ write, engine }: Database): Promise<void> {
  const row = await write.selectFrom("accounts").selectAll().executeTakeFirstOrThrow();
  const other: Readonly<Record<string, ReturnType<typeof sql>>> = {
    id: sql`id + n * ${sql.lit(originals)}`,
    provider_account_id: sql`provider_account_id || suffix`,
    client_account_id: sql`client_account_id || suffix`,
    main_account_id: sql`main_account_id || suffix`,
    owner_id: sql`owner_id || suffix`,
    owner_secondary_id: sql`owner_secondary_id || suffix`,
    created_order: sql`created_order + n * 100`,
    holder_order: sql`holder_order || suffix`,
    missing_since: sql`cast(null as text)`,
    status_changed_order: sql`0`,
  };
  const columns = Object.keys(row);
  const ids = sql`account_id + n * ${sql.lit(originals)}`;
  // A few at once: a statement has its time.
  for (let first = 1; first <= copies; first += copiesAtOnce) {
    const numbers = sql`(with recursive numbers (n) as (select ${sql.lit(first)} union all select n + 1 from numbers
      where n < ${sql.lit(Math.min(copies, first + copiesAtOnce - 1))})
      select cast(n as integer) as n, '-' || cast(n as text) as suffix from numbers) as copy`;
    const ofOriginals = sql`cross join ${numbers} where account_id <= ${sql.lit(originals)}`;
    await write.transaction().execute(async (transaction) => {
      await sql`insert into accounts (${sql.join(columns.map((name) => sql.ref(name)))})
        select ${sql.join(columns.map((name) => other[name] ?? sql.ref(name)))}
        from accounts cross join ${numbers} where id <= ${sql.lit(originals)}`.execute(transaction);
      await sql`insert into account_identifiers (account_id, kind, currency, scheme, value)
        select ${ids}, kind, currency, scheme, case kind when 'ROUTING_CODE' then value else value || suffix end
        from account_identifiers ${ofOriginals}`.execute(transaction);
      await sql`insert into account_currencies (account_id, currency, available)
        select ${ids}, currency, available from account_currencies ${ofOriginals}`.execute(transaction);
      const search =
        engine.name === "sqlite"
          ? sql`insert into account_search (rowid, text)
              select id, search_text from accounts where id > ${sql.lit(first * originals)}`
          : sql`insert into account_search (account_id, trigrams)
              select ${ids}, trigrams from account_search ${ofOriginals}`;
      await search.execute(transaction);
    });
  }
}
