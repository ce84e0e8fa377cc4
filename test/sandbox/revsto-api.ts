import { afterEach } from "vitest";
import type { SimulatorSettings } from "../../src/sandbox/kit/simulator.ts";
import { type RunningSimulator, startSimulator } from "../../src/sandbox/kit/start.ts";
import { revsto } from "../../src/sandbox/revsto/index.ts";
import { type Answer, sendTo } from "./kit-http.ts";

export const prefix = "/api/distributor/v1";

const credentials = revsto.providerConfig("") as Record<"username" | "password" | "clientId" | "clientSecret", string>;
const form = {
  grant_type: "password",
  username: credentials.username,
  password: credentials.password,
  client_id: credentials.clientId,
  client_secret: credentials.clientSecret,
};

/** Starts Revsto simulators on a clock that stands still, and stops them after each test. */
export function revstoWorlds() {
  const start = Date.parse("2026-03-01T21:30:00.123Z");
  const clock = { now: start };
  const running: RunningSimulator[] = [];
  afterEach(async () => {
    clock.now = start;
    await Promise.all(running.splice(0).map((simulator) => simulator.stop()));
  });

  async function open(settings: SimulatorSettings = {}, accounts = 40) {
    const simulator = await startSimulator(revsto, { accounts, settings, now: () => clock.now });
    running.push(simulator);
    const { url, books } = simulator;
    const control = sendTo(url);
    const token = (change: Readonly<Record<string, string>> = {}): Promise<Answer> =>
      control("POST", `${prefix}/oauth2/token`, new URLSearchParams({ ...form, ...change }));
    const as = ({ json }: Answer) => sendTo(url + prefix, { authorization: `Bearer ${json().access_token}` });
    const admin = async (wish: object) => (await control("POST", "/__admin", wish)).json();
    return { url, books, control, token, as, admin, api: as(await token()) };
  }
  return { open, clock };
}
