import { setTimeout as sleep } from "node:timers/promises";
import type { Part } from "../stage.ts";
import { inventStories, tellStories } from "../stories.ts";

/**
 * The database is cut off and started again while clients go on asking. A SQLite file has no server to restart: see `kills`.
 */
export const restartsPart: Part = {
  name: "restarts",
  about: ({ sizes }) => `accounts, updates and closings while the database restarts ${sizes.restarts} times`,
  async play(stage) {
    const { sizes, banks, database, say } = stage;
    for (let restart = 0; restart < sizes.restarts; restart++) {
      await stage.round(`r${restart}`, async (name, random) => {
        let isOver = false;
        const plot = { name, cause: "database restart", banks, count: 500, random };
        const telling = tellStories(stage, inventStories(stage, plot), { atOnce: 8, isOver: () => isOver });
        await sleep(random.integer(300, 1_500));
        await database.restart();
        await sleep(1_000);
        isOver = true;
        await telling;
        say(`restarted ${restart + 1} of ${sizes.restarts} times`);
      });
    }
  },
};
