import { setTimeout as sleep } from "node:timers/promises";
import { armEachOnce, faults } from "../faults.ts";
import type { Part } from "../stage.ts";
import { inventStories, tellStories } from "../stories.ts";

/** Every fault once and, while it is found out what came of that, every crash: for each provider. */
export const briefPart: Part = {
  name: "brief",
  about: () => "every fault and every crash once",
  play: (stage) =>
    stage.round("b", async (name, random) => {
      const { banks, crashes, notebook, world } = stage;
      const tell = (part: string, count: number) => {
        const plot = { name: `${name}${part}`, cause: "brief", banks, count, random };
        return tellStories(stage, inventStories(stage, plot), { atOnce: count });
      };
      await Promise.all(world.banks.map(armEachOnce));
      const telling = [tell("", faults.length)];
      for (const bank of world.banks) await until(async () => (await bank.faultsToCome()) === 0);

      // One operation of each provider is cut off at each step. What was only claimed comes again, and so to the next step.
      const cutOff = (step: string) => ({ at: `${step}:${banks.length}:together` });
      crashes.push(
        cutOff("claimed"),
        cutOff("dispatching"),
        cutOff("answered"),
        // Of those that are looked into again the first one: the others may be due in a later round.
        { at: "recovering" },
        cutOff("settled"),
      );
      for (const gateway of world.gateways) gateway.kill();
      telling.push(tell("k3", 1));
      await until(async () => notebook.deaths.length >= 3);
      telling.push(tell("k4", 1));
      // What was sent and not written down is looked into, and cut off once more: that takes no new wish.
      await until(async () => notebook.deaths.length >= 5);
      telling.push(tell("k6", 1));
      await until(async () => notebook.deaths.length >= 6);
      await Promise.all(telling);
    }),
};

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}
