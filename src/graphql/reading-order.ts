import {
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
  printType,
} from "graphql";

/**
 * The schema as text in the order in which one reads it: each root type, then a chapter for every type that its fields
 * name (the arguments' types at the end of it), and all scalars last. A chapter is a type and what only is to be found
 * below it, in the order of its fields; it stops where another chapter begins.
 */
export function printInReadingOrder(schema: GraphQLSchema): string {
  return `${readingOrder(schema).map(printType).join("\n\n")}\n`;
}

function readingOrder(schema: GraphQLSchema): GraphQLNamedType[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(
    (type) => !!type,
  );
  const chapters = new Set<GraphQLNamedType>(roots.flatMap(typesOfFields));
  const order = new Set<GraphQLNamedType>();
  const scalars = new Set<GraphQLNamedType>();

  const read = (type: GraphQLNamedType): void => {
    if (isScalarType(type)) scalars.add(type);
    if (isScalarType(type) || order.has(type)) return;
    order.add(type);
    for (const below of typesBelow(type)) if (!chapters.has(below)) read(below);
  };
  for (const root of roots) {
    order.add(root);
    for (const field of Object.values(root.getFields())) {
      read(getNamedType(field.type));
      for (const argument of field.args) read(getNamedType(argument.type));
    }
  }
  // To some, such as what only implements an interface, no field leads.
  for (const type of Object.values(schema.getTypeMap())) if (!type.name.startsWith("__")) read(type);
  return [...order, ...[...scalars].filter((scalar) => !isSpecifiedScalarType(scalar))];
}

function typesOfFields(type: GraphQLNamedType): GraphQLNamedType[] {
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [];
  const fields: { type: GraphQLType }[] = Object.values(type.getFields());
  return fields.map((field) => getNamedType(field.type));
}

/** What a reader of `type` wants to know next. */
function typesBelow(type: GraphQLNamedType): GraphQLNamedType[] {
  if (isUnionType(type)) return [...type.getTypes()];
  if (!isObjectType(type) && !isInterfaceType(type)) return typesOfFields(type);
  const ofArguments = Object.values(type.getFields()).flatMap(({ args }) => args.map((arg) => getNamedType(arg.type)));
  return [...type.getInterfaces(), ...typesOfFields(type), ...ofArguments];
}
