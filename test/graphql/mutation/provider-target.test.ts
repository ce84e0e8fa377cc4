import { execute, isInputObjectType, parse, printSchema } from "graphql";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { mutationNames } from "../../../src/domain/operation.ts";
import type { GatewayContext } from "../../../src/graphql/context.ts";
import { buildGatewaySchema } from "../../../src/graphql/schema.ts";
import { fakeTargets } from "./fake-targets.ts";

/** The definition of a type as it is printed, without the descriptions. */
async function printed(name: string): Promise<string> {
  const text = printSchema(await buildGatewaySchema(fakeTargets)).replaceAll(/^ *"""(.|\n)*?"""\n/gm, "");
  return new RegExp(`^\\w+ ${name}\\b(.|\\n)*?^\\}`, "m").exec(text)?.[0] ?? "";
}

test("each kind of provider has its input, exactly one of which is given", async () => {
  expect(await printed("CreateAccountTarget")).toBe(
    "input CreateAccountTarget @oneOf {\n  acme: AcmeAccountInput\n\n  boltBank: BoltBankAccountInput\n}",
  );
  expect(await printed("AcmeAccountInput")).toBe(
    [
      "input AcmeAccountInput {",
      "  provider: String\n",
      "  userId: String!\n",
      "  holder: AcmeHolderInput\n",
      "  mode: AcmeMode\n",
      "  mainAccountId: ID\n",
      "  days: Int\n",
      "  isQuiet: Boolean",
      "}",
    ].join("\n"),
  );
  expect(await printed("AcmeHolderInput")).toBe(
    "input AcmeHolderInput {\n  type: HolderType!\n\n  aliases: [String!]\n}",
  );
  expect(await printed("AcmeMode")).toBe("enum AcmeMode {\n  FAST\n\n  SLOW\n}");
});

test("it is printed the same every time", async () => {
  const [first, second] = [await buildGatewaySchema(fakeTargets), await buildGatewaySchema(fakeTargets)];
  expect(printSchema(first)).toBe(printSchema(second));
});

test("every command is a mutation, and no mutation anything else", async () => {
  const fields = (await buildGatewaySchema(fakeTargets)).getMutationType()?.getFields() ?? {};
  expect(Object.keys(fields).sort()).toEqual([...mutationNames].sort());
});

test("where no provider can open accounts there is no such mutation", async () => {
  const schema = await buildGatewaySchema([]);
  expect(schema.getMutationType()?.getFields()).not.toHaveProperty("createAccount");
});

describe("an input that cannot be shown is a mistake of the provider's module, found at the start", () => {
  const cases: [string, z.ZodType][] = [
    ["an object without a title", z.object({ a: z.string() })],
    ["an enum without a title", z.object({ a: z.enum(["A"]) }).meta({ title: "CaseInput" })],
    ["a float", z.object({ a: z.number() }).meta({ title: "CaseInput" })],
    [
      "another enum of the same name",
      z.object({ a: z.enum(["A"]).meta({ title: "HolderType" }) }).meta({ title: "CaseInput" }),
    ],
  ];
  test.each(cases)("%s", async (_, schema) => {
    await expect(buildGatewaySchema([{ field: "odd", schema }])).rejects.toThrow();
  });
});

test("what comes past graphql's own check is refused here", async () => {
  const schema = await buildGatewaySchema(fakeTargets);
  const target = schema.getType("CreateAccountTarget");
  if (!isInputObjectType(target)) throw new Error("There is no target.");
  target.isOneOf = false;
  const { data, errors } = await execute({
    schema,
    document: parse("mutation ($input: CreateAccountInput!) { createAccount(input: $input) { errors { code path } } }"),
    variableValues: {
      input: {
        idempotencyKey: "k",
        clientAccountId: "a",
        target: { acme: { userId: "7" }, boltBank: { clientId: "c" } },
      },
    },
    contextValue: { principal: { scopes: new Set(["accounts:write"]) } } as unknown as GatewayContext,
  });
  expect(errors).toBeUndefined();
  expect({ data, errors }).toMatchObject({
    data: { createAccount: { errors: [{ code: "BAD_USER_INPUT", path: ["input", "target"] }] } },
  });
});
