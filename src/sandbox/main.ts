import { join } from "node:path";
import process from "node:process";
import closeWithGrace from "close-with-grace";
import { SandboxError, startSandbox } from "./index.ts";

// The simulators alone, over the same data as the gateway's own sandbox: `npm start` beside it uses these.
const { SANDBOX_ACCOUNTS, DATA_DIR } = process.env;

type Changes = Readonly<Record<string, { readonly id: string; readonly status: string }>>;

/** Changes of accounts that every sandbox has, for people to try, at the providers that tell of them by webhook. */
const toldChanges: Changes = {
  if: { id: "a0000000-0000-4000-8000-000000000001", status: "suspended" },
  revsto: { id: "10000008325", status: "SUSPENDED" },
};
/** And at those that tell of nothing. */
const untoldChanges: Changes = {
  inventi: { id: "1", status: "CLOSED" },
  paynetics: { id: "a0000000-0000-4000-8000-000000000001", status: "blocked" },
};

if (Number(process.versions.node.split(".")[0]) < 24) {
  process.stderr.write(
    `The sandbox needs Node.js 24 or newer, this is ${process.version}: run it with \`npm run sandbox\`.\n`,
  );
  process.exit(1);
}

try {
  const { simulators, isAttached, stop } = await startSandbox({
    dataDir: join(DATA_DIR || "./data", "sandbox"),
    ...(SANDBOX_ACCOUNTS && { accounts: readCount(SANDBOX_ACCOUNTS) }),
  });
  if (isAttached) process.stdout.write("the sandbox runs already, in another process\n");
  for (const { name, url } of simulators) process.stdout.write(`${name.padEnd(10)} ${url}\n`);
  const print = (title: string, changes: Changes) => {
    process.stdout.write(`\n${title}\n`);
    for (const [name, change] of Object.entries(changes)) {
      const url = simulators.find((simulator) => simulator.name === name)?.url;
      const body = JSON.stringify({ action: "setStatus", ...change });
      process.stdout.write(`  curl -s ${url}/__admin -H 'content-type: application/json' -d '${body}'\n`);
    }
  };
  print(
    "To change an account there, as the provider's own staff would. These two tell the gateway, and subscriptions show it\nwithin a second:",
    toldChanges,
  );
  print(
    "These two tell nothing: it is seen when the account is read next, within seconds where a subscription names it, else by\nthe next sweep (`providers { changeDelay }`):",
    untoldChanges,
  );
  if (!isAttached) closeWithGrace({ delay: 5000 }, stop);
} catch (error) {
  if (!(error instanceof SandboxError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function readCount(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new SandboxError("SANDBOX_ACCOUNTS must be a whole number");
  return Number(text);
}
