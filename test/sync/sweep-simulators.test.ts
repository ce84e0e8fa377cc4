import { expect, test } from "vitest";
import { startSimulator } from "../../src/sandbox/kit/start.ts";
import { revsto } from "../../src/sandbox/revsto/index.ts";
import { AccountsDocument } from "../generated/documents.ts";
import { controls, importDone, startGateway } from "../support/gateway.ts";

test("every account of every ledger is in the directory, sub-accounts, virtual ones and the distributor's own too", async () => {
  const gateway = await startGateway();
  try {
    for (const name of ["inventi", "if", "paynetics", "revsto"]) {
      const inLedger = (await gateway.simulator(name).ledger()).accounts.length;
      const page = await gateway.client().request(AccountsDocument, { first: 100, filter: { providers: [name] } });
      expect([name, page.accounts.edges.length]).toEqual([name, inLedger]);
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
      const { accounts } = await gateway.client().request(AccountsDocument, { first: 100 });
      return accounts.edges
        .filter(({ node }) => node.provisioning.state === "AWAITING_IDENTIFIERS")
        .map(({ node }) => node.id);
    };
    await importDone(gateway.client());
    const { accounts: before } = await gateway.client().request(AccountsDocument, { first: 100 });
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
