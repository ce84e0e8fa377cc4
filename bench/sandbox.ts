import process from "node:process";
import { startSandbox } from "../src/sandbox/index.ts";

// The simulators in a process of their own: `ready URL {entries for a GATEWAY_CONFIG file}`.
const { simulators, stop } = await startSandbox({ accounts: Number(process.env.ACCOUNTS ?? 40) });
const entries = simulators.map(({ providerConfig }) => ({
  ...providerConfig,
  ...(providerConfig.kind === "revsto" ? { pageSize: 100 } : {}),
  limits: { ratePerSecond: 10_000 },
  sweep: { everySeconds: 86_400 },
}));
process.stdout.write(`ready ${simulators[0]?.url} ${JSON.stringify(entries)}\n`);
process.on("SIGTERM", () => void stop().then(() => process.exit(0)));
