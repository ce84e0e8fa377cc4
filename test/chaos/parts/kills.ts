import type { Random } from "../../../src/sandbox/kit/random.ts";
import type { Crash } from "../gateway.ts";
import type { Part } from "../stage.ts";
import { inventStories, tellStories } from "../stories.ts";

const killsARound = 20;
const steps = ["claimed", "dispatching", "answered", "settled"] as const;

/** Gateways are killed at every step of an operation, and anywhere, while clients go on asking. */
export const killsPart: Part = {
  name: "kills",
  about: ({ sizes }) => `accounts, updates and closings while gateways are killed ${sizes.kills} times`,
  async play(stage) {
    const { sizes, crashes, banks, notebook } = stage;
    for (let round = 0; round * killsARound < sizes.kills; round++) {
      const kills = Math.min(killsARound, sizes.kills - round * killsARound);
      await stage.round(`k${round}`, async (name, random) => {
        const until = notebook.deaths.length + kills;
        const isOver = () => notebook.deaths.length >= until;
        crashes.push(...Array.from({ length: kills }, () => anyCrash(random)));
        // The process that is up has no crash in it.
        for (const gateway of stage.world.gateways) gateway.kill();
        const plot = { name, cause: "kill", banks, count: kills * 50, random };
        await tellStories(stage, inventStories(stage, plot), { atOnce: 6, isOver });
        stage.say(`killed ${notebook.deaths.length} of ${sizes.kills} times`);
      });
    }
  },
};

function anyCrash(random: Random): Crash {
  if (random.chance(0.2)) return { afterMs: random.integer(50, 1_500) };
  // Perhaps nothing was left to look into.
  if (random.chance(0.15)) return { at: "recovering:1", afterMs: 20_000 };
  return { at: `${random.pick(steps)}:${random.integer(1, 12)}` };
}
