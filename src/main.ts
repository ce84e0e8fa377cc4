import process from "node:process";

if (Number(process.versions.node.split(".")[0]) < 24) {
  process.stderr.write(
    `Account Gateway needs Node.js 24 or newer, this is ${process.version}: run it with \`npm start\`, which brings its own.\n`,
  );
  process.exit(1);
}

// Imported only now: on an older Node the sentence above must come before any error of a newer syntax or module.
const { default: closeWithGrace } = await import("close-with-grace");
const { readConfig } = await import("./config.ts");
const { createApp } = await import("./app.ts");

try {
  const app = await createApp(readConfig());
  closeWithGrace({ delay: 10_000 }, async ({ err }) => {
    if (err) app.log.fatal({ err }, "stopping after an unexpected error");
    await app.close();
  });
  const url = await app.start();
  process.stdout.write(`ready ${url}\n`);
} catch (error) {
  // A start that fails says why in one sentence; only what nobody foresaw shows where it happened.
  const foreseen = error instanceof Error && ["ConfigError", "StartError"].includes(error.name);
  process.stderr.write(`${foreseen ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
