import { afterEach } from "vitest";
import { inventi } from "../../src/sandbox/inventi/index.ts";
import type { SimulatorSettings } from "../../src/sandbox/kit/simulator.ts";
import { type RunningSimulator, startSimulator } from "../../src/sandbox/kit/start.ts";
import { type Answer, type Send, sendTo } from "./kit-http.ts";

const credentials = inventi.providerConfig("") as { tenantId: string; clientSecret: string };

export function requestToken(
  url: string,
  change: Readonly<Record<string, string>> = {},
  tenant = credentials.tenantId,
): Promise<Answer> {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: "api-sepa-gateway-client",
    client_secret: credentials.clientSecret,
    ...change,
  });
  return sendTo(url)("POST", `/realms/${tenant}/protocol/openid-connect/token`, form);
}

/** The account service with a fresh token. */
export async function inventiApi(url: string): Promise<Send & { readonly authorization: string }> {
  const authorization = `Bearer ${(await requestToken(url)).json().access_token}`;
  return Object.assign(sendTo(`${url}/account-service/v2`, { authorization }), { authorization });
}

/** Starts Inventi simulators on a clock that stands still, and stops them after each test. */
export function inventiWorlds() {
  const start = Date.parse("2026-03-01T08:00:00.123Z");
  const clock = { now: start };
  const running: RunningSimulator[] = [];
  afterEach(async () => {
    clock.now = start;
    await Promise.all(running.splice(0).map((simulator) => simulator.stop()));
  });

  async function open(settings: SimulatorSettings = {}, accounts = 40) {
    const simulator = await startSimulator(inventi, { accounts, settings, now: () => clock.now });
    running.push(simulator);
    const { url, books } = simulator;
    return { url, books, control: sendTo(url), api: await inventiApi(url) };
  }
  return { open, clock };
}

export const jane = { accountType: "PRIVATE", accountHolderName: "Jane Doe", clientAccountId: "new_1" };
export const generated = { countryCode: "LT", bankCode: "70440", accountCode: "1869" };
export const organisation = { lei: "3423455234Y45D34", bic: "DEUTDEFFXXX", other: { schemeNameCode: "DUNS" } };
export const withKey = (key: string) => ({ "idempotency-key": key });
