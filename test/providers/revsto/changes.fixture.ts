import type { ChangesFixture, Which } from "../conformance/changes-fixture.ts";

const of = (userId: string, productId: string): Which => {
  return ({ facts }) => facts.owner?.id === userId && facts.product?.code === productId;
};

/** How accounts are changed in the demo world. */
export const changes: ChangesFixture = {
  creations: [
    {
      name: "a first one for a company",
      input: { userId: "3633", productId: "235" },
      shows: { kind: "MAIN", status: "ACTIVE", owner: { kind: "USER", id: "3633", secondaryId: null } },
    },
    {
      name: "one more of the same product for a person",
      input: { userId: "3640", productId: "261" },
      shows: { currencies: ["DKK"], product: { kind: "PRODUCT", code: "261", name: null } },
    },
  ],
  refusedCreations: [
    { name: "a user by name", input: { userId: "jane", productId: "235" }, at: ["userId"] },
    { name: "a zero in front", input: { userId: "3633", productId: "0235" }, at: ["productId"] },
    { name: "a label", input: { userId: "3633", productId: "235" }, label: "Savings", at: ["label"] },
  ],
  closing: {
    of: of("3630", "242"),
    reopens: false,
    remains: true,
    refused: [
      { name: "an account with money", of: of("3630", "235"), code: "ACCOUNT_NOT_EMPTY" },
      {
        name: "an account of which all is held",
        of: of("3643", "242"),
        code: "ACCOUNT_NOT_EMPTY",
      },
      { name: "of unknown balances", of: of("3630", "242"), facts: { balances: null }, code: "ACCOUNT_NOT_EMPTY" },
      { name: "a suspended account", of: of("3694", "235"), code: "INVALID_TRANSITION" },
    ],
  },
  holderClosing: { owner: { kind: "USER", id: "3694", secondaryId: null } },
};
