import { afterAll, beforeAll, expect, test } from "vitest";
import { AccountsPageDocument, NodesDocument } from "../../src/client/index.ts";
import { inventi } from "../../src/sandbox/inventi/index.ts";
import { type RunningSimulator, startSimulator } from "../../src/sandbox/kit/start.ts";
import { revsto } from "../../src/sandbox/revsto/index.ts";
import { createTestDatabase, type TestDatabase } from "../support/database.ts";
import { importDone, startGateway } from "../support/gateway.ts";

let database: TestDatabase;
let simulators: Pick<RunningSimulator, "providerConfig" | "stop">[];
beforeAll(async () => {
  database = await createTestDatabase();
  simulators = [await startSimulator(inventi), await startSimulator(revsto)];
});
afterAll(async () => {
  for (const simulator of simulators) await simulator.stop();
  await database.drop();
});

test("accounts of a provider that is not configured any more are out of sight, and back when it is again", async () => {
  const both = simulators.map(({ providerConfig }) => providerConfig);
  const seen = [];
  let cursor: string | null = null;
  for (const providers of [both, both.slice(0, 1), both]) {
    const gateway = await startGateway({ providers, database });
    try {
      await importDone(gateway.client());
      const { accounts } = await gateway.client().request(AccountsPageDocument, { first: 100, count: true });
      const ids = accounts.edges.map(({ node }) => node.id);
      seen.push({ ids, totalCount: accounts.totalCount });
      // A cursor goes on whoever made it: processes that are configured one after the other meet the same clients.
      cursor ??= accounts.edges[9]?.cursor ?? null;
      const next = await gateway.client().request(AccountsPageDocument, { first: 100, after: cursor });
      const beyond = seen[0]?.ids.slice(10) ?? [];
      expect(next.accounts.edges.map(({ node }) => node.id)).toEqual(beyond.filter((id) => ids.includes(id)));
      const { nodes } = await gateway.client().request(NodesDocument, { ids: seen[0]?.ids ?? [] });
      expect(nodes.filter((node) => node !== null)).toHaveLength(ids.length);
    } finally {
      await gateway.close();
    }
  }
  expect(seen.map(({ totalCount }) => totalCount)).toEqual([80, 40, 80]);
  expect(seen[0]?.ids).toEqual(seen[2]?.ids);
});
