import { type DocumentNode, Kind, type OperationDefinitionNode, TokenKind } from "graphql";

/**
 * A plugin of GraphQL Code Generator: the client's SDK, a method for each operation of the documents. The comment that
 * stands directly above an operation becomes its method's docstring. Throws for an operation without a name or a comment.
 */
export function plugin(_schema: unknown, files: readonly { readonly document?: DocumentNode }[]): string {
  const methods = files
    .flatMap(({ document }) => document?.definitions ?? [])
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    // What is followed has no one answer: it is for clients that carry streams.
    .filter(({ operation }) => operation !== "subscription")
    .map(readMethod);
  const lines = [
    "// Written by `npm run codegen`.",
    'import type { Result } from "../result.ts";',
    'import type { RequestOptions, Send } from "../transport.ts";',
    'import * as documents from "./documents.ts";',
    "",
    "/** One method for each operation. Variables may be left out where none is needed. */",
    "export interface Sdk {",
    ...methods.flatMap(promise),
    "}",
    "",
    "export function createSdk(send: Send): Sdk {",
    "  return {",
    ...methods.map(
      ({ name, document, mayBeBare }) =>
        `    ${name}: (variables${mayBeBare ? " = {}" : ""}, options) => send(documents.${document}, variables, options),`,
    ),
    "  };",
    "}",
    "",
  ];
  return lines.join("\n");
}

interface Method {
  readonly name: string;
  readonly docstring: readonly string[];
  /** The names that the other plugins give to the operation's document, to what comes out of it and to what goes in. */
  readonly document: string;
  readonly data: string;
  readonly variables: string;
  /** Whether it can be called without variables. */
  readonly mayBeBare: boolean;
}

function readMethod(operation: OperationDefinitionNode): Method {
  const { name: { value: name } = {}, variableDefinitions = [] } = operation;
  if (name === undefined) throw new Error("An operation of the client's documents has no name.");
  const docstring = commentAbove(operation);
  if (docstring.length === 0) throw new Error(`${name}: a comment directly above it is needed, for its method.`);
  const data = `${name}${operation.operation === "mutation" ? "Mutation" : "Query"}`;
  return {
    name: `${name.charAt(0).toLowerCase()}${name.slice(1)}`,
    docstring,
    document: `${name}Document`,
    data,
    variables: `${data}Variables`,
    mayBeBare: variableDefinitions.every(
      ({ type, defaultValue }) => type.kind !== Kind.NON_NULL_TYPE || defaultValue !== undefined,
    ),
  };
}

/** The lines of the comment that ends on the line before the operation. */
function commentAbove({ loc }: OperationDefinitionNode): string[] {
  const lines: string[] = [];
  for (let at = loc?.startToken, token = at?.prev; token?.kind === TokenKind.COMMENT; at = token, token = token.prev) {
    if (token.line + 1 !== at?.line) break;
    lines.unshift(token.value.trim());
  }
  return lines;
}

function promise({ name, docstring, data, variables, mayBeBare }: Method): string[] {
  const comment =
    docstring.length === 1 ? [`/** ${docstring[0]} */`] : ["/**", ...docstring.map((line) => ` * ${line}`), " */"];
  const taken = `variables${mayBeBare ? "?" : ""}: documents.${variables}, options?: RequestOptions`;
  return [...comment, `${name}(${taken}): Promise<Result<documents.${data}>>;`].map((line) => `  ${line}`);
}
