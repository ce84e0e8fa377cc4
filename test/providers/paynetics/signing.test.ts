import { describe, expect, it } from "vitest";
import { type Operation, type SigningKey, signedHeaders } from "../../../src/providers/paynetics/signing.ts";

const key: SigningKey = {
  apiKey: "11111111-2222-4333-8444-555555555555",
  apiSecret: "sandbox-secret-0001",
  signingMode: "strip-all",
  hashEncoding: "hex",
};
const timestamp = 1_760_000_000;
const create =
  '{"program":"account_eur","merchant":"242d993a-be0e-461d-b9e4-7c84b8bfff4f","user":"","main":"","skip_iban_generation":false,"alias":"Company expenses"}';

const vectors: readonly (readonly [Operation, string | null, SigningKey["signingMode"], string])[] = [
  ["accounts_list", null, "strip-all", "0b873b5b5de393db1146958b9d33bad2383c85c575177d540f8d0cc739437984"],
  ["account_details", null, "strip-all", "a666980aa6ffa74a4a19b72f71082e597257b85a1b5c891319124fbb2b5bc109"],
  ["account_terminate", null, "strip-all", "9c68c353fa130f2689a71091375a88b00f995c8101b1861ad798a0c3032a0e31"],
  [
    "account_status",
    '{"status":"blocked"}',
    "strip-all",
    "4592554b519437d36bbfe7a6e71f5bcbb93868aa2f3638da185f1c82477329af",
  ],
  ["account_create", create, "strip-all", "68756867a8296ac2a082309ec5b6e13de47fcb499e347fb02397348a5397e2c6"],
  ["account_create", create, "compact-trim", "d419e9f1af0a8da886e715eadf650d17b395c7acfa606935d1f5e39bb4515488"],
];

describe("Paynetics signatures", () => {
  it.each(vectors)("%s of body %s in mode %s", (operation, body, signingMode, hash) => {
    expect(signedHeaders({ ...key, signingMode }, operation, body, timestamp)).toEqual({
      "x-api-key": key.apiKey,
      "x-timestamp": "1760000000",
      "x-hash": hash,
    });
  });

  it.each(["strip-all", "compact-trim"] as const)("%s ignores how the JSON is laid out", (signingMode) => {
    const plain = '{"status":"blocked","note":"a \\" b"}';
    const spaced = '{\n  "status" : " blocked ",\t"note": "a \\" b"\r\n}';
    const hash = (body: string) => signedHeaders({ ...key, signingMode }, "account_status", body, timestamp)["x-hash"];
    expect(hash(spaced)).toBe(hash(plain));
  });

  it("escaped blanks hash the same in both modes, which is why bodies are sent with them", () => {
    const body = '{"alias":"Company\\u0020expenses"}';
    const [stripped, trimmed] = (["strip-all", "compact-trim"] as const).map(
      (signingMode) => signedHeaders({ ...key, signingMode }, "account_create", body, timestamp)["x-hash"],
    );
    expect(stripped).toBe(trimmed);
  });

  it("can be told to send the hash as base64", () => {
    const hex = signedHeaders(key, "accounts_list", null, timestamp)["x-hash"];
    const base64 = signedHeaders({ ...key, hashEncoding: "base64" }, "accounts_list", null, timestamp)["x-hash"];
    expect(Buffer.from(base64, "base64").toString("hex")).toBe(hex);
  });
});
