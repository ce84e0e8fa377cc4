import { afterEach, describe, expect, test } from "vitest";
import type { SimulatorSettings } from "../../src/sandbox/kit/simulator.ts";
import { type RunningSimulator, startSimulator } from "../../src/sandbox/kit/start.ts";
import { paynetics } from "../../src/sandbox/paynetics/index.ts";
import { sendTo } from "./kit-http.ts";
import { apiKey, payneticsApi, signed } from "./paynetics-api.ts";

const second = 1_760_000_000;
let simulator: RunningSimulator | undefined;
afterEach(() => simulator?.stop());

async function open(settings: SimulatorSettings = {}) {
  const now = () => second * 1000 + 999;
  simulator = await startSimulator(paynetics, { settings, now });
  return { send: sendTo(simulator.url), call: payneticsApi(simulator.url, now) };
}

const account = "/v2/accounts/a0000000-0000-4000-8000-000000000022";
const company =
  '{"program":"account_eur","merchant":"242d993a-be0e-461d-b9e4-7c84b8bfff4f","user":"","main":"","skip_iban_generation":false,"alias":"Company expenses"}';

// Known answers for the key, secret and second of this file, worked out without the simulator.
const vectors: [operation: string, hash: string, method: string, path: string, body?: string, mode?: string][] = [
  ["accounts_list", "0b873b5b5de393db1146958b9d33bad2383c85c575177d540f8d0cc739437984", "GET", "/v2/accounts/1/10"],
  ["account_details", "a666980aa6ffa74a4a19b72f71082e597257b85a1b5c891319124fbb2b5bc109", "GET", account],
  ["account_terminate", "9c68c353fa130f2689a71091375a88b00f995c8101b1861ad798a0c3032a0e31", "DELETE", account],
  [
    "account_status",
    "4592554b519437d36bbfe7a6e71f5bcbb93868aa2f3638da185f1c82477329af",
    "PUT",
    `${account}/status`,
    '{"status":"blocked"}',
  ],
  [
    "account_create",
    "68756867a8296ac2a082309ec5b6e13de47fcb499e347fb02397348a5397e2c6",
    "POST",
    "/v2/accounts",
    company,
    "strip-all",
  ],
  [
    "account_create",
    "d419e9f1af0a8da886e715eadf650d17b395c7acfa606935d1f5e39bb4515488",
    "POST",
    "/v2/accounts",
    company,
    "compact-trim",
  ],
];

describe("signatures", () => {
  test.each(vectors)(
    "%s with hash %s is accepted, one letter off is not",
    async (_, hash, method, path, body, mode) => {
      const { send } = await open({ signing: mode ?? "strip-all" });
      const stamp = { timestamp: String(second), hash };
      expect((await signed(send, method, path, stamp, body)).json().code).not.toBe(401);
      const wrong = { ...stamp, hash: hash.replace(/.$/, (last) => (last === "0" ? "1" : "0")) };
      const refused = await signed(send, method, path, wrong, body);
      expect(refused.status).toBe(200);
      expect(refused.json()).toEqual({ code: 401, message: "services.general.http_unauthorized" });
    },
  );

  test("the two ways to treat blanks differ inside texts only", async () => {
    const loose = '{ "program" : "account_eur",\n "user": " f0000000-0000-4000-8000-000000000001 ", "alias": "a b" }';
    const stripped = '{"program":"account_eur","user":"f0000000-0000-4000-8000-000000000001","alias":"ab"}';
    const trimmed = stripped.replace("ab", "a b");
    const code = async (mode: string, signedBody: string) => {
      const { call } = await open({ signing: mode });
      const answer = await call("account_create", "POST", "/v2/accounts", loose, { signedBody });
      await simulator?.stop();
      return answer.json().code;
    };
    expect(await code("strip-all", stripped)).toBe(11002); // Signed well; the owner's token has blanks around it.
    expect(await code("strip-all", trimmed)).toBe(401);
    expect(await code("compact-trim", trimmed)).toBe(11002);
    expect(await code("compact-trim", stripped)).toBe(401);
  });

  test("escaped blanks are the same text in both modes", async () => {
    const body = String.raw`{"program":"account_eur","user":"f0000000-0000-4000-8000-000000000001","alias":"a\u0020b"}`;
    for (const signing of ["strip-all", "compact-trim"]) {
      const { call } = await open({ signing });
      expect((await call("account_create", "POST", "/v2/accounts", body, { signedBody: body })).json().code).toBe(0);
      await simulator?.stop();
    }
  });

  test("the body of a DELETE takes no part", async () => {
    const { call } = await open();
    const answer = await call("account_terminate", "DELETE", account, { any: "thing" }, { signedBody: "" });
    expect(answer.json().code).toBe(0);
  });

  test("the operation's name takes part, not the path", async () => {
    const { call } = await open();
    expect((await call("account_details", "GET", "/v2/accounts/1/10")).json().code).toBe(401);
    expect((await call("accounts_list", "GET", "/v2/accounts/1/10?program=account_gbp")).json().code).toBe(0);
  });

  test("key, timestamp and hash are all required", async () => {
    const { send } = await open();
    const all = { "x-api-key": apiKey, "x-timestamp": String(second), "x-hash": vectors[0]?.[1] ?? "" };
    const code = async (headers: Record<string, string>) =>
      (await send("GET", "/v2/accounts/1/10", undefined, headers)).json().code;
    expect(await code(all)).toBe(0);
    for (const name of Object.keys(all)) expect(await code({ ...all, [name]: "" })).toBe(401);
    expect(await code({ ...all, "x-api-key": "another" })).toBe(401);
  });
});

describe("freshness", () => {
  test.each([
    [14, 0],
    [15, 0],
    [16, 401],
    [19, 401],
    [-15, 0],
    [-16, 401],
  ])("a timestamp %i s old gives code %i", async (age, code) => {
    const { call } = await open();
    const answer = await call("accounts_list", "GET", "/v2/accounts/1/10", undefined, { timestamp: second - age });
    expect(answer.json().code).toBe(code);
  });

  test("tolerance and clock offset are settings", async () => {
    const { call } = await open({ toleranceSeconds: 60, clockOffsetSeconds: 100 });
    const code = async (age: number) =>
      (await call("accounts_list", "GET", "/v2/accounts/1/10", undefined, { timestamp: second - age })).json().code;
    expect(await code(-40)).toBe(0);
    expect(await code(-39)).toBe(401);
  });
});
