import {
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type TypeNode,
  typeFromAST,
} from "graphql";

/** The one operation of a document, or the one of that name; null when there is not one, or while it cannot be read. */
export function operationIn(document: string, name?: string | null): OperationDefinitionNode | null {
  try {
    const { definitions } = parse(document);
    const all = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
    const operations = name == null ? all : all.filter((one) => one.name?.value === name);
    return operations.length === 1 ? (operations[0] ?? null) : null;
  } catch {
    return null;
  }
}

/** The words that a variable can be, with what each means; null when it can be anything. */
export function choicesFor(
  variable: string,
  operation: OperationDefinitionNode | null,
  schema: GraphQLSchema | null | undefined,
): readonly { readonly word: string; readonly meaning: string }[] | null {
  const asked = operation?.variableDefinitions?.find((one) => one.variable.name.value === variable)?.type;
  if (asked === undefined || schema == null) return null;
  const type = typeOf(asked, schema);
  return isEnumType(type)
    ? type.getValues().map(({ name, description }) => ({ word: name, meaning: description ?? "" }))
    : null;
}

function typeOf(node: TypeNode, schema: GraphQLSchema) {
  const named = node.kind === Kind.NON_NULL_TYPE ? node.type : node;
  return named.kind === Kind.NAMED_TYPE ? getNamedType(typeFromAST(schema, named)) : undefined;
}
