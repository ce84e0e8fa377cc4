import { afterAll, beforeAll, expect, test } from "vitest";
import { type Gateway, startGateway } from "../support/gateway.ts";

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway?.close());

interface Payload {
  readonly account: { readonly holder: { readonly name: string | null } } | null;
  readonly errors: readonly object[];
}

let keys = 0;
async function change(mutation: "linkCustomer" | "createAccount", input: object): Promise<Payload> {
  const type = mutation === "linkCustomer" ? "LinkCustomerInput" : "CreateAccountInput";
  const answer = await gateway.client().request<Readonly<Record<string, Payload>>>(
    `mutation ($input: ${type}!) {
      ${mutation}(input: $input) { account { holder { name } } errors { code message path } }
    }`,
    { input: { idempotencyKey: `k${keys++}`, ...input } },
  );
  return answer[mutation] as Payload;
}

const linksTold = async () =>
  (
    await gateway
      .client()
      .request<{ auditLog: { edges: object[] } }>(
        "{ auditLog(first: 100, filter: { kinds: [CUSTOMER_LINKED] }) { edges { node { kind } } } }",
      )
  ).auditLog.edges.length;

test.each([
  ["inventi", "USER", "inventi has no owners: link single accounts there."],
  ["if", "USER", "if has no such owners: there they are of the kind CLIENT."],
  ["paynetics", "CLIENT", "paynetics has no such owners: there they are of the kind MERCHANT or USER."],
  ["revsto", "MERCHANT", "revsto has no such owners: there they are of the kind USER."],
])("nobody is linked to an owner that %s cannot have: a %s", async (provider, kind, message) => {
  const before = await linksTold();
  const { errors } = await change("linkCustomer", { customerId: "c1", provider, owner: { kind, id: "5" } });
  expect(errors).toEqual([{ code: "BAD_USER_INPUT", message, path: ["input", "owner", "kind"] }]);
  expect(await linksTold()).toBe(before);
});

test("a holder's name given with the owner's link is also that of accounts opened later", async () => {
  const owner = { kind: "USER", id: "3641" };
  await change("linkCustomer", { customerId: "c2", provider: "revsto", owner, holderName: "Vera" });
  const target = { revsto: { userId: "3641", productId: "242" } };
  const { account } = await change("createAccount", { clientAccountId: "of c2", target });
  expect(account?.holder.name).toBe("Vera");
});

test("an account may be opened with its holder's name", async () => {
  const target = { revsto: { userId: "3630", productId: "242" } };
  const { account } = await change("createAccount", { clientAccountId: "named", holderName: "Jane Doe", target });
  expect(account?.holder.name).toBe("Jane Doe");
});

const refused = (provider: string) => [
  {
    code: "BAD_USER_INPUT",
    message: `Leave \`holderName\` out: ${provider} tells by itself what holders are called.`,
    path: ["input", "holderName"],
  },
];

test.each(["inventi", "if"])("a name that %s tells itself is refused, and stands nowhere", async (provider) => {
  const { accounts } = await gateway
    .client()
    .request<{ accounts: { edges: { node: { id: string } }[] } }>(
      "query ($filter: AccountFilter!) { accounts(first: 1, filter: $filter) { edges { node { id } } } }",
      { filter: { providers: [provider] } },
    );
  const before = await linksTold();
  const accountId = accounts.edges[0]?.node.id;
  const { errors } = await change("linkCustomer", { customerId: "c3", accountId, holderName: "Eve" });
  expect(errors).toEqual(refused(provider));
  expect(await linksTold()).toBe(before);
});

test.each([
  [
    "inventi",
    {
      inventi: {
        holder: { type: "INDIVIDUAL", name: "Jane" },
        generate: { countryCode: "LT", bankCode: "70440", accountCode: "99001" },
      },
    },
  ],
  ["if", { integratedFinance: { clientId: "c0000000-0000-4000-8000-000000000001", currency: "EUR" } }],
])("no account is opened with another name than %s will tell", async (provider, target) => {
  const before = (await gateway.simulator(provider).ledger()).accounts.length;
  const { errors } = await change("createAccount", { clientAccountId: `at ${provider}`, holderName: "Eve", target });
  expect(errors).toEqual(refused(provider));
  expect((await gateway.simulator(provider).ledger()).accounts).toHaveLength(before);
});
