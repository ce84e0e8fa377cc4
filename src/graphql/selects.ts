import type { GraphQLResolveInfo, SelectionSetNode } from "graphql";

/**
 * Whether an operation selects a field of what it asks for here, also through fragments; one that `@skip` leaves out
 * counts as selected. For the few things that must be read before the rest, and cost something.
 */
export function selects({ fieldNodes, fragments }: GraphQLResolveInfo, field: string): boolean {
  const isIn = (selections: SelectionSetNode | undefined): boolean =>
    selections?.selections.some((selection) => {
      if (selection.kind === "Field") return selection.name.value === field;
      return isIn(
        selection.kind === "InlineFragment" ? selection.selectionSet : fragments[selection.name.value]?.selectionSet,
      );
    }) ?? false;
  return fieldNodes.some(({ selectionSet }) => isIn(selectionSet));
}
