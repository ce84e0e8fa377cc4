import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AuditLogDocument, CreateAccountDocument, type CreateAccountInput } from "../../src/client/index.ts";
import { type Gateway, importDone, startGateway } from "../support/gateway.ts";
import { controls } from "../support/simulator-controls.ts";
import { type SimulatorName, type Simulators, simulatorNames, startSimulators } from "../support/simulators.ts";

let simulators: Simulators;
let gateway: Gateway;
beforeAll(async () => {
  simulators = await startSimulators();
  const providers = simulatorNames.map((name) => ({
    ...simulators[name].providerConfig,
    limits: { changeTimeoutMs: 300 },
  }));
  gateway = await startGateway({ providers });
  await importDone(gateway.client());
});
afterAll(async () => {
  await gateway?.close();
  for (const name of simulatorNames) await simulators?.[name].stop();
});

const numbered = (letter: string, number: number) =>
  `${letter}0000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;

interface Wishes {
  /** Another one each time, and for another owner: what is in doubt keeps its owner busy. */
  readonly good: (number: number) => CreateAccountInput["target"];
  readonly refused: CreateAccountInput["target"];
  /** How the provider refuses it. */
  readonly error: { readonly httpStatus: number; readonly providerCode: string | null };
}

const holder = { type: "INDIVIDUAL", name: "Jane Doe" } as const;
const wishes: Readonly<Record<SimulatorName, Wishes>> = {
  inventi: {
    good: (number) => ({
      inventi: { holder, generate: { countryCode: "LT", bankCode: "70440", accountCode: String(66_000 + number) } },
    }),
    refused: { inventi: { holder, generate: { countryCode: "LT", bankCode: "704", accountCode: "66000" } } },
    error: { httpStatus: 400, providerCode: null },
  },
  if: {
    good: (number) => ({ integratedFinance: { clientId: numbered("c", number), currency: "EUR" } }),
    refused: { integratedFinance: { clientId: numbered("c", 65_535), currency: "EUR" } },
    error: { httpStatus: 400, providerCode: "validation_error" },
  },
  paynetics: {
    good: (number) => ({ paynetics: { program: "account_eur", user: numbered("f", number) } }),
    refused: { paynetics: { program: "account_eur", user: numbered("f", 65_535) } },
    // Whatever Paynetics has to say, it says with this status.
    error: { httpStatus: 200, providerCode: "11002" },
  },
  revsto: {
    good: (number) => ({
      revsto: { userId: ["3633", "3640"][number - 1] ?? "", productId: ["235", "261"][number - 1] ?? "" },
    }),
    refused: { revsto: { userId: "99", productId: "235" } },
    error: { httpStatus: 404, providerCode: "USER_NOT_FOUND" },
  },
};

/** What became of a wish for an account, and the only failed write that the audit log has of it. */
async function failed(key: string, target: CreateAccountInput["target"]) {
  const input = { idempotencyKey: key, clientAccountId: key, target };
  const { createAccount } = (await gateway.ask(CreateAccountDocument, { input })).data;
  const state = createAccount?.operation?.state;
  const filter = {
    kinds: ["FAILED_WRITE" as const],
    operationId: createAccount?.operation?.id ?? "",
  };
  const { auditLog } = await gateway.client().request(AuditLogDocument, { first: 2, filter });
  expect(auditLog.edges.map(({ node }) => [node.state, node.error])).toEqual([
    [state, { message: expect.any(String), ...createAccount?.operation?.error }],
  ]);
  return { state, error: createAccount?.operation?.error };
}

describe.each(simulatorNames)("a write that fails at %s is told with the HTTP status of the answer", (name) => {
  const { good, refused, error } = wishes[name];
  const armed = async (fault: object) => {
    const simulator = controls({ name, url: simulators[name].url });
    await simulator.clearFaults();
    await simulator.fault({ ...fault, times: 1, match: { method: "POST", path: "/accounts" } });
  };

  test("when it is refused", async () => {
    const told = await failed(`${name} refuses`, refused);
    expect(told).toMatchObject({ state: "REJECTED", error: { code: "PROVIDER_REJECTED", ...error } });
  });

  test("when the provider fails", async () => {
    await armed({ kind: "500", status: 503 });
    const told = await failed(`${name} fails`, good(1));
    const failure = { code: "PROVIDER_ERROR", httpStatus: 503, providerCode: null };
    expect(told).toMatchObject({ state: "IN_DOUBT", error: failure });
  });

  test("and with none when no answer came", async () => {
    await armed({ kind: "hang" });
    const told = await failed(`${name} is silent`, good(2));
    const failure = { code: "PROVIDER_TIMEOUT", httpStatus: null, providerCode: null };
    expect(told).toMatchObject({ state: "IN_DOUBT", error: failure });
  });
});
