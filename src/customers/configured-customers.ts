import { z } from "zod";
import { ownerKinds } from "../domain/account.ts";
import type { Customer, LinkTarget } from "./customer-links.ts";

const name = z.string().min(1).max(256);

const linkSchema = z
  .strictObject({
    provider: name,
    account: name.optional(),
    owner: z.strictObject({ kind: z.enum(ownerKinds), id: name }).optional(),
  })
  .refine(
    ({ account, owner }) => (account === undefined) !== (owner === undefined),
    "names either an account or an owner",
  )
  .transform(
    ({ provider, account, owner }): LinkTarget =>
      owner === undefined ? { provider, accountId: account ?? "" } : { provider, owner },
  );

/** The `customers` of a configuration file: who may see which owners' accounts, or single ones. */
export const customersSchema = z.array(
  z
    .strictObject({ id: name, name: name.optional(), links: z.array(linkSchema) })
    .transform(({ id, name: called = null, links }): Customer => ({ id, name: called, links })),
);

/** What the schema cannot see: providers that are not configured, customers that are named twice. */
export function customerProblems(customers: readonly Customer[], providers: readonly string[]): readonly string[] {
  return customers.flatMap(({ id, links }, index) => [
    ...(customers.findIndex((other) => other.id === id) < index ? [`customers[${index}].id: is used twice`] : []),
    ...links.flatMap(({ provider }, place) =>
      providers.includes(provider)
        ? []
        : [`customers[${index}].links[${place}].provider: must be one of ${providers.join(", ")}`],
    ),
  ]);
}
