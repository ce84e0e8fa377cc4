import { setTimeout as sleep } from "node:timers/promises";
import { armEachOnce, faults } from "../faults.ts";
import type { Crash } from "../gateway.ts";
import type { Part } from "../stage.ts";
import { inventStories, tellStories } from "../stories.ts";

/** The first process has seen every fault when it dies; the next ones die as soon as they come to the next step. */
export const briefCrashes: readonly Crash[] = [
  { at: `claimed:${faults.length + 1}` },
  ...["dispatching", "answered", "settled"].map((step) => ({ at: `${step}:1` })),
];

/** Every fault once, and while what came of it is found out, every crash. */
export const briefPart: Part = {
  name: "brief",
  about: () => "every fault and every crash once",
  play: (stage) =>
    stage.round("b", async (name, random) => {
      const { banks } = stage;
      for (const bank of stage.world.banks) await armEachOnce(bank);
      const plot = { name, cause: "brief", banks, random };
      const struck = inventStories(stage, { ...plot, count: faults.length });
      const telling = [tellStories(stage, struck, { atOnce: faults.length })];
      for (const bank of stage.world.banks) await until(async () => (await bank.faultsToCome()) === 0);

      for (const [place] of briefCrashes.entries()) {
        const story = inventStories(stage, { ...plot, name: `${name}k${place}`, count: 1 });
        telling.push(tellStories(stage, story, { atOnce: 1 }));
        await until(async () => stage.notebook.deaths.length > place);
      }
      await Promise.all(telling);
    }),
};

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}
