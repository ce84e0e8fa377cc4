import { type DefinitionNode, type DocumentNode, type FragmentDefinitionNode, Kind, visit } from "graphql";

/**
 * A plugin of GraphQL Code Generator: the typed documents of operations and fragments, with each fragment written once.
 * The stock plugin repeats every fragment in every document that uses it. The types are those of `typescript-operations`.
 */
export function plugin(_schema: unknown, files: readonly { readonly document?: DocumentNode }[]) {
  const definitions = files.flatMap(({ document }) => document?.definitions ?? []);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);

  const exported = definitions.flatMap((one) => {
    if (one.kind !== Kind.FRAGMENT_DEFINITION && one.kind !== Kind.OPERATION_DEFINITION) return [];
    const name = one.name?.value;
    if (name === undefined) throw new Error("An operation of the client's documents has no name.");
    const parts = [...spreadIn(one, fragments)].filter((part) => part !== name);
    const [constant, type, itself] =
      one.kind === Kind.FRAGMENT_DEFINITION
        ? [`${name}FragmentDoc`, `${name}Fragment, unknown`, name]
        : [`${name}Document`, typesOf(name, one.operation), text(one)];
    const all = [itself, ...parts].join(", ");
    return `export const ${constant} = { kind: "Document", definitions: [${all}] } as unknown as DocumentNode<${type}>;`;
  });
  return {
    prepend: ["import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';"],
    content: [...[...fragments].map(([name, one]) => `const ${name} = ${text(one)};`), ...exported].join("\n"),
  };
}

function typesOf(name: string, operation: string): string {
  const data = `${name}${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
  return `${data}, ${data}Variables`;
}

/** The names of the fragments that a definition is made with, also by way of others. */
function spreadIn(
  definition: DefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  met = new Set<string>(),
): ReadonlySet<string> {
  visit(definition, {
    FragmentSpread({ name: { value: name } }) {
      const fragment = fragments.get(name);
      if (fragment === undefined || met.has(name)) return;
      met.add(name);
      spreadIn(fragment, fragments, met);
    },
  });
  return met;
}

/** Without places in the source, and without what is empty. */
function text(definition: DefinitionNode): string {
  const emptiable = new Set(["arguments", "directives", "variableDefinitions"]);
  return JSON.stringify(definition, (key, value) =>
    key === "loc" || (emptiable.has(key) && value.length === 0) ? undefined : value,
  );
}
