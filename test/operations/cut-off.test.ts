import { afterEach, expect, test } from "vitest";
import { backOffice, type Desk, openDesk, wish } from "./desk.ts";

let desk: Desk;

afterEach(() => desk?.close());

/**
 * Asks for an account whose answer is lost, from a process that dies before it writes that down; answers the operation's id.
 */
async function cutOff(fate: "lost-before" | "lost-after"): Promise<string> {
  desk = await openDesk({
    async reached(step) {
      if (step === "answered") throw new Error("as if the process had died");
    },
  });
  desk.banks.q.fates.push(fate);
  await desk.commands.createAccount(backOffice, wish("q", "k1")).catch(() => {});
  await desk.leaseEnds();
  const operation = await desk.journal.find(backOffice, "createAccount", "k1");
  expect(operation?.state).toBe("DISPATCHING");
  return operation?.id ?? "";
}

async function failuresOf(operationId: string) {
  const rows = await desk.place.database.read
    .selectFrom("audit_log")
    .select("details")
    .where("operation_id", "=", operationId)
    .where("kind", "=", "FAILED_WRITE")
    .execute();
  return rows.map(({ details }) => JSON.parse(details ?? "") as unknown);
}

test("what is in doubt since its process died is written down as a failed write, once", async () => {
  const id = await cutOff("lost-before");
  await desk.place.later();
  await desk.recoverer.round();
  expect(await desk.journal.get(id)).toMatchObject({ state: "IN_DOUBT", error: { code: "OPERATION_IN_DOUBT" } });
  const told = { actor: { subject: "clerk" }, state: "IN_DOUBT", error: { code: "OPERATION_IN_DOUBT" } };
  expect(await failuresOf(id)).toMatchObject([told]);
  await desk.settled();
  expect(await desk.journal.get(id)).toMatchObject({ state: "IN_DOUBT", needsDecision: true });
  expect(await failuresOf(id)).toHaveLength(1);
});

test("what was made all the same ends as it should, without the error", async () => {
  const id = await cutOff("lost-after");
  await desk.settled();
  expect(await desk.journal.get(id)).toMatchObject({ state: "SUCCEEDED", error: null, account: { id: "q1" } });
});
