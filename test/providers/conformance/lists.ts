import { expect } from "vitest";
import type { Suite } from "./suite.ts";
import { call, idsOf, strangeId, walk } from "./world.ts";

/** Walks see every account. */
export function testLists({ it, worldOf }: Suite): void {
  it("walks through every account exactly once after de-duplication, at every length of the list", async () => {
    const large = await worldOf(250);
    const { accounts, next } = await large.provider.listAccounts(call(), null, {});
    expect(next).not.toBeNull();
    for (const length of [0, 1, accounts.length, accounts.length + 1, 41]) {
      const { provider, simulator } = await worldOf(length);
      const { rows, malformed } = await walk(provider);
      expect(simulator.books.all()).toHaveLength(length);
      expect(idsOf(rows)).toEqual(idsOf(simulator.books.all()));
      expect(malformed).toBe(0);
    }
  });

  it("goes on with a walk after a restart", async () => {
    const { provider, another, simulator } = await worldOf(250);
    const { accounts, next } = await provider.listAccounts(call(), null, {});
    const rest = another();
    const rows = [...accounts];
    for (let cursor = next; cursor !== null; ) {
      const page = await rest.listAccounts(call(), cursor, {});
      rows.push(...page.accounts);
      cursor = page.next;
    }
    expect(idsOf(rows)).toEqual(idsOf(simulator.books.all()));
  });

  it("misses no account when others vanish or appear during the walk", async () => {
    const { provider, simulator } = await worldOf(250);
    const { books } = simulator;
    const before = idsOf(books.all());
    const removed = new Set<string>();
    const { rows } = await walk(provider, {}, (accounts, page) => {
      if (page > 3) return;
      for (const { id } of accounts.slice(page, page + 3)) {
        if (books.get(id)) books.remove(id);
        removed.add(id);
      }
      const [oldest] = books.all();
      if (oldest && page === 1) books.insert({ ...oldest, id: strangeId(oldest.id) });
    });
    const seen = new Set(idsOf(rows));
    expect(before.filter((id) => !removed.has(id) && !seen.has(id))).toEqual([]);
    expect(removed.size).toBeGreaterThan(0);
  });
}
