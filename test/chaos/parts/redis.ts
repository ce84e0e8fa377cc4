import { ask } from "../client.ts";
import type { Line } from "../redis.ts";
import type { Part, Stage } from "../stage.ts";
import { inventStories, tellStories } from "../stories.ts";

const lines: readonly Line[] = ["good", "slow", "silent", "cut", "good"];

/** Redis is slow, silent, away, and empty again: every answer, and every repeated one, is the same. */
export const redisPart: Part = {
  name: "redis",
  about: () => "accounts, updates and closings, and all of them asked for again, while Redis is slow, silent and away",
  async play(stage) {
    const { banks, redis, say } = stage;
    if (redis === null) return;
    for (const [place, line] of lines.entries()) {
      await stage.round(`d${place}`, async (name, random) => {
        redis.setLine(line);
        const plot = { name, cause: `Redis ${line}`, banks, count: 20, random };
        await tellStories(stage, inventStories(stage, plot), { atOnce: 8 });
        await askAllAgain(stage);
        if (line === "cut") await redis.restart();
        say(`Redis ${line}: all was asked for again`);
      });
    }
  },
};

async function askAllAgain({ world, notebook, say }: Stage): Promise<void> {
  for (const [key, ending] of notebook.endings) {
    const wish = notebook.wishes.get(key);
    if (wish === undefined || ending.state !== "SUCCEEDED") continue;
    for (const client of world.clients) {
      const answer = await ask(client, wish);
      const isSame = answer?.operation?.state === "SUCCEEDED" && answer.operation.account?.id === ending.account?.id;
      if (isSame) continue;
      say(`${key}: asked again, it is ${JSON.stringify(answer)}`);
      notebook.write({ key, ending: { ...ending, state: "DIFFERENT" } });
    }
  }
}
