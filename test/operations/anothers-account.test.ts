import { afterEach, beforeEach, expect, test } from "vitest";
import type { AccountFacts } from "../../src/domain/account.ts";
import type { Provider } from "../../src/providers/provider.ts";
import { backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;
let warnings: string[];

beforeEach(async () => {
  warnings = [];
  desk = await openDesk({ log: { warn: (_, message) => void warnings.push(message) } });
});
afterEach(() => desk?.close());

const isAnothers = "the account of an operation is another operation's already";

/** A person takes `account` for the one that was asked for by `operationId`. */
async function adopt(operationId = "", account = "p1"): Promise<void> {
  await desk.place.later();
  const adopted = await desk.decide(operationId, { kind: "ADOPT", account: { provider: "p", id: account } });
  expect(adopted.operation?.state).toBe("SUCCEEDED");
}

async function asked(bank: "p" | "q", key: string, fate: "lost-before" | "lost-after" | "ok") {
  desk.banks[bank].fates.push(fate);
  return desk.commands.createAccount(backOffice, wish(bank, key));
}

/** An operation whose account, at `p`, a person took for what another one had asked for; answers its id. */
async function robbed(): Promise<string> {
  const one = await asked("p", "k1", "lost-before");
  const two = await asked("p", "k2", "lost-after");
  await adopt(one.operation?.id);
  return two.operation?.id ?? "";
}

test("an operation whose account another one has waits for a person, and is not sent again and again", async () => {
  const id = await robbed();
  await desk.settled();
  await desk.leaseEnds();
  await desk.settled();
  expect(await desk.journal.get(id)).toMatchObject({
    ...{ state: "IN_DOUBT", needsDecision: true, nextAttemptAt: null, account: null },
    error: { code: "OPERATION_IN_DOUBT", message: expect.stringContaining("came of another operation") },
    candidates: [{ provider: "p", id: "p1" }],
  });
  expect(desk.banks.p.received).toHaveLength(3);
  expect(warnings).toContain(isAnothers);
});

test("a person may give it up, or have it sent once more, which tells the same", async () => {
  const operationId = await robbed();
  await desk.settled();
  const decide = async (kind: "RETRY" | "ABANDON") => {
    expect((await desk.decide(operationId, { kind })).error).toBeNull();
    await desk.settled();
  };
  await decide("RETRY");
  expect(await desk.journal.get(operationId)).toMatchObject({ state: "IN_DOUBT", needsDecision: true });
  expect(desk.banks.p.received).toHaveLength(4);
  await decide("ABANDON");
  expect(await desk.journal.get(operationId)).toMatchObject({ state: "ABANDONED" });
});

test("a client whose account is another's is told that it is in doubt, and so is the log", async () => {
  const one = await asked("p", "k1", "lost-before");
  // The account is there, and adopted, before the bank answers who asked for it.
  const { provider } = desk.banks.p;
  const { send } = provider as Required<Provider>;
  let isFirst = true;
  Object.assign(provider, {
    async send(...asking: Parameters<typeof send>) {
      const told = await send(...asking);
      if (isFirst) {
        isFirst = false;
        await adopt(one.operation?.id);
      }
      return told;
    },
  });
  const two = await asked("p", "k2", "ok");
  expect(two).toMatchObject({
    operation: { state: "IN_DOUBT", needsDecision: true },
    error: { error: { code: "OPERATION_IN_DOUBT" } },
  });
  expect(warnings).toEqual([isAnothers]);
});

test("what was only found, and is another's by then, is looked for again without that account", async () => {
  const { banks, commands, journal, place } = desk;
  const one = await asked("q", "k1", "lost-after");
  const operationId = one.operation?.id ?? "";
  const mine = await commands.createAccount(backOffice, wish("q", "k2", { owner: "o2" }));
  // As if another process had taken the account for its own operation right after this one saw that it was free.
  const { find } = place.directory;
  Object.assign(place.directory, {
    async find(...asking: Parameters<typeof find>) {
      Object.assign(place.directory, { find });
      await place.database.write
        .updateTable("operations")
        .set({ provider_account_id: "q1" })
        .where("id", "=", mine.operation?.id ?? "")
        .execute();
      banks.q.books.set("q3", banks.q.books.get("q1") as AccountFacts);
      return find(...asking);
    },
  });
  await desk.look();
  expect(await journal.get(operationId)).toMatchObject({ state: "IN_DOUBT", needsDecision: false });
  await desk.settled();
  expect(await journal.get(operationId)).toMatchObject({ state: "SUCCEEDED", account: { id: "q3" } });
});
