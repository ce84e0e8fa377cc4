import { z } from "zod";
import { ownerKinds } from "../domain/account.ts";
import type { Customer, LinkTarget } from "./customer-links.ts";
import { type OwnerKinds, ownerProblem } from "./owner-kinds.ts";

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

/**
 * What the schema cannot see: providers that are not configured, owners that those cannot have,
 * customers that are named twice.
 */
export function customerProblems(customers: readonly Customer[], providers: OwnerKinds): readonly string[] {
  return customers.flatMap(({ id, links }, index) => [
    ...(customers.findIndex((other) => other.id === id) < index ? [`customers[${index}].id: is used twice`] : []),
    ...links.flatMap((target, place) => {
      const problem = targetProblem(target, providers);
      return problem === null ? [] : [`customers[${index}].links[${place}].${problem}`];
    }),
  ]);
}

function targetProblem(target: LinkTarget, providers: OwnerKinds): string | null {
  if (!providers.has(target.provider)) return `provider: must be one of ${[...providers.keys()].join(", ")}`;
  const problem = "owner" in target ? ownerProblem(providers, target.provider, target.owner.kind) : null;
  return problem && `owner.kind: ${problem}`;
}
