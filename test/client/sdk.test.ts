import { type DocumentNode, parse, separateOperations } from "graphql";
import { expect, test } from "vitest";
import { plugin as documents } from "../../scripts/codegen/documents.ts";
import { plugin } from "../../scripts/codegen/sdk.ts";
import * as client from "../../src/client/index.ts";

const written = (text: string) => plugin(null, [{ document: parse(text) }]);

test("an operation is a method with its types, and the comment above it is the docstring", () => {
  const text = written(`
    # About the whole file.

    # Closes an account.
    # For good.
    mutation CloseIt($input: CloseInput!) { close(input: $input) { id } }

    # All of them.
    query Accounts($first: Int, $count: Boolean! = false) { accounts(first: $first) { id } }
  `);
  expect(text).toContain(`export interface Sdk {
  /**
   * Closes an account.
   * For good.
   */
  closeIt(variables: documents.CloseItMutationVariables, options?: RequestOptions): Promise<Result<documents.CloseItMutation>>;
  /** All of them. */
  accounts(variables?: documents.AccountsQueryVariables, options?: RequestOptions): Promise<Result<documents.AccountsQuery>>;
}
`);
  expect(text).toContain(`  return {
    closeIt: (variables, options) => send(documents.CloseItDocument, variables, options),
    accounts: (variables = {}, options) => send(documents.AccountsDocument, variables, options),
  };
`);
});

test("an operation that nobody explained, or named, is refused", () => {
  expect(() => written("# Of the file.\n\nquery Accounts { accounts { id } }")).toThrow("Accounts: a comment");
  expect(() => written("# All of them.\n{ accounts { id } }")).toThrow("no name");
});

test("a fragment is written once, and is a part of whatever is made with it", () => {
  const { content } = documents(null, [
    { document: parse("query A { a { ...Outer } } mutation B($x: [Int] = []) { b(x: $x) { ...Inner } }") },
    { document: parse("fragment Outer on T { x ...Inner } fragment Inner on T { y }") },
  ]);
  expect(content.match(/"value":"y"/g)).toHaveLength(1);
  expect(content).toMatch(
    /^export const OuterFragmentDoc = .*definitions: \[Outer, Inner\] }.*<OuterFragment, unknown>;$/m,
  );
  expect(content).toMatch(/^export const ADocument = .*, Outer, Inner\] }.*<AQuery, AQueryVariables>;$/m);
  expect(content).toMatch(/^export const BDocument = .*"values":\[\].*, Inner\] }.*<BMutation, BMutationVariables>;$/m);
});

test("each of the client's documents is whole: what it spreads is in it, and nothing else", () => {
  const all = Object.entries(client).filter(([name]) => name.endsWith("Document"));
  expect(all.length).toBeGreaterThan(25);
  for (const [name, value] of all) {
    const document = value as unknown as DocumentNode;
    const [whole] = Object.values(separateOperations(document));
    expect([name, whole?.definitions.length]).toEqual([name, document.definitions.length]);
    const own = document.definitions.flatMap((one) => ("name" in one ? [one.name?.value] : []));
    const spread = [...JSON.stringify(document).matchAll(/"FragmentSpread","name":{"kind":"Name","value":"(\w+)"/g)];
    expect(own).toEqual(expect.arrayContaining(spread.map(([, fragment]) => fragment)));
  }
});
