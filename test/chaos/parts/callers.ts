import { insist } from "../client.ts";
import type { Part, Stage } from "../stage.ts";
import { type Wish, wishForAccount } from "../wishes.ts";

/** Many callers at the same moment, all with one key: one account, and the same answer for all of them. */
export const callersPart: Part = {
  name: "callers",
  about: ({ sizes }) => `${sizes.rounds} rounds of ${sizes.callers} callers at once with one key`,
  async play(stage) {
    const { sizes, banks, world, say } = stage;
    for (let round = 0; round < sizes.rounds; round++) {
      await stage.round(`c${round}`, async (name, random) => {
        const bank = banks[round % banks.length] ?? "inventi";
        const asked = { key: `${name}-${bank}`, cause: "callers", isFickle: false };
        await callAtOnce(stage, wishForAccount(asked, bank, world.openings, random));
        if ((round + 1) % 20 === 0) say(`round ${round + 1} of ${sizes.rounds}`);
      });
    }
  },
};

async function callAtOnce({ world, notebook, sizes, patienceMs, say }: Stage, wish: Wish): Promise<void> {
  notebook.write({ wish });
  const { clients } = world;
  const callers = Array.from({ length: sizes.callers }, (_, caller) => {
    const own = clients.slice(caller % clients.length, (caller % clients.length) + 1);
    return insist(own, wish, patienceMs);
  });
  const [ending, ...others] = await Promise.all(callers);
  if (ending === undefined) return;
  const odd = others.find((other) => other.state !== ending.state || other.account?.id !== ending.account?.id);
  if (odd !== undefined) say(`${wish.key}: one heard ${JSON.stringify(ending)}, another ${JSON.stringify(odd)}`);
  notebook.write({ key: wish.key, ending: odd === undefined ? ending : { ...ending, state: "DIFFERENT" } });
}
