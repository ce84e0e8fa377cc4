import { readFileSync } from "node:fs";
import { buildSchema, type GraphQLInputType, getNamedType, isInputObjectType } from "graphql";
import { SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sandboxCustomer } from "../../src/auth/sandbox-tokens.ts";
import { type MutationName, mutationNames } from "../../src/domain/operation.ts";
import { type Gateway, startGateway } from "../support/gateway.ts";
import { documentOf } from "./mutation/sample-inputs.ts";

// A customer whose token may do whatever a customer may, and who knows everything about a stranger's accounts.

const secret = "the secret of a gateway that a customer attacks";
const scopes = "accounts:read accounts:write accounts:close accounts:raw operations:resolve audit:read";
const providers = ["inventi", "if", "paynetics", "revsto"] as const;
type ProviderName = (typeof providers)[number];

interface Account {
  readonly id: string;
  readonly providerAccountId: string;
  readonly clientAccountId: string | null;
  readonly iban: string | null;
  readonly status: string;
  readonly holder: { readonly name: string | null };
  readonly owner: { readonly kind: string; readonly id: string; readonly secondaryId: string | null } | null;
  readonly product: { readonly code: string } | null;
}

/** A plug-in account at Integrated Finance that the customer is linked to, and that nobody has connected yet. */
const waiting = Buffer.from("Account:if:a0000000-0000-4000-8000-000000000014").toString("base64");

let gateway: Gateway;
let customer: string;
let own: Readonly<Record<ProviderName, readonly Account[]>>;
let strange: Readonly<Record<ProviderName, readonly Account[]>>;

beforeAll(async () => {
  gateway = await startGateway({ env: { AUTH_SECRET: secret } });
  customer = await new SignJWT({ scope: scopes, client_id: "app" })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(sandboxCustomer)
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode(secret));
  await gateway.client().request(documentOf("linkCustomer"), {
    input: { idempotencyKey: "waits", customerId: sandboxCustomer, accountId: waiting },
  });
  const seen = async (provider: ProviderName, token: string): Promise<readonly Account[]> => {
    const fields =
      "id providerAccountId clientAccountId iban status holder { name } owner { kind id secondaryId } product { code }";
    const query = `{ accounts(first: 100, filter: { providers: ["${provider}"] }) { nodes: edges { node { ${fields} } } } }`;
    const { accounts } = await gateway.client(token).request<{ accounts: { nodes: { node: Account }[] } }>(query);
    return accounts.nodes.map(({ node }) => node);
  };
  const all = Object.fromEntries(
    await Promise.all(providers.map(async (name) => [name, await seen(name, gateway.tokens.backoffice)] as const)),
  );
  // Users stand below a merchant as well: who may act for the one may not act for the others.
  const { owner: merchant } = first(all.paynetics ?? [], isMerchants);
  await gateway.client().request(documentOf("linkCustomer", "errors { code }"), {
    input: {
      idempotencyKey: "merchant",
      customerId: sandboxCustomer,
      provider: "paynetics",
      owner: { kind: merchant?.kind, id: merchant?.id },
    },
  });
  const mine = Object.fromEntries(
    await Promise.all(providers.map(async (name) => [name, await seen(name, customer)] as const)),
  );
  own = mine as typeof own;
  strange = Object.fromEntries(
    providers.map((name) => [name, all[name]?.filter(({ id }) => !mine[name]?.some((account) => account.id === id))]),
  ) as unknown as typeof strange;
});
afterAll(() => gateway?.close());

function first(accounts: readonly Account[], is: (account: Account) => boolean = () => true): Account {
  const found = accounts.find(is);
  if (found === undefined) throw new Error("The sandbox has no such account.");
  return found;
}
const isActive = ({ status }: Account) => status === "ACTIVE";
const isMerchants = ({ owner }: Account) => owner?.kind === "MERCHANT";
const isUsers = ({ owner }: Account) => owner?.kind === "USER";
const someones = (provider: ProviderName) => first(strange[provider], isActive);
const ours = (provider: ProviderName) => first(own[provider], isActive);

type Input = Readonly<Record<string, unknown>>;
const opening = (target: Input, more: Input = {}) => ({ clientAccountId: "taken over", ...more, target });
const inventi = (more: Input) => ({
  inventi: {
    holder: { type: "INDIVIDUAL", name: "Eve" },
    generate: { countryCode: "LT", bankCode: "70440", accountCode: "4711" },
    ...more,
  },
});
/** What Inventi makes the IBAN of an account of, as short as can be: it fills it up with zeros. */
function ibanPartsOf(accounts: readonly Account[]) {
  const { iban } = first(accounts, (account) => isActive(account) && /^LT\d{18}$/.test(account.iban ?? ""));
  return { countryCode: "LT", bankCode: iban?.slice(4, 9), accountCode: iban?.slice(9).replace(/^0+/, "") };
}
const integratedFinance = (more: Input) => ({
  integratedFinance: { clientId: ours("if").owner?.id, currency: "EUR", ...more },
});
const paynetics = (more: Input) => ({
  paynetics: { program: "account_eur", user: first(own.paynetics, isUsers).owner?.id, ...more },
});
const revsto = (more: Input) => ({
  revsto: { userId: ours("revsto").owner?.id, productId: ours("revsto").product?.code, ...more },
});
const merchants = () => first(strange.paynetics, isMerchants).owner;

/** By the field that an attack goes through, and how if there are several ways: the mutation's input, but for the key. */
const attacks: Readonly<Record<string, () => Input>> = {
  "createAccount.customerId": () => opening(revsto({}), { customerId: "somebody else" }),
  "createAccount.holderName": () => opening(revsto({}), { holderName: "Treasury of the Bank" }),
  "createAccount.clientAccountId": () =>
    opening(revsto({}), {
      clientAccountId: first(strange.inventi, ({ clientAccountId }) => clientAccountId !== null).clientAccountId,
    }),
  "createAccount.target.inventi.iban": () =>
    opening(inventi({ iban: first(strange.inventi, ({ iban }) => iban !== null).iban, generate: undefined })),
  "createAccount.target.inventi.generate": () => opening(inventi({ generate: ibanPartsOf(strange.inventi) })),
  "createAccount.target.integratedFinance.clientId": () =>
    opening(integratedFinance({ clientId: someones("if").owner?.id })),
  "createAccount.target.integratedFinance.mainAccountId": () =>
    opening(integratedFinance({ mainAccountId: someones("if").id })),
  "createAccount.target.paynetics.user": () =>
    opening(paynetics({ user: first(strange.paynetics, isUsers).owner?.id })),
  "createAccount.target.paynetics.user below one's own merchant": () =>
    opening(
      paynetics({
        merchant: first(own.paynetics, isMerchants).owner?.id,
        user: first(strange.paynetics, isUsers).owner?.id,
      }),
    ),
  "createAccount.target.paynetics.merchant": () => opening(paynetics({ merchant: merchants()?.id, user: undefined })),
  "createAccount.target.paynetics.merchant beside oneself": () => opening(paynetics({ merchant: merchants()?.id })),
  "createAccount.target.paynetics.mainAccountId": () => opening(paynetics({ mainAccountId: someones("paynetics").id })),
  "createAccount.target.revsto.userId": () => opening(revsto({ userId: someones("revsto").owner?.id })),
  "updateAccount.accountId": () => ({ accountId: someones("if").id, label: "mine now" }),
  "updateAccount.clientAccountId": () => ({
    accountId: ours("inventi").id,
    clientAccountId: first(strange.inventi, ({ clientAccountId }) => clientAccountId !== null).clientAccountId,
  }),
  "updateAccount.iban": () => ({ accountId: ours("if").id, iban: first(strange.if, ({ iban }) => iban !== null).iban }),
  "updateAccount.accountNumber": () => ({ accountId: ours("if").id, accountNumber: "12345678" }),
  "updateAccount.routingCodes": () => ({
    accountId: ours("if").id,
    routingCodes: [{ scheme: "sort-code", value: "123456" }],
  }),
  "changeAccountStatus.accountId": () => ({ accountId: someones("paynetics").id, status: "SUSPENDED" }),
  "changeAccountStatus.status": () => ({ accountId: waiting, status: "ACTIVE" }),
  "changeAccountStatus.status that is an end": () => ({ accountId: waiting, status: "DECLINED" }),
  "closeAccount.accountId": () => ({ accountId: someones("revsto").id }),
};

/** For the back office alone, whatever the input: what a customer is refused before a field is looked at. */
const backOffice: Readonly<Partial<Record<MutationName, () => Input>>> = {
  migrateAccount: () => ({
    clientAccountId: "x",
    clientId: ours("if").owner?.id,
    currency: "EUR",
    serviceProvider: "s",
    sourceId: "s",
  }),
  closeAccountHolder: () => ({ provider: "revsto", owner: { kind: "USER", id: someones("revsto").owner?.id } }),
  reportConnection: () => ({ accountId: ours("if").id, outcome: { connected: { connectionId: "c" } } }),
  adjustBalance: () => ({
    ...{ accountId: ours("if").id, direction: "CREDIT", amount: "1000.00", currency: "EUR", description: "gift" },
    correction: { type: "UNKNOWN", transactionType: "gift" },
  }),
  linkCustomer: () => ({ customerId: sandboxCustomer, accountId: someones("paynetics").id }),
  unlinkCustomer: () => ({ customerId: "somebody else", accountId: someones("paynetics").id }),
  replayWebhookDelivery: () => ({ id: "V2ViaG9va0RlbGl2ZXJ5OjE=" }),
  resolveOperation: () => ({ operationId: "T3BlcmF0aW9uOjE=", decision: "ABANDON" }),
};

const under = (place: string, ...fields: string[]) => fields.map((field) => `${place}.${field}`);
const other = under("holder.organisation.other", "identification", "schemeNameCode", "schemeNameProprietary", "issuer");
const holder = ["holder.name", "holder.aliases", "holder.organisation.lei", "holder.organisation.bic", ...other];

/** Fields that name nobody, one by one: nothing can be taken over by them. What a holder is called is its account's own. */
const harmless: ReadonlySet<string> = new Set([
  ...under("createAccount", "idempotencyKey", "label"),
  ...under("createAccount.target.inventi", "provider", "holder.type", ...holder),
  ...under("createAccount.target.integratedFinance", "provider", "currency", "country"),
  ...under("createAccount.target.integratedFinance", "connectMethod", "connectType", "serviceProvider"),
  ...under("createAccount.target.paynetics", "provider", "program", "skipIbanGeneration"),
  ...under("createAccount.target.revsto", "provider", "productId"),
  ...under("updateAccount", "idempotencyKey", "label", ...holder),
  ...under("changeAccountStatus", "idempotencyKey", "reason"),
  ...under("closeAccount", "idempotencyKey", "reason"),
]);

/** `createAccount.target.revsto.userId` and all others. */
function fieldsOf(path: string, type: GraphQLInputType): readonly string[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [path];
  return Object.values(named.getFields()).flatMap((field) => fieldsOf(`${path}.${field.name}`, field.type));
}

test("every field of every input that a customer may send is attacked below, or names nobody", () => {
  const mutations = buildSchema(readFileSync("schema.graphql", "utf8")).getMutationType()?.getFields() ?? {};
  const open = mutationNames.filter((name) => backOffice[name] === undefined);
  const fields = open.flatMap((name) => fieldsOf(name, mutations[name]?.args[0]?.type as GraphQLInputType));
  const attacked = (field: string) =>
    Object.keys(attacks).some((known) => field === known || field.startsWith(`${known}.`));
  expect(fields.filter((field) => !attacked(field) && !harmless.has(field))).toEqual([]);
  expect([...harmless].filter((known) => !fields.includes(known) || attacked(known))).toEqual([]);
  const isField = (known = "") => fields.some((field) => field === known || field.startsWith(`${known}.`));
  expect(Object.keys(attacks).filter((known) => !isField(known.split(" ")[0]))).toEqual([]);
});

/** The books of all providers, but for what is counted. */
async function books(): Promise<unknown> {
  return Promise.all(providers.map(async (name) => (await gateway.simulator(name).ledger()).accounts));
}

let keys = 0;
async function attack(mutation: MutationName, input: Input) {
  const selection = `account { id iban } operation { id } errors { __typename code message path
    ... on DuplicateClientAccountIdError { existingAccount { id } } }`;
  const client = gateway.client(customer);
  client.requestConfig.errorPolicy = "all";
  keys += 1;
  const { data, errors = [] } = await client.rawRequest<
    Record<string, { errors: { code: string; path: string[] | null }[] }>
  >(documentOf(mutation, selection), { input: { idempotencyKey: `attack-${keys}`, ...input } });
  const payload = data?.[mutation];
  return {
    payload,
    codes: [
      ...errors.map(({ extensions }) => String(extensions?.code)),
      ...(payload?.errors ?? []).map(({ code }) => code),
    ],
    text: JSON.stringify({ data, errors }),
  };
}

test.each(Object.keys(attacks))("nothing of a stranger's is had by %s", async (field) => {
  const before = await books();
  const [mutation] = field.split(".") as [MutationName];
  const { codes, payload, text } = await attack(mutation, attacks[field]?.() ?? {});
  expect(codes.length, text).toBe(1);
  expect(["FORBIDDEN", "ACCOUNT_NOT_FOUND", "NOT_FOUND", "DUPLICATE_CLIENT_ACCOUNT_ID"], text).toContain(codes[0]);
  expect(payload, text).toMatchObject({ account: null, operation: null });
  const path = [mutation, ...(payload?.errors[0]?.path ?? []).slice(1)].join(".");
  expect(path, text).not.toBe(mutation);
  expect(field).toMatch(new RegExp(`^${path}`));
  for (const { iban, holder } of Object.values(strange).flat()) {
    if (iban !== null) expect(text).not.toContain(iban);
    if (holder.name !== null) expect(text).not.toContain(holder.name);
  }
  expect(await books()).toEqual(before);
});

test.each(Object.keys(backOffice))("%s is refused to customers", async (mutation) => {
  const before = await books();
  const { codes } = await attack(mutation as MutationName, backOffice[mutation as MutationName]?.() ?? {});
  expect(codes).toEqual(["FORBIDDEN"]);
  expect(await books()).toEqual(before);
});

test.each([
  ["to a customer, nothing", () => customer, []],
  ["to the back office, what the provider allows", () => gateway.tokens.backoffice, ["ACTIVE", "DECLINED"]],
] as const)("of an account that is still being opened is offered: %s", async (_, token, availableTransitions) => {
  const query = `{ account(id: "${waiting}") { status availableTransitions } }`;
  expect(await gateway.client(token()).request(query)).toEqual({
    account: { status: "PENDING", availableTransitions },
  });
});

test("a stranger's key tells nothing of what the stranger did with it", async () => {
  const { id } = someones("inventi");
  const input = { idempotencyKey: "the stranger's key", accountId: id, label: "theirs" };
  const asked = { query: documentOf("updateAccount", "operation { id state } errors { code }"), variables: { input } };
  await gateway.client().rawRequest(asked.query, asked.variables);
  const { codes, payload } = await attack("updateAccount", input);
  expect(codes).toEqual(["ACCOUNT_NOT_FOUND"]);
  expect(payload).toMatchObject({ operation: null });
  const known = await gateway
    .client(customer)
    .request<{ operation: unknown }>(
      `{ operation(mutation: "updateAccount", idempotencyKey: "the stranger's key") { id } }`,
    );
  expect(known.operation).toBeNull();
});

test("a customer opens an account with an IBAN that nobody has, and sees it", async () => {
  const { payload, codes } = await attack("createAccount", opening(inventi({}), { clientAccountId: "my own" }));
  expect(codes).toEqual([]);
  expect(payload).toMatchObject({ account: { iban: expect.stringMatching(/^LT\d{2}704400+4711$/) } });
});
