import { afterEach, expect, test } from "vitest";
import type { AccountFacts } from "../../src/domain/account.ts";
import type { Provider } from "../../src/providers/provider.ts";
import { answer, served } from "../accounts/directory-fixture.ts";
import { backOffice, type Desk, openDesk, openedAt } from "./desk.ts";

let desk: Desk;
afterEach(() => desk?.close());

test("an answer that was overtaken by what somebody read meanwhile is asked for again", async () => {
  desk = await openDesk();
  const account = await openedAt("p", desk);
  const { provider, books } = desk.banks.p;
  const { directory, later } = desk.place;
  await later();
  const { send, getAccount } = provider as Required<Provider>;
  Object.assign(provider, {
    async send(...asked: Parameters<typeof send>) {
      // Renamed by the bank; read before our change takes effect there, and after we asked for it.
      const before = { ...(books.get(account.id) as AccountFacts), label: "by the bank" };
      books.set(account.id, before);
      await directory.observe([answer(await later(), before, account.id)], "READ");
      return send(...asked);
    },
    async getAccount(...asked: Parameters<typeof getAccount>) {
      await later();
      return getAccount(...asked);
    },
  });
  const suspending = { idempotencyKey: "s1", account, status: "SUSPENDED", reason: null } as const;
  expect((await desk.commands.changeAccountStatus(backOffice, suspending)).error).toBeNull();
  expect((await served(directory, account.id)).facts).toMatchObject({ status: "SUSPENDED", label: "by the bank" });
});
