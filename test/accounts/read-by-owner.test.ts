import { expect, test } from "vitest";
import { readByOwner } from "../../src/accounts/read-by-owner.ts";
import type { AccountFacts } from "../../src/domain/account.ts";
import { createEventLog } from "../../src/events/event-log.ts";
import type { Call } from "../../src/providers/provider.ts";
import { account, listedProvider } from "../sync/listed-provider.ts";
import { answer, everything, openTestDirectory, served } from "./directory-fixture.ts";

const call: Call = { signal: new AbortController().signal, priority: "foreground" };

test("what an owner's list tells of accounts that somebody reads is judged as a list's word, and told as a read", async () => {
  const place = await openTestDirectory();
  const owner = { kind: "CLIENT", id: "c", secondaryId: null } as const;
  const active: Partial<AccountFacts> = { status: "ACTIVE", providerStatus: "active", label: "old", owner };
  const told = await place.later();
  await place.directory.observe([answer(told, active, "1"), answer(told, active, "2")], "READ");
  await place.later();

  const closed: Partial<AccountFacts> = { ...active, status: "CLOSED", providerStatus: "closed" };
  const provider = listedProvider("p", () => ({
    accounts: [
      { ...account("1"), facts: { ...active, label: "new" } },
      { ...account("2"), facts: closed },
    ],
  }));
  const group = [
    { id: "1", owner },
    { id: "2", owner },
  ];
  const parts = { directory: place.directory, provider, call };
  const readings = await readByOwner(parts, group, await place.later(), () => {});

  expect([...readings.keys()]).toEqual(["1"]);
  expect((await served(place.directory, "2")).facts.status).toBe("ACTIVE");
  const one = { newerThan: null, olderThan: null, limit: 1, from: "newest" } as const;
  const [event] = await createEventLog(place.database).history(everything, await served(place.directory, "1"), one);
  expect(event).toMatchObject({ type: "DETAILS_CHANGED", cause: "READ", changes: [{ field: "label", after: "new" }] });
  await place.close();
});
