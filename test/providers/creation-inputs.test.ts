import { describe, expect, it } from "vitest";
import { z } from "zod";
import { providerModules } from "../../src/providers/index.ts";

interface Schema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly maxLength?: number;
  readonly enum?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

/** Every schema in a schema, with its path. */
function parts(schema: Schema, path: string): [string, Schema][] {
  const below = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => parts(part, `${path}.${name}`));
  return [[path, schema], ...below, ...(schema.items ? parts(schema.items, `${path}[]`) : [])];
}

describe("what an account can be opened with", () => {
  const inputs = providerModules.flatMap(({ creationInput }) => creationInput ?? []);

  it.each(inputs)("at $field has names, descriptions and limits, for the schema is made of it", ({ field, schema }) => {
    for (const [path, part] of parts(z.toJSONSchema(schema) as Schema, field)) {
      expect(["object", "string", "boolean", "array"], path).toContain(part.type);
      if (!path.endsWith("[]")) expect(part.description, path).toMatch(/\.$/);
      if (part.type === "object") {
        expect(part.title, path).toMatch(/^[A-Z][A-Za-z]+Input$/);
        expect(part.additionalProperties, path).toBe(false);
      }
      if (part.type === "string" && part.enum === undefined) expect(part.maxLength, path).toBeGreaterThan(0);
    }
  });

  it.each(inputs)("at $field names owners by fields that it has", ({ schema, ownerFields = {} }) => {
    const { properties = {} } = z.toJSONSchema(schema) as Schema;
    for (const field of Object.values(ownerFields)) expect(properties).toHaveProperty(field);
  });

  it("has a field of its own for each provider", () => {
    expect(new Set(inputs.map(({ field }) => field)).size).toBe(inputs.length);
  });
});
