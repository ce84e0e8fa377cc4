import { expect, test } from "vitest";
import type { ProviderAccount } from "../../src/domain/account.ts";
import { call, guarded, handmade, outcome } from "./guard-fixtures.ts";

/** A provider whose answers wait until the test gives them; `asked` are the ids under way, in the order of their calls. */
function waiting() {
  const asked: string[] = [];
  const answers = new Map<string, () => void>();
  const provider = handmade({
    getAccount: (_, id) =>
      new Promise<ProviderAccount>((resolve) => {
        asked.push(id);
        answers.set(id, () => resolve({ id, facts: {}, raw: "{}" }));
      }),
  });
  const turn = () => new Promise((resolve) => setTimeout(resolve, 20));
  const answer = async (id: string) => {
    answers.get(id)?.();
    await turn();
  };
  return { provider, asked, answer, turn };
}

test("a sweep's calls take at most half of the places, so that a user's call begins at once", async () => {
  const { provider, asked, answer, turn } = waiting();
  const { getAccount } = guarded(provider, { concurrency: 4 });
  const background = ["b1", "b2", "b3", "b4", "b5"].map((id) =>
    outcome(getAccount(call({ priority: "background" }), id)),
  );
  await turn();
  expect(asked).toEqual(["b1", "b2"]);

  const foreground = ["f1", "f2"].map((id) => outcome(getAccount(call(), id)));
  await turn();
  expect(asked).toEqual(["b1", "b2", "f1", "f2"]);

  // A place that becomes free is a user's first.
  const another = outcome(getAccount(call(), "f3"));
  await answer("b1");
  expect(asked.slice(4)).toEqual(["f3"]);

  for (const id of ["b2", "f1", "f2", "f3", "b3", "b4", "b5"]) await answer(id);
  expect(await Promise.all([...background, ...foreground, another])).toEqual(Array.from({ length: 8 }, () => "OK"));
});

test("where there is one place only, a sweep may have it, and waits behind users for the next turn", async () => {
  const { provider, asked, answer, turn } = waiting();
  const { getAccount } = guarded(provider, { concurrency: 1 });
  const all = ["b1", "b2"].map((id) => outcome(getAccount(call({ priority: "background" }), id)));
  await turn();
  all.push(outcome(getAccount(call(), "f1")));
  await answer("b1");
  expect(asked).toEqual(["b1", "f1"]);
  await answer("f1");
  await answer("b2");
  expect(await Promise.all(all)).toEqual(["OK", "OK", "OK"]);
});
