import { parse } from "graphql";
import { expect, test } from "vitest";
import { plugin } from "../../scripts/codegen/sdk.ts";

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
