import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { providerModules } from "../../src/providers/index.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { documentOf } from "./mutation/sample-inputs.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

type Json = Readonly<Record<string, unknown>>;
const uuid = (letter: string) => `${letter}0000000-0000-4000-8000-000000000001`;

/**
 * Everything that can be said of an account, by field of `target`; whether all of it goes together
 * is asked after each field.
 */
const full: Readonly<Record<string, Json>> = {
  inventi: {
    holder: {
      ...{ type: "ORGANISATION", name: "Acme", aliases: ["Acme Ltd"] },
      organisation: {
        ...{ lei: "L", bic: "B" },
        other: { identification: "1", schemeNameCode: "DUNS", schemeNameProprietary: "register", issuer: "I" },
      },
    },
    iban: "LT121000011101001000",
    generate: { countryCode: "LT", bankCode: "70440", accountCode: "1869" },
  },
  integratedFinance: {
    ...{ clientId: uuid("c"), currency: "EUR", country: "LT", connectMethod: "PLUG_IN", connectType: "EXPLICIT" },
    ...{ serviceProvider: "railsbank" },
  },
  paynetics: { program: "account_eur", merchant: uuid("e"), user: uuid("f"), skipIbanGeneration: false },
  revsto: { userId: "3633", productId: "242" },
};

interface Schema {
  readonly type?: string;
  readonly enum?: unknown;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

interface Mistake {
  readonly path: readonly string[];
  readonly value: unknown;
  /** What the field takes at most. */
  readonly longest: number;
}

/** For each field that GraphQL does not judge by itself, values that it cannot have. */
function mistakesIn(schema: Schema, path: readonly string[] = []): Mistake[] {
  if (path.at(-1) === "mainAccountId" || schema.enum !== undefined) return [];
  if (schema.type === "object") {
    return Object.entries(schema.properties ?? {}).flatMap(([name, below]) => mistakesIn(below, [...path, name]));
  }
  if (schema.type === "array" && schema.items !== undefined) {
    const longest = schema.maxItems ?? 0;
    return [{ path, value: Array(longest + 1).fill("a"), longest }, ...mistakesIn(schema.items, [...path, "0"])];
  }
  if (schema.type !== "string") return [];
  const longest = schema.maxLength ?? 0;
  return ["", " ", "\u0000", "X".repeat(longest + 1), "X".repeat(2_000)].map((value) => ({ path, value, longest }));
}

/** The same with another value at the path. */
function withValue(whole: unknown, [name, ...below]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (Array.isArray(whole))
    return whole.map((one, index) => (`${index}` === name ? withValue(one, below, value) : one));
  const fields = whole as Json;
  return { ...fields, [name]: withValue(fields[name], below, value) };
}

/** Of regular expressions, and of the library that reads inputs. */
const jargon = /\\|\^|\$|pattern|regex|expected|received|invalid|unrecognized|undefined|null|too (big|small)|[<>]=/i;

describe("what is wrong with a field is told in words, and where it is", () => {
  const inputs = providerModules.flatMap(({ creationInput }) => creationInput ?? []);
  const cases = inputs.flatMap(({ field, schema }) =>
    mistakesIn(z.toJSONSchema(schema) as Schema).map((mistake) => ({ field, ...mistake })),
  );
  const fields = new Map(cases.map((one) => [[one.field, ...one.path].join("."), one]));

  test.each([...fields.keys()])("%s", async (name) => {
    for (const { field, path, value, longest } of cases.filter((one) => [one.field, ...one.path].join(".") === name)) {
      const input = {
        ...{ idempotencyKey: crypto.randomUUID(), clientAccountId: crypto.randomUUID() },
        target: { [field]: withValue(full[field], path, value) },
      };
      const { createAccount } = await gateway
        .client()
        .request<Record<string, { operation: unknown; errors: { code: string; message: string; path: string[] }[] }>>(
          documentOf("createAccount", "operation { id } errors { code message path }"),
          { input },
        );
      const [error] = createAccount?.errors ?? [];
      const at = JSON.stringify(value)?.slice(0, 40);
      expect(createAccount, at).toMatchObject({ operation: null, errors: [{ code: "BAD_USER_INPUT" }] });
      expect(error?.path, at).toEqual(["input", "target", field, ...path]);
      expect(error?.message, at).toMatch(/^[A-Z].{10,}\.$/s);
      expect(error?.message, at).not.toMatch(jargon);
      // Of codes of two or three letters no number is told.
      const isLong = typeof value === "string" ? value.length > longest : true;
      if (isLong && longest > 3) expect(error?.message, at).toContain(` ${longest}`);
    }
  });
});
