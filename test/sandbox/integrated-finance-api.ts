import { createPrivateKey, randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { integratedFinance, makePrivateKey } from "../../src/sandbox/integrated-finance/index.ts";
import type { SimulatorSettings } from "../../src/sandbox/kit/simulator.ts";
import { startSimulator } from "../../src/sandbox/kit/start.ts";
import { type Answer, type Send, sendTo } from "./kit-http.ts";

// One key for all tests of a file: making one takes a tenth of a second.
const privateKey = makePrivateKey();

export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: string;
  readonly jti?: string | undefined;
  readonly iat: number;
  readonly exp: number;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now: number;
}

/** A started simulator with a token, and short ways to its API. */
export async function openIntegratedFinance(clock: Clock, settings: SimulatorSettings = {}, accounts = 40) {
  const simulator = await startSimulator(integratedFinance(privateKey), { accounts, settings, now: () => clock.now });
  const config = simulator.providerConfig as { baseUrl: string; issuer: string };
  const token = (claims: Partial<Claims> = {}, key = privateKey) => requestToken(config.issuer, clock, claims, key);
  const authorization = `Bearer ${(await token()).json().access_token}`;
  const send: Send = sendTo(config.baseUrl, { authorization });
  return {
    simulator,
    config,
    token,
    send,
    control: sendTo(simulator.url),
    get: async (path: string) => (await send("GET", path)).json(),
    create: async (body: object, headers: Readonly<Record<string, string>> = {}) =>
      send("POST", "/accounts", { ...empty, ...body }, headers),
    patch: async (row: number | string, account: object) =>
      send("PATCH", `/accounts/${typeof row === "number" ? accountOf(row) : row}`, {
        ...empty,
        workflow: { code: "client.direct" },
        data: { account },
      }),
    account: async (row: number | string) =>
      (await send("GET", `/accounts/${typeof row === "number" ? accountOf(row) : row}`)).json().data.account,
    admin: async (input: object) => (await sendTo(simulator.url)("POST", "/__admin", input)).json(),
  };
}

export const empty = { workflow: {}, data: {}, connect: {}, metadata: {} };
export const accountOf = (row: number) => `a0000000-0000-4000-8000-${row.toString(16).padStart(12, "0")}`;
export const clientOf = (number: number) => `c0000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;

/** The body of an issuing by a built-in provider. */
export function issuing(serviceProvider: string, account: object = {}) {
  return {
    workflow: { code: "client.issuing" },
    data: { account: { clientId: clientOf(1), currency: "EUR", ...account } },
    connect: { method: "built-in", type: "explicit", serviceProvider },
  };
}

async function requestToken(issuer: string, clock: Clock, claims: Partial<Claims>, key: string): Promise<Answer> {
  const iat = Math.floor(clock.now / 1000);
  const { jti, ...all } = {
    iss: "svc-demo",
    sub: "svc-demo",
    aud: issuer,
    jti: randomUUID(),
    iat,
    exp: iat + 60,
    ...claims,
  };
  const assertion = await new SignJWT({ ...all, ...(jti !== undefined && { jti }) })
    .setProtectedHeader({ alg: "RS256" })
    .sign(createPrivateKey(key));
  return sendTo(issuer)("POST", "/protocol/openid-connect/token", tokenForm(assertion));
}

export function tokenForm(assertion: string, change: Readonly<Record<string, string>> = {}): URLSearchParams {
  return new URLSearchParams({
    grant_type: "client_credentials",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: assertion,
    ...change,
  });
}
