import { type ClassType, Extensions, Field, ID, InputType, Int, registerEnumType } from "type-graphql";
import { z } from "zod";
import { AccountKind, AccountStatus, HolderType, OwnerKind } from "../account/account-enums.ts";
import { words } from "../enum-words.ts";

/** What `createAccount` takes for one kind of provider: as the provider's module declares it. */
export interface ProviderTarget {
  /** The field of `target`. */
  readonly field: string;
  /** Objects and enums in it have a `title`, everything a `description`; an enum also `valueDescriptions`, by value. */
  readonly schema: z.ZodType;
}

/** In any target, this field is the global id of an account. */
export const mainAccountField = "mainAccountId";

type JsonSchema = z.core.JSONSchema.BaseSchema;
/** A class, scalar or enum, or a list that holds one: what type-graphql takes for a type. */
type FieldType = object;

/** Enums that the schema has already, by their names. */
const knownEnums: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AccountKind,
  AccountStatus,
  HolderType,
  OwnerKind,
};

/** The input class of `target`: exactly one of its fields is given, one for each kind of provider. */
export function targetClass(targets: readonly ProviderTarget[]): ClassType<object> {
  const enums = new Map<string, object>(Object.entries(knownEnums));
  const fields = targets.map(({ field, schema }) => {
    const described = z.toJSONSchema(schema, { io: "input" });
    const type = objectClass(described, enums, [providerField]);
    return { name: field, type, isRequired: false, description: described.description };
  });
  const description = "Where the account is opened, and with what that provider needs: exactly one field.";
  const target = inputClass("CreateAccountTarget", description, fields);
  Extensions({ isOneOf: true })(target);
  return target;
}

interface InputField {
  readonly name: string;
  readonly type: FieldType;
  readonly isRequired: boolean;
  readonly description: string | undefined;
}

const providerField: InputField = {
  name: "provider",
  type: String,
  isRequired: false,
  description: "The provider's name; needed only where several of this kind are configured.",
};

function objectClass(
  schema: JsonSchema,
  enums: Map<string, object>,
  first: readonly InputField[] = [],
): ClassType<object> {
  const fields = Object.entries(schema.properties ?? {}).map(([name, property]): InputField => {
    if (typeof property === "boolean") throw new Error(`The input ${name} has no type.`);
    return {
      name,
      type: name === mainAccountField ? ID : fieldType(property, enums),
      isRequired: schema.required?.includes(name) ?? false,
      description: property.description,
    };
  });
  return inputClass(titleOf(schema), schema.description, [...first, ...fields]);
}

function inputClass(name: string, description: string | undefined, fields: readonly InputField[]): ClassType<object> {
  const made = class {};
  for (const field of fields) {
    const options = { nullable: !field.isRequired, ...(field.description && { description: field.description }) };
    Field(() => field.type, options)(made.prototype, field.name);
  }
  InputType(name, description === undefined ? {} : { description })(made);
  return made;
}

function fieldType(schema: JsonSchema, enums: Map<string, object>): FieldType {
  if (schema.enum !== undefined) return enumOf(schema, schema.enum.map(String), enums);
  switch (schema.type) {
    case "string":
      return String;
    case "boolean":
      return Boolean;
    case "integer":
      return Int;
    case "array":
      return [fieldType(schema.items as JsonSchema, enums)];
    case "object":
      return objectClass(schema, enums);
    default:
      // Amounts are text, and everything else has no place in an input.
      throw new Error(`An input cannot be made of ${JSON.stringify(schema)}.`);
  }
}

/** The same words under the same name are the same enum. */
function enumOf(schema: JsonSchema, values: readonly string[], enums: Map<string, object>): object {
  const name = titleOf(schema);
  const known = enums.get(name);
  if (known !== undefined) {
    if (values.some((value) => !(value in known))) throw new Error(`There is another enum with the name ${name}.`);
    return known;
  }
  const made = words(values);
  const texts = (schema.valueDescriptions ?? {}) as Readonly<Record<string, string>>;
  const valuesConfig = Object.fromEntries(
    Object.entries(texts).map(([value, description]) => [value, { description }]),
  );
  registerEnumType(made, { name, ...(schema.description && { description: schema.description }), valuesConfig });
  enums.set(name, made);
  return made;
}

function titleOf({ title }: JsonSchema): string {
  if (title !== undefined) return title;
  throw new Error("Objects and enums of an input need a title.");
}
