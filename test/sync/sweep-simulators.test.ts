import { expect, test } from "vitest";
import { AccountsPageDocument } from "../../src/client/index.ts";
import { startSimulator } from "../../src/sandbox/kit/start.ts";
import { revsto } from "../../src/sandbox/revsto/index.ts";
import { importDone, startGateway } from "../support/gateway.ts";
import { controls } from "../support/simulator-controls.ts";

/** By the ledgers' own words: a sub-account names its main account, a virtual one is no main account itself. */
const idOf = (row: Record<string, unknown>) => String(row.token ?? row.id);
const kindOf = (row: Record<string, unknown>) =>
  typeof row.mainAccountId === "string" ? "SUB" : typeof row.main === "string" && row.main !== "" ? "VIRTUAL" : "MAIN";

test("every account of every ledger is in the directory, sub-accounts, virtual ones and the distributor's own too", async () => {
  const gateway = await startGateway();
  try {
    for (const name of ["inventi", "if", "paynetics", "revsto"]) {
      const inLedger = (await gateway.simulator(name).ledger()).accounts;
      const page = await gateway.client().request(AccountsPageDocument, { first: 100, filter: { providers: [name] } });
      const shown = page.accounts.edges.map(({ node }) => [node.providerAccountId, node.kind]);
      expect(shown.sort()).toEqual(inLedger.map((row) => [idOf(row), kindOf(row)]).sort());
      if (name !== "revsto") continue;
      expect(page.accounts.edges.map(({ node }) => node.owner?.id)).toContain("1016");
    }
  } finally {
    await gateway.close();
  }
});

test("an IBAN that appears later is in the directory without anybody asking", async () => {
  const simulator = await startSimulator(revsto, { settings: { ibanDelayMs: 3_000 } });
  const gateway = await startGateway({ providers: [simulator.providerConfig], sweeps: { settleEveryMs: 100 } });
  try {
    const awaiting = async () => {
      const { accounts } = await gateway.client().request(AccountsPageDocument, { first: 100 });
      return accounts.edges
        .filter(({ node }) => node.provisioning.state === "AWAITING_IDENTIFIERS")
        .map(({ node }) => node.id);
    };
    await importDone(gateway.client());
    const { accounts: before } = await gateway.client().request(AccountsPageDocument, { first: 100 });
    const open = await awaiting();
    expect(open.length).toBeGreaterThan(0);
    const ids = before.edges.filter(({ node }) => open.includes(node.id)).map(({ node }) => node.providerAccountId);
    const control = controls({ name: "revsto", url: simulator.url });
    await control.admin({ action: "assignIban", id: ids[0] ?? "" });
    await expect.poll(awaiting, { timeout: 20_000 }).not.toContain(open[0]);
  } finally {
    await gateway.close();
    await simulator.stop();
  }
});
