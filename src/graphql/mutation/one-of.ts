import { type GraphQLSchema, isInputObjectType } from "graphql";
import { z } from "zod";

/** Makes `@oneOf` of each input type that says so in its extensions: type-graphql has no word for it. */
export function markOneOf(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type) && type.extensions.isOneOf === true) type.isOneOf = true;
  }
  return schema;
}

/** Reads what the one given field holds. Checked here as well: a compiled document may come past graphql's own check. */
export function exactlyOne<Options extends Readonly<Record<string, z.ZodType>>>(options: Options) {
  return z.unknown().transform((value, context): z.output<Options[keyof Options]> => {
    const [[name, one] = ["", null], ...others] = Object.entries(value ?? {}).filter(([, field]) => field != null);
    const schema = others.length === 0 ? options[name] : undefined;
    if (schema === undefined) {
      context.addIssue({ code: "custom", message: `Give exactly one of ${Object.keys(options).join(", ")}.` });
      return z.NEVER;
    }
    const read = schema.safeParse(one);
    if (read.success) return read.data as z.output<Options[keyof Options]>;
    for (const { code, message, path, ...issue } of read.error.issues) {
      const params = code === "custom" && "params" in issue ? { params: issue.params ?? {} } : {};
      context.addIssue({ code: "custom", message, path: [name, ...path], ...params });
    }
    return z.NEVER;
  });
}
