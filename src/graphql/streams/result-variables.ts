import { type DocumentNode, getOperationAST, Kind, visit } from "graphql";

/**
 * The variables that a subscription's results depend on: not those that only say what to follow and from where, as
 * arguments of its root field.
 */
export function resultVariables(
  document: DocumentNode,
  operationName: string | undefined,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const operation = getOperationAST(document, operationName);
  const following = new Set(
    operation?.selectionSet.selections.flatMap((field) => (field.kind === Kind.FIELD ? (field.arguments ?? []) : [])),
  );
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Argument: (argument) => (following.has(argument) ? false : undefined),
    Variable: ({ name }) => void used.add(name.value),
  });
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => used.has(name))
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
