import { armForAll, armForChanges, type Fault, faults } from "../faults.ts";
import type { Part, Stage } from "../stage.ts";
import { inventStories, tellStories } from "../stories.ts";

const atOnce = 32;
/** So many of a round's stories are told while the fault lasts; the others end in a healthy world. */
const faultyShare = 0.8;

/** One round for each fault, which strikes every other change; and one with all of them at once, on reads as well. */
export const faultsPart: Part = {
  name: "faults",
  about: ({ sizes }) => `${sizes.creates} accounts at each provider, with updates and closings, while faults fall`,
  play: playFaults,
};

/** The same where the configuration has sent once more what is not found: nobody needs to be asked. */
export const againPart: Part = {
  name: "again",
  about: (stage) => `${faultsPart.about(stage)}; whenNotFound: again`,
  whenNotFound: "again",
  play: playFaults,
};

async function playFaults(stage: Stage): Promise<void> {
  const count = Math.ceil(stage.sizes.creates / (faults.length + 1));
  for (const [place, fault] of faults.entries()) await playRound(stage, `f${place}`, fault, count);
  await playRound(stage, "fm", null, count);
}

function playRound(stage: Stage, round: string, fault: Fault | null, count: number): Promise<void> {
  return stage.round(round, async (name, random) => {
    const { world, banks } = stage;
    const cause = fault?.name ?? "mixed";
    for (const bank of world.banks) {
      if (fault === null) await armForAll(bank, random, 0.04);
      else await armForChanges(bank, fault, { probability: 0.5, random });
    }
    const stories = inventStories(stage, { name, cause, banks, count, random });
    let told = 0;
    await tellStories(stage, stories, {
      atOnce,
      told: () => {
        told += 1;
        if (told % 100 === 0 || told === stories.length) stage.say(`${cause}: ${told} of ${stories.length}`);
        // The unluckiest would be struck again and again.
        if (told === Math.ceil(stories.length * faultyShare)) void world.heal();
      },
    });
    await world.heal();
  });
}
