import { expect } from "vitest";
import type { AccountFacts } from "../../src/domain/account.ts";
import { answer } from "../accounts/directory-fixture.ts";
import { backOffice, type Desk, wish } from "./desk.ts";

export const owner = (id: string) => ({ kind: "USER", id, secondaryId: null }) as const;

/** What befalls accounts that were asked for in vain, at the desk that a test has opened. */
export function lateAccounts(deskNow: () => Desk) {
  /** An operation of `q` that nobody knows the outcome of, and that somebody gives up. */
  async function givenUp(key: string): Promise<string> {
    const id = await inDoubt(key);
    await decide(id, "ABANDON");
    return id;
  }

  async function inDoubt(key: string): Promise<string> {
    deskNow().banks.q.fates.push("lost-before");
    const { operation } = await deskNow().commands.createAccount(backOffice, wish("q", key));
    await deskNow().settled();
    return operation?.id ?? "";
  }

  async function decide(operationId: string, kind: "ABANDON" | "RETRY"): Promise<void> {
    await deskNow().decide(operationId, { kind });
    await deskNow().settled();
    expect((await deskNow().journal.get(operationId))?.state).toBe(kind === "ABANDON" ? "ABANDONED" : "SUCCEEDED");
  }

  /** A sweep sees accounts, all on one page. */
  async function appear(ids: readonly string[], facts: Partial<AccountFacts> = {}, provider = "q"): Promise<void> {
    const { directory, later } = deskNow().place;
    const told = { kind: "MAIN", status: "ACTIVE", owner: owner("o1"), ...facts } as const;
    const asOf = await later();
    await directory.observe(
      ids.map((id) => answer(asOf, told, id, provider)),
      "SWEEP",
    );
  }

  const appears = (id: string, facts?: Partial<AccountFacts>, provider?: string) => appear([id], facts, provider);

  async function late(operationId: string): Promise<readonly string[]> {
    return (await deskNow().journal.lateAccounts(operationId)).map(({ id }) => id);
  }

  async function audited() {
    const rows = await deskNow()
      .place.database.read.selectFrom("audit_log")
      .select(["provider", "provider_account_id", "operation_id", "details"])
      .where("kind", "=", "LATE_ACCOUNT")
      .execute();
    return rows.map(({ details, ...row }) => ({ ...row, ...(JSON.parse(details ?? "") as object) }));
  }

  return { givenUp, inDoubt, decide, appear, appears, late, audited };
}
